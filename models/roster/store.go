package roster

import (
	"context"
	"errors"

	"roundrobin/models/day"
	"roundrobin/models/db"
)

// never is later than every day on which somebody left.
const never day.Day = "9999-12-31"

type store struct{ *db.DB }

// find gives an empty row for a hash that is not there.
func (s store) find(ctx context.Context, h Hash) (row personRow, err error) {
	err = s.Read.WithContext(ctx).Where("hash = ?", h[:]).Limit(1).Find(&row).Error
	return row, err
}

// since narrows persons to those who are here or left on that day or later.
type since struct {
	day   day.Day
	kinds [][]byte // only these; none is all
	paper bool     // only those without an address
}

func (s store) since(ctx context.Context, w since) *db.Tx {
	tx := s.Read.WithContext(ctx).Model(&personRow{}).Where("left_on = '' OR left_on >= ?", string(w.day))
	if len(w.kinds) > 0 {
		tx = tx.Where("kind IN ?", w.kinds)
	}
	if w.paper {
		tx = tx.Where("mail = 0")
	}
	return tx
}

func (s store) count(ctx context.Context, w since) (int, error) {
	var n int64
	err := s.since(ctx, w).Count(&n).Error
	return int(n), err
}

// hashes are those of everybody who is here or left on that day or later, in ascending order.
func (s store) hashes(ctx context.Context, w since) ([]Hash, error) {
	var rows [][]byte
	err := s.since(ctx, w).Order("hash").Pluck("hash", &rows).Error
	hashes := make([]Hash, len(rows))
	for i, b := range rows {
		hashes[i] = Hash(b)
	}
	return hashes, err
}

// present are all persons that ever were, by hash.
func (s store) present(ctx context.Context) (map[Hash]personRow, error) {
	return presentIn(s.Read.WithContext(ctx))
}

func presentIn(tx *db.Tx) (map[Hash]personRow, error) {
	var rows []personRow
	err := tx.Find(&rows).Error
	present := make(map[Hash]personRow, len(rows))
	for _, row := range rows {
		present[Hash(row.Hash)] = row
	}
	return present, err
}

// alone runs f with no other import beside it.
func (s store) alone(ctx context.Context, f func(tx *db.Tx) error) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if s.Dialect == db.Postgres {
			if err := tx.Exec("LOCK TABLE persons IN SHARE ROW EXCLUSIVE MODE").Error; err != nil {
				return err
			}
		}
		return f(tx)
	})
}

// change runs f alone: no other import between what it reads and what it writes.
func (s store) change(ctx context.Context, f func(tx *db.Tx, present map[Hash]personRow) error) error {
	return s.alone(ctx, func(tx *db.Tx) error {
		present, err := presentIn(tx)
		if err != nil {
			return err
		}
		return f(tx, present)
	})
}

func (s store) forgetUndo(tx *db.Tx) error { return tx.Exec("DELETE FROM roster_undo").Error }

// remember keeps, for an undo, who was here and what was said of them; the others get a row that says so.
func (s store) remember(tx *db.Tx, hashes [][]byte) error {
	err := tx.Exec("INSERT INTO roster_undo (hash, encrypted) SELECT hash, encrypted FROM persons WHERE left_on = '' AND hash IN ?", hashes).Error
	values := make([]any, 0, 2*len(hashes))
	for _, h := range hashes {
		values = append(values, h, []byte{})
	}
	return errors.Join(err, db.InsertRows(tx, "INSERT INTO roster_undo (hash, encrypted)", 2, values, "ON CONFLICT (hash) DO NOTHING"))
}

// put writes persons who are here.
func (s store) put(tx *db.Tx, rows []personRow, undo bool) error {
	hashes, values := make([][]byte, len(rows)), make([]any, 0, 6*len(rows))
	for i, row := range rows {
		hashes[i], values = row.Hash, append(values, row.Hash, row.Encrypted, row.LeftOn, row.Entry, row.Mail, row.Kind)
	}
	if undo {
		if err := s.remember(tx, hashes); err != nil {
			return err
		}
	}
	return db.InsertRows(tx, "INSERT INTO persons (hash, encrypted, left_on, entry, mail, kind)", 6, values,
		"ON CONFLICT (hash) DO UPDATE SET encrypted = excluded.encrypted, left_on = excluded.left_on, entry = excluded.entry, mail = excluded.mail, kind = excluded.kind")
}

// leave lets persons go. What was said of them stays for an undo only.
func (s store) leave(tx *db.Tx, gone []Hash, today day.Day) error {
	hashes := make([][]byte, len(gone))
	for i := range gone {
		hashes[i] = gone[i][:]
	}
	if err := s.remember(tx, hashes); err != nil {
		return err
	}
	return tx.Exec("UPDATE persons SET encrypted = ?, left_on = ? WHERE hash IN ?", []byte{}, today, hashes).Error
}

func (s store) state(ctx context.Context) (stateRow, error) {
	return s.stateIn(s.Read.WithContext(ctx))
}

// stateIn is an empty row before the first import.
func (s store) stateIn(tx *db.Tx) (row stateRow, err error) {
	err = tx.Raw("SELECT day, joined, changed, gone, undo, commitment, kinds FROM roster_state").Scan(&row).Error
	return row, err
}

func (s store) took(tx *db.Tx, today day.Day, r Report) error {
	return tx.Exec(`INSERT INTO roster_state (one, day, joined, changed, gone, undo, commitment, kinds) VALUES (1, ?, ?, ?, ?, 1, ?, ?)
		ON CONFLICT (one) DO UPDATE SET day = excluded.day, joined = excluded.joined, changed = excluded.changed, gone = excluded.gone, undo = 1`,
		today, r.Added, r.Changed, r.Left, []byte{}, []byte{}).Error
}

// undo leaves the kinds of those who are as before to be sorted; who joined is among the eligible by the kind that they had.
func (s store) undo(tx *db.Tx, today day.Day) error {
	was := "(SELECT u.encrypted FROM roster_undo u WHERE u.hash = persons.hash)"
	return errors.Join(
		tx.Exec("UPDATE persons SET encrypted = "+was+", left_on = CASE WHEN length("+was+") > 0 THEN '' ELSE ? END, kind = CASE WHEN length("+was+
			") > 0 THEN ? ELSE kind END WHERE hash IN (SELECT hash FROM roster_undo)", today, []byte{}).Error,
		s.forgetUndo(tx), tx.Exec("UPDATE roster_state SET undo = 0").Error)
}

// expire forgets what can be undone of an import before that day.
func (s store) expire(ctx context.Context, before day.Day) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec("UPDATE roster_state SET undo = 0 WHERE undo = 1 AND day < ?", before)
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		return s.forgetUndo(tx)
	})
}

// entries are those of everybody who is asked for; where there is none, the hash stands for it.
func (s store) entries(ctx context.Context, w since) ([]Hash, error) {
	var rows [][]byte
	err := s.since(ctx, w).Select("CASE WHEN length(entry) = 0 THEN hash ELSE entry END").Scan(&rows).Error
	entries := make([]Hash, len(rows))
	for i, b := range rows {
		entries[i] = Hash(b)
	}
	return entries, err
}

func (s store) commitment(ctx context.Context, hash []byte) (row commitmentRow, err error) {
	err = s.Read.WithContext(ctx).Where("hash = ?", hash).Limit(1).Find(&row).Error
	return row, err
}

// says keeps what the ledger is told of the roster.
func (s store) says(ctx context.Context, row commitmentRow, kinds []byte) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		return tx.Exec("UPDATE roster_state SET commitment = ?, kinds = ?", row.Hash, kinds).Error
	})
}

func (s store) keep(ctx context.Context, row commitmentRow) error {
	return s.InTx(ctx, func(tx *db.Tx) error { return tx.Create(&row).Error })
}

// In the statements below no blob stands first in a parenthesis: gorm would spread its bytes.

// countTry adds a try and returns how many there were with this one: one statement, so that no two get the same number.
func (s store) countTry(ctx context.Context, key []byte, last day.Day) (tries int, mailed bool, err error) {
	var row struct{ Tries, Mailed int }
	err = s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Raw(`INSERT INTO codes (day, key, tries, mailed) VALUES (?, ?, 1, 0)
			ON CONFLICT (key) DO UPDATE SET tries = codes.tries + 1 RETURNING tries, mailed`, string(last), key).Scan(&row).Error
	})
	return row.Tries, row.Mailed == 1, err
}

// handOut counts a code for its person's day and marks it as mailed if the person is here and the day allows another. What is
// written has the same shape for everybody.
func (s store) handOut(ctx context.Context, person []byte, today day.Day, code []byte, last day.Day, here bool) (mailed bool, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		var n int
		if err := tx.Raw(`INSERT INTO code_mails (day, key, count) VALUES (?, ?, 1)
			ON CONFLICT (key) DO UPDATE SET count = code_mails.count + 1 RETURNING count`, string(today), person).Scan(&n).Error; err != nil {
			return err
		}
		mark := 0
		if mailed = here && n <= CodesPerDay; mailed {
			mark = 1
		}
		return tx.Exec(`INSERT INTO codes (day, key, tries, mailed) VALUES (?, ?, 0, ?)
			ON CONFLICT (key) DO UPDATE SET mailed = excluded.mailed`, string(last), code, mark).Error
	})
	return mailed, err
}

func (s store) forget(ctx context.Context, today day.Day) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		for _, table := range []string{"codes", "code_mails"} {
			if err := tx.Exec("DELETE FROM "+table+" WHERE day < ?", string(today)).Error; err != nil {
				return err
			}
		}
		return tx.Exec("DELETE FROM accounts WHERE person NOT IN (SELECT hash FROM persons WHERE left_on = '')").Error
	})
}

// owner is whose account that is, or whose own address; else the hash itself. It reads the same for everybody.
func (s store) owner(ctx context.Context, h Hash, account []byte) (Hash, error) {
	var found []byte
	err := s.Read.WithContext(ctx).Raw(`SELECT COALESCE((SELECT hash FROM persons WHERE hash = ? AND left_on = ''),
		(SELECT person FROM accounts WHERE key = ?), ?)`, h[:], account, h[:]).Row().Scan(&found)
	if err != nil || len(found) != len(h) {
		return h, err
	}
	return Hash(found), nil
}

// replaceAccounts writes in the order of the keys, so that nothing keeps the order of the file. Rows are key and person in turn.
func (s store) replaceAccounts(ctx context.Context, rows []any) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if err := tx.Exec("DELETE FROM accounts").Error; err != nil {
			return err
		}
		return db.InsertRows(tx, "INSERT INTO accounts (key, person)", 2, rows, "")
	})
}
