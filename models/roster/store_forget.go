package roster

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/db"
)

// erase leaves a person as somebody who left, and marks that they are forgotten.
func (s store) erase(ctx context.Context, h Hash, today day.Day, keys [][]byte) (f Forgotten, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		var row personRow
		if err := tx.Where("hash = ?", h[:]).Limit(1).Find(&row).Error; err != nil {
			return err
		}
		f = Forgotten{Known: len(row.Hash) > 0, Here: row.here(), Already: row.Forgotten == 1}
		if err := tx.Exec("UPDATE persons SET encrypted = ?, left_on = CASE WHEN left_on = '' THEN ? ELSE left_on END, forgotten = 1 WHERE hash = ?",
			[]byte{}, string(today), h[:]).Error; err != nil {
			return err
		}
		for _, table := range []string{"accounts WHERE person", "roster_undo WHERE hash"} {
			if err := tx.Exec("DELETE FROM "+table+" = ?", h[:]).Error; err != nil {
				return err
			}
		}
		for i, table := range []string{"letter_stops", "letters", "code_mails"} {
			if err := tx.Exec("DELETE FROM "+table+" WHERE key = ?", keys[i]).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = s.Vacate(ctx)
	}
	return f, err
}
