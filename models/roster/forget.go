package roster

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/db"
)

// Forgotten is what forgetting somebody found here. None of it says what they did with a pass: nobody knows.
type Forgotten struct {
	Known   bool // there was a row of theirs
	Here    bool // they were on the roster until now
	Already bool // they had been forgotten before
}

// Erase forgets a person, for good: the name is destroyed, what they said about the monthly letter and today's count of their codes go,
// and no import takes them up again. The keyed hash stays: the ledger is bound to it, and by it the next file is kept from bringing them back.
func (r *Roster) Erase(ctx context.Context, h Hash) (Forgotten, error) {
	today := r.today()
	keys := [][]byte{r.key("letter stop", h[:]), r.letterKey(h, Month(today)), r.key("mail", h[:], []byte(today))}
	return r.store.erase(ctx, h, today, keys)
}

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
