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
			ON CONFLICT (one) DO UPDATE SET id = excluded.id, encrypted = excluded.encrypted, columns = excluded.columns, expires = excluded.expires, taken = 0`,
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

// stands is whether a file is held, and whether somebody is taking it in.
func (s store) stands(ctx context.Context, now int64) (there, taken bool, err error) {
	var held, under int
	query := "SELECT count(*), coalesce(sum(CASE WHEN taken > ? THEN 1 ELSE 0 END), 0) FROM roster_uploads WHERE expires > ? OR taken > ?"
	err = s.Read.WithContext(ctx).Raw(query, now, now, now).Row().Scan(&held, &under)
	return held > 0, under > 0, err
}

// take lets one of many take a file in.
func (s store) take(ctx context.Context, id string, now, until int64) (mine bool, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		done := tx.Exec("UPDATE roster_uploads SET taken = ? WHERE id = ? AND taken <= ?", until, id, now)
		mine = done.RowsAffected > 0
		return done.Error
	})
	return mine, err
}

func (s store) leave(ctx context.Context, id string) error {
	return s.InTx(ctx, func(tx *db.Tx) error { return tx.Exec("UPDATE roster_uploads SET taken = 0 WHERE id = ?", id).Error })
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
