package office

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/db"
)

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
