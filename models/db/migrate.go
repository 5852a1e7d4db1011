package db

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// Sets of migrations: one for each store.
const (
	Identity = "identity"
	Booth    = "booth"
)

// Migrate brings the store up to the newest version of set. Replicas that start together on PostgreSQL wait for each other.
func (d *DB) Migrate(ctx context.Context, set string) error {
	p, err := d.migrations(set)
	if p == nil || err != nil {
		return err
	}
	if _, err = p.Up(ctx); err != nil {
		return fmt.Errorf("the %s store cannot be migrated: %w", set, err)
	}
	return nil
}

// Migrated is nil while the store has all that this program needs. It may have more, of a newer one.
func (d *DB) Migrated(ctx context.Context, set string) error {
	p, err := d.migrations(set)
	if p == nil || err != nil {
		return err
	}
	lacks, err := p.HasPending(ctx)
	if err == nil && lacks {
		err = fmt.Errorf("the %s store lacks a migration", set)
	}
	return err
}

// migrations is nil for a set without any.
func (d *DB) migrations(set string) (*goose.Provider, error) {
	// Numbers are in ranges, one for each part of the program: a lower one may come later.
	dialect, folder, options := goose.DialectSQLite3, "sqlite", []goose.ProviderOption{goose.WithAllowOutofOrder(true)}
	if d.Dialect == Postgres {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, err
		}
		dialect, folder, options = goose.DialectPostgres, "postgres", append(options, goose.WithSessionLocker(locker))
	}
	files, err := fs.Sub(migrations, "migrations/"+set+"/"+folder)
	if err != nil {
		return nil, err
	}
	p, err := goose.NewProvider(dialect, d.writer, files, options...)
	if errors.Is(err, goose.ErrNoMigrations) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("migrations of the %s store: %w", set, err)
	}
	return p, nil
}
