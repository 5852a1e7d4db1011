package office

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/db"
)

type store struct{ *db.DB }

type memberRow struct {
	Member    []byte
	Role      string
	Encrypted []byte
	KeyHash   string
	UsedStep  int64
	Codes     int64
}

func (memberRow) TableName() string { return "office_members" }

type sessionRow struct {
	Key     []byte
	Member  []byte
	Expires int64
	Data    string
	Begun   day.Day
	Used    day.Day
}

func (sessionRow) TableName() string { return "office_sessions" }

// openSession is a session's row with its member's.
type openSession struct {
	Member    []byte
	Role      string
	Encrypted []byte
	Expires   int64
	Data      string
	Used      day.Day
}

func (s store) add(ctx context.Context, row memberRow) error {
	return s.InTx(ctx, func(tx *db.Tx) error { return tx.Create(&row).Error })
}

// find gives nil for a member who is not there.
func (s store) find(ctx context.Context, h Hash) (*memberRow, error) {
	var rows []memberRow
	err := s.Read.WithContext(ctx).Where("member = ?", h[:]).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

func (s store) all(ctx context.Context) (rows []memberRow, err error) {
	err = s.Read.WithContext(ctx).Find(&rows).Error
	return rows, err
}

// remove takes what points to the member along.
func (s store) remove(ctx context.Context, h Hash) error {
	_, err := s.delete(ctx, "office_members", "member = ?", h[:])
	return err
}

// countTry adds a try and returns how many there were with this one: one statement, so that no two get the same number.
func (s store) countTry(ctx context.Context, h Hash, today day.Day) (tries int, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Raw(`INSERT INTO office_tries (day, member, tries) VALUES (?, ?, 1)
			ON CONFLICT (day, member) DO UPDATE SET tries = office_tries.tries + 1 RETURNING tries`, string(today), h[:]).Scan(&tries).Error
	})
	return tries, err
}

// spend uses the code of that step up, and with it the member's tries. False: it, or a later one, was used already. The condition of the
// change decides, so that of two who come at once one is let in.
func (s store) spend(ctx context.Context, h Hash, step int64) (fresh bool, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec("UPDATE office_members SET used_step = ? WHERE member = ? AND used_step < ?", step, h[:], step)
		if fresh = done.RowsAffected == 1; done.Error != nil || !fresh {
			return done.Error
		}
		return tx.Exec("DELETE FROM office_tries WHERE member = ?", h[:]).Error
	})
	return fresh, err
}

func (s store) begin(ctx context.Context, row sessionRow) error {
	return s.InTx(ctx, func(tx *db.Tx) error { return tx.Create(&row).Error })
}

// session gives nil for one that is not there or has expired.
func (s store) session(ctx context.Context, key [32]byte, now int64) (*openSession, error) {
	var rows []openSession
	err := s.Read.WithContext(ctx).Raw(`SELECT m.member, m.role, m.encrypted, s.expires, s.data, s.used
		FROM office_sessions s JOIN office_members m ON m.member = s.member WHERE s.key = ? AND s.expires > ?`, key[:], now).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

func (s store) use(ctx context.Context, key [32]byte, on day.Day) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec("UPDATE office_sessions SET used = ? WHERE key = ?", on, key[:]).Error
	})
}

func (s store) sessions(ctx context.Context, h Hash, now int64) (rows []sessionRow, err error) {
	err = s.Read.WithContext(ctx).Where("member = ? AND expires > ?", h[:], now).Order("expires DESC, key").Find(&rows).Error
	return rows, err
}

func (s store) change(ctx context.Context, key [32]byte, data string) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec("UPDATE office_sessions SET data = ? WHERE key = ?", data, key[:]).Error
	})
}

func (s store) end(ctx context.Context, key [32]byte) error {
	_, err := s.delete(ctx, "office_sessions", "key = ?", key[:])
	return err
}

func (s store) endListed(ctx context.Context, h Hash, id []byte) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec("DELETE FROM office_sessions WHERE member = ? AND substr(key, 1, 8) = ?", h[:], id).Error
	})
}

func (s store) endOthers(ctx context.Context, h Hash, key [32]byte) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec("DELETE FROM office_sessions WHERE member = ? AND key <> ?", h[:], key[:]).Error
	})
}

func (s store) endAll(ctx context.Context, h Hash) (int, error) {
	return s.delete(ctx, "office_sessions", "member = ?", h[:])
}

func (s store) forget(ctx context.Context, today day.Day, now int64) error {
	if _, err := s.delete(ctx, "office_tries", "day < ?", string(today)); err != nil {
		return err
	}
	if _, err := s.delete(ctx, "office_challenges", "expires <= ?", now); err != nil {
		return err
	}
	_, err := s.delete(ctx, "office_sessions", "expires <= ?", now)
	return err
}

func (s store) delete(ctx context.Context, table, which string, arg any) (n int, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec("DELETE FROM "+table+" WHERE "+which, arg)
		n = int(done.RowsAffected)
		return done.Error
	})
	return n, err
}

type keyRow struct {
	ID, Member, Credential, Encrypted []byte
	Since, Used                       day.Day
	Signs                             int64
}

func (keyRow) TableName() string { return "office_keys" }

type challengeRow struct {
	Token, Member []byte
	Purpose, Data string
	Expires       int64
}

func (challengeRow) TableName() string { return "office_challenges" }

func (s store) keysOf(ctx context.Context, h Hash) (rows []keyRow, err error) {
	err = s.Read.WithContext(ctx).Where("member = ?", h[:]).Order("since, id").Find(&rows).Error
	return rows, err
}

func (s store) addKey(ctx context.Context, row keyRow) error {
	return s.InTx(ctx, func(tx *db.Tx) error { return tx.Create(&row).Error })
}

// alone lets nobody else change the member's factors until the transaction is over.
func alone(tx *db.Tx, h Hash) error {
	return tx.Exec("UPDATE office_members SET codes = codes WHERE member = ?", h[:]).Error
}

const opens = "(EXISTS (SELECT 1 FROM office_members WHERE member = ? AND codes = 1) OR EXISTS (SELECT 1 FROM office_keys WHERE member = ? AND id <> ?))"

func (s store) removeKey(ctx context.Context, h Hash, id []byte) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if err := alone(tx, h); err != nil {
			return err
		}
		done := tx.Exec("DELETE FROM office_keys WHERE id = ? AND member = ? AND "+opens, id, h[:], h[:], h[:], id)
		if done.Error != nil || done.RowsAffected == 1 {
			return done.Error
		}
		var there int
		if err := tx.Raw("SELECT count(*) FROM office_keys WHERE id = ? AND member = ?", id, h[:]).Row().Scan(&there); err != nil || there == 0 {
			return or(err, errKeyUnknown)
		}
		return errLastFactor
	})
}

func (s store) setCodes(ctx context.Context, h Hash, on bool) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if err := alone(tx, h); err != nil {
			return err
		}
		if on {
			return tx.Exec("UPDATE office_members SET codes = 1 WHERE member = ?", h[:]).Error
		}
		done := tx.Exec("UPDATE office_members SET codes = 0 WHERE member = ? AND EXISTS (SELECT 1 FROM office_keys WHERE member = ?)", h[:], h[:])
		if done.Error == nil && done.RowsAffected == 0 {
			return errLastFactor
		}
		return done.Error
	})
}

// countSign takes a key's count of its signatures. False: it was at that count, or past it. A key that does not count says 0 for ever.
func (s store) countSign(ctx context.Context, id []byte, signs int64, on day.Day) (fresh bool, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec("UPDATE office_keys SET signs = ?, used = ? WHERE id = ? AND (signs < ? OR signs = 0 AND ? = 0)", signs, on, id, signs, signs)
		fresh = done.RowsAffected == 1
		return done.Error
	})
	return fresh, err
}

// ask keeps a challenge in the place of the member's earlier ones for the same.
func (s store) ask(ctx context.Context, row challengeRow) error {
	return s.InTx(ctx, func(tx *db.Tx) error {
		if err := tx.Exec("DELETE FROM office_challenges WHERE member = ? AND purpose = ?", row.Member, row.Purpose).Error; err != nil {
			return err
		}
		return tx.Create(&row).Error
	})
}

// take gives a challenge and deletes it in one statement, so that of two who answer one is heard; nil where there is none.
func (s store) take(ctx context.Context, token [32]byte, purpose string, now int64) (row *challengeRow, err error) {
	var rows []challengeRow
	err = s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Raw("DELETE FROM office_challenges WHERE token = ? AND purpose = ? AND expires > ? RETURNING token, member, purpose, data, expires", token[:], purpose, now).Scan(&rows).Error
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}
