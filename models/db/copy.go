package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrFull says that a store has something in it already.
var ErrFull = errors.New("there is a store already, and what is in it is never written over: move it away, or name an empty place")

// Copy writes all that is committed at one moment to a new file, while others go on reading and writing: of SQLite a database without
// what was deleted, of PostgreSQL an archive by pg_dump.
func (d *DB) Copy(ctx context.Context, file string) error {
	if d.Dialect == Postgres {
		return dump(ctx, d.setting, file)
	}
	return d.Write.WithContext(ctx).Exec("VACUUM INTO ?", file).Error // a reader of ours may not, though it only reads here
}

// Name is the dialect's.
func (x Dialect) Name() string {
	if x == Postgres {
		return "postgres"
	}
	return "sqlite"
}

// DialectOf is that of a setting.
func DialectOf(setting string) Dialect {
	if isPostgres(setting) {
		return Postgres
	}
	return SQLite
}

// Empty is nil where nothing is that Put could write over, and ErrFull where something is.
func Empty(ctx context.Context, setting string) error {
	if !isPostgres(setting) {
		for _, suffix := range []string{"", "-wal"} {
			if about, err := os.Stat(setting + suffix); err == nil && about.Size() > 0 {
				return fmt.Errorf("%s: %w", setting, ErrFull)
			}
		}
		return nil
	}
	d, err := Open(setting)
	if err != nil {
		return err
	}
	defer d.Close()
	var tables int
	err = d.Read.WithContext(ctx).Raw("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')").Row().Scan(&tables)
	if err == nil && tables > 0 {
		err = fmt.Errorf("the database has tables: %w", ErrFull)
	}
	return err
}

// Put makes the store of what Copy wrote: all of it, or nothing. The file is used up where it becomes the store itself.
func Put(ctx context.Context, setting, file string) error {
	if err := Empty(ctx, setting); err != nil {
		return err
	}
	if isPostgres(setting) {
		return load(ctx, setting, file)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Remove(setting + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(setting), 0o700), os.Chmod(file, 0o600), settle(file)); err != nil {
		return err
	}
	return errors.Join(os.Rename(file, setting), settle(filepath.Dir(setting)))
}

// settle waits until a file, or what stands in a folder, is on the disk.
func settle(name string) error {
	f, err := os.Open(name) // #nosec G304 -- the settings name it
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Sound is nil while a store's own check of all its pages and rows finds nothing. PostgreSQL checks each page as it is read.
func (d *DB) Sound(ctx context.Context) error {
	if d.Dialect == Postgres {
		return nil
	}
	var said string // by the writer: see docs/house.md
	if err := d.Write.WithContext(ctx).Raw("PRAGMA integrity_check(1)").Row().Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return fmt.Errorf("%w: %s", ErrCorrupt, said)
	}
	return nil
}
