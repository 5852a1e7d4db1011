package db

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

type quietKey struct{}

// Quiet is for transactions that change nothing that the public reads and come often: whoever keeps pages need not look after each.
func Quiet(ctx context.Context) context.Context { return context.WithValue(ctx, quietKey{}, true) }

// Wrote moves after each write of this process, but for quiet ones: what the public reads may be another. It costs nothing to ask.
func (d *DB) Wrote() uint64 { return d.wrote.Load() }

// Touch says that the store may have been written, by whomever.
func (d *DB) Touch() { d.wrote.Add(1) }

// touched is told of every statement of its own; those of a transaction count when it ends.
func (d *DB) touched(tx *gorm.DB) {
	if _, inTx := tx.Statement.ConnPool.(*sql.Tx); !inTx {
		d.Touch()
	}
}

// PublicChange is another text after every change of what the public reads, whoever made it: the triggers of 00500_public_change see to it.
func (d *DB) PublicChange(ctx context.Context) (state string, err error) {
	query := "SELECT CAST(tx AS TEXT) FROM public_change"
	if d.Dialect == Postgres {
		query = "SELECT coalesce(string_agg(tx::text, ' ' ORDER BY tx), '') FROM public_change"
	}
	return state, d.Read.WithContext(ctx).Raw(query).Row().Scan(&state)
}
