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
	dialect, folder, options := goose.DialectSQLite3, "sqlite", []goose.ProviderOption{goose.WithAllowOutofOrder(true)} // numbers come in ranges, and not in their order
	if d.Dialect == Postgres {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return err
		}
		dialect, folder, options = goose.DialectPostgres, "postgres", append(options, goose.WithSessionLocker(locker))
	}
	files, err := fs.Sub(migrations, "migrations/"+set+"/"+folder)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, d.writer, files, options...)
	if errors.Is(err, goose.ErrNoMigrations) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("migrations of the %s store: %w", set, err)
	}
	if _, err = p.Up(ctx); err != nil {
		return fmt.Errorf("the %s store cannot be migrated: %w", set, err)
	}
	return nil
}
