// Package db opens a store and knows the two dialects. One setting names a store: a file path is SQLite, a postgres://
// address is PostgreSQL. There are two stores, identity and booth, and nothing here ever joins them.
package db

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
)

// Dialect is the kind of database behind a store.
type Dialect int

// The two dialects.
const (
	SQLite Dialect = iota
	Postgres
)

// Tx is a transaction. Only store.go files and store packages call its methods; others hand it on.
type Tx = gorm.DB

// DB is one store. SQLite writes through a single connection; PostgreSQL has one pool for both.
type DB struct {
	Write, Read *gorm.DB
	Dialect     Dialect

	setting string
	writer  *sql.DB
	reader  *sql.DB
	wrote   atomic.Uint64
	guard   *guard // of PostgreSQL's connections; nil for a file

	turns    chan struct{} // of transactions that write
	troubled troubled
}

// Open opens the store that setting names, without migrating it.
func Open(setting string) (*DB, error) {
	open := openSQLite
	if isPostgres(setting) {
		open = openPostgres
	} else if setting == "" || strings.Contains(setting, "://") {
		return nil, errors.New("a store is a file path or a postgres:// address")
	}
	d, err := open(setting)
	if err != nil {
		return nil, err
	}
	d.turns = make(chan struct{}, 1)
	if d.Dialect == Postgres {
		d.turns = make(chan struct{}, pool-reads)
	} else if err := d.guardReads(d.Read); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, errors.Join(d.guardReads(d.Write), d.Write.Callback().Raw().After("gorm:raw").Register("touched", d.touched))
}

func isPostgres(setting string) bool {
	return strings.HasPrefix(setting, "postgres://") || strings.HasPrefix(setting, "postgresql://")
}

// Setting is what Open was given.
func (d *DB) Setting() string { return d.setting }

// SQL is the handle that writes; jobs and migrations use it.
func (d *DB) SQL() *sql.DB { return d.writer }

// InTx runs f in one write transaction: it commits when f returns nil, and rolls back otherwise.
func (d *DB) InTx(ctx context.Context, f func(tx *Tx) error) error {
	done, err := d.turn(ctx)
	if err != nil {
		return err
	}
	defer done()
	err = d.Write.WithContext(ctx).Transaction(f)
	d.note(err, true)
	if ctx.Value(quietKey{}) == nil { // one that failed may have been committed all the same
		d.Touch()
	}
	return err
}

// Close closes the store's handles.
func (d *DB) Close() error {
	d.troubled.mu.Lock()
	if d.troubled.stop != nil {
		d.troubled.stop()
	}
	d.troubled.mu.Unlock()
	if d.reader == d.writer {
		return d.writer.Close()
	}
	return errors.Join(d.reader.Close(), d.writer.Close())
}

// ErrBusy says that a reader stayed so long that the write-ahead log could not be emptied: what was deleted still lies in it.
var ErrBusy = errors.New("db: the write-ahead log could not be emptied; a reader stayed too long")

// Another process that empties the log at the same moment makes SQLite say busy at once, without the busy timeout.
const (
	vacateTries = 100
	vacatePause = 20 * time.Millisecond
)

// Vacate leaves no deleted row behind in SQLite's write-ahead log. Call it after each seal. It waits for readers and for other
// processes that do the same, for a while. PostgreSQL vacuums by itself.
func (d *DB) Vacate(ctx context.Context) (err error) {
	if d.Dialect != SQLite {
		return nil
	}
	for range vacateTries {
		if err = d.vacate(ctx); !errors.Is(err, ErrBusy) {
			return err
		}
		select {
		case <-time.After(vacatePause):
		case <-ctx.Done():
			return err
		}
	}
	return err
}

func (d *DB) vacate(ctx context.Context) error {
	var busy, pages, moved int // SQLite answers with a row, not with an error
	err := d.Write.WithContext(ctx).Raw("PRAGMA wal_checkpoint(TRUNCATE)").Row().Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		err = ErrBusy
	}
	return err
}

// SQLTx is the database/sql transaction under tx, for libraries that speak that.
func SQLTx(tx *Tx) *sql.Tx {
	t, ok := tx.Statement.ConnPool.(*sql.Tx)
	if !ok {
		panic("db: not in a transaction")
	}
	return t
}
