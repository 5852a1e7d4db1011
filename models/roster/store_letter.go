package roster

import (
	"context"

	"roundrobin/models/db"
)

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
