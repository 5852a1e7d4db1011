package roster

import (
	"bytes"
	"context"
	"slices"

	"gorm.io/gorm/clause"

	"roundrobin/models/day"
	"roundrobin/models/db"
)

const batch = 500

// never is later than every day on which somebody left.
const never day.Day = "9999-12-31"

type store struct{ *db.DB }

type personRow struct {
	Hash      []byte
	Encrypted []byte // nothing once the person left
	LeftOn    string
	Mail      int    // 0 for people without an address
	Kind      []byte // HMAC; none in rows that were never sorted
}

func (personRow) TableName() string { return "persons" }

// here: found, and not left.
func (p personRow) here() bool { return len(p.Hash) > 0 && p.LeftOn == "" }

type commitmentRow struct {
	Hash []byte
	Kind string
	Book string
	Size int
	Salt []byte
	Day  string
}

func (commitmentRow) TableName() string { return "commitments" }

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

// change runs f alone: no other import between what it reads and what it writes.
func (s store) change(ctx context.Context, f func(tx *db.Tx, present map[Hash]personRow) error) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if s.Dialect == db.Postgres {
			if err := tx.Exec("LOCK TABLE persons IN SHARE ROW EXCLUSIVE MODE").Error; err != nil {
				return err
			}
		}
		var rows []personRow
		if err := tx.Find(&rows).Error; err != nil {
			return err
		}
		present := make(map[Hash]personRow, len(rows))
		for _, row := range rows {
			present[Hash(row.Hash)] = row
		}
		return f(tx, present)
	})
}

// replace writes in the order of the hashes, so that nothing keeps the order of the file.
func (s store) replace(tx *db.Tx, changed []personRow, gone [][]byte, today day.Day) error {
	slices.SortFunc(changed, func(a, b personRow) int { return bytes.Compare(a.Hash, b.Hash) })
	slices.SortFunc(gone, bytes.Compare)
	all := clause.OnConflict{Columns: []clause.Column{{Name: "hash"}}, DoUpdates: clause.AssignmentColumns([]string{"encrypted", "left_on", "kind"})}
	for rows := range slices.Chunk(changed, batch) {
		if err := tx.Clauses(all).Create(&rows).Error; err != nil {
			return err
		}
	}
	for hashes := range slices.Chunk(gone, batch) {
		leaves := map[string]any{"encrypted": []byte{}, "left_on": string(today)}
		if err := tx.Model(&personRow{}).Where("hash IN ?", hashes).Updates(leaves).Error; err != nil {
			return err
		}
	}
	return nil
}

// sort fills in kinds that are missing.
func (s store) sort(ctx context.Context, kind func(personRow) ([]byte, error)) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		var rows []personRow
		if err := tx.Where("length(kind) = 0 AND left_on = ''").Find(&rows).Error; err != nil {
			return err
		}
		for _, row := range rows {
			k, err := kind(row)
			if err != nil {
				return err
			}
			if err := tx.Exec("UPDATE persons SET kind = ? WHERE hash = ?", k, row.Hash).Error; err != nil {
				return err
			}
		}
		return nil
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

func (s store) stopsLetter(ctx context.Context, key []byte) (bool, error) {
	var n int64
	err := s.Read.WithContext(ctx).Raw("SELECT count(*) FROM letter_stops WHERE key = ?", key).Row().Scan(&n)
	return n > 0, err
}

func (s store) stopLetter(ctx context.Context, key []byte, stop bool) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if !stop {
			return tx.Exec("DELETE FROM letter_stops WHERE key = ?", key).Error
		}
		return tx.Exec("INSERT INTO letter_stops (key) VALUES ( ?) ON CONFLICT (key) DO NOTHING", key).Error
	})
}

func (s store) beginLetter(ctx context.Context, key []byte, month string) (first bool, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec("INSERT INTO letters (month, key, state) VALUES (?, ?, 'begun') ON CONFLICT (key) DO NOTHING", month, key)
		first = done.RowsAffected == 1
		return done.Error
	})
	return first, err
}

func (s store) endLetter(ctx context.Context, key []byte, again bool) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if again {
			return tx.Exec("DELETE FROM letters WHERE key = ? AND state = 'begun'", key).Error
		}
		return tx.Exec("UPDATE letters SET state = 'done' WHERE key = ?", key).Error
	})
}

func (s store) unendedLetters(ctx context.Context, month string) (n int, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		if err := tx.Exec("DELETE FROM letters WHERE month <> ?", month).Error; err != nil {
			return err
		}
		return tx.Raw("SELECT count(*) FROM letters WHERE state = 'begun'").Row().Scan(&n)
	})
	return n, err
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
