package outbox

import (
	"context"
	"encoding/json"

	"roundrobin/models/db"
)

// Forget leaves nothing of letters that were sent or given up but whom of the list they were for, about what, and what became of them: no
// address, no words, no personal link. What was sent to leadership is public elsewhere, without those.
func (o *Outbox) Forget(ctx context.Context) error {
	return o.db.InTx(ctx, func(tx *db.Tx) error {
		var rows []row
		if err := tx.Where("state IN ?", []State{Sent, Dead}).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			e, err := o.open(r)
			if err != nil {
				return err
			}
			if e.Letter.To == "" && e.Letter.Text == "" {
				continue
			}
			plain, err := json.Marshal(Letter{Subject: e.Letter.Subject, Once: e.Letter.Once})
			if err != nil {
				return err
			}
			if err := tx.Exec("UPDATE outbox SET box = ? WHERE id = ?", o.box.Seal(o.random, plain, r.aad()), r.ID).Error; err != nil {
				return err
			}
		}
		return nil
	})
}
