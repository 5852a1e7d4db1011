package upload

import (
	"context"

	"roundrobin/models/db"
)

type store struct{ *db.DB }

type row struct {
	ID        string
	Encrypted []byte
	Columns   string
}

func (s store) put(ctx context.Context, id string, encrypted []byte, columns string, expires int64) error {
	err := s.InTx(ctx, func(tx *db.Tx) error {
		return tx.Exec(`INSERT INTO roster_uploads (one, id, encrypted, columns, expires) VALUES (1, ?, ?, ?, ?)
			ON CONFLICT (one) DO UPDATE SET id = excluded.id, encrypted = excluded.encrypted, columns = excluded.columns, expires = excluded.expires`,
			id, encrypted, columns, expires).Error
	})
	if err != nil {
		return err
	}
	return s.Vacate(ctx)
}

func (s store) find(ctx context.Context, now int64) (r row, err error) {
	err = s.Read.WithContext(ctx).Raw("SELECT id, encrypted, columns FROM roster_uploads WHERE expires > ?", now).Scan(&r).Error
	return r, err
}

func (s store) there(ctx context.Context, now int64) (bool, error) {
	var n int
	err := s.Read.WithContext(ctx).Raw("SELECT count(*) FROM roster_uploads WHERE expires > ?", now).Row().Scan(&n)
	return n > 0, err
}

func (s store) choose(ctx context.Context, id, columns string) (found bool, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec("UPDATE roster_uploads SET columns = ? WHERE id = ?", columns, id)
		found = done.RowsAffected > 0
		return done.Error
	})
	return found, err
}

func (s store) drop(ctx context.Context) error {
	return s.remove(ctx, func(tx *db.Tx) *db.Tx { return tx.Exec("DELETE FROM roster_uploads") })
}

func (s store) forget(ctx context.Context, now int64) error {
	return s.remove(ctx, func(tx *db.Tx) *db.Tx { return tx.Exec("DELETE FROM roster_uploads WHERE expires <= ?", now) })
}

func (s store) remove(ctx context.Context, f func(tx *db.Tx) *db.Tx) error {
	var some bool
	err := s.InTx(ctx, func(tx *db.Tx) error {
		done := f(tx)
		some = done.RowsAffected > 0
		return done.Error
	})
	if err != nil || !some {
		return err
	}
	return s.Vacate(ctx)
}
