package roster

import (
	"context"

	"roundrobin/models/db"
)

// sort fills in kinds that are missing.
func (s store) sort(ctx context.Context, kind func(personRow) ([]byte, error)) error {
	return s.InTx(ctx, func(tx *db.Tx) error { return s.sortIn(tx, kind) })
}

func (s store) sortIn(tx *db.Tx, kind func(personRow) ([]byte, error)) error {
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
}
