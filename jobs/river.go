package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"roundrobin/models/db"
)

// driver is River's way to a store: the store's own handle, so that a job's row is written in the transaction that wants it.
type driver struct {
	riverdriver.Driver[*sql.Tx]
	poll  bool // ask for jobs each second instead of listening
	free  func(context.Context) error
	close func()
}

func driverFor(d *db.DB) (driver, error) {
	if d.Dialect == db.Postgres {
		return postgresDriver(d)
	}
	return sqliteDriver(d), nil
}

// postgresDriver has one connection of its own, to be told of new jobs at once.
func postgresDriver(d *db.DB) (driver, error) {
	c, err := pgxpool.ParseConfig(d.Setting())
	if err != nil {
		return driver{}, errors.New("jobs: the PostgreSQL address cannot be read") // err would print it
	}
	c.MinConns, c.MaxConns = 0, 1
	listener, err := pgxpool.NewWithConfig(context.Background(), c)
	if err != nil {
		return driver{}, errors.New("jobs: no connection to listen on")
	}
	nothing := func(context.Context) error { return nil }
	return driver{riverdatabasesql.NewWithPgxListener(d.SQL(), listener), false, nothing, listener.Close}, nil
}

// sqliteDriver polls: listening on SQLite means a query every 50 ms over the one connection that writes.
func sqliteDriver(d *db.DB) driver {
	return driver{riversqlite.New(d.SQL()), true, func(ctx context.Context) error { return unseat(ctx, d) }, func() {}}
}

// unseat ends the leadership of a server that was killed, which would hold up the first seal for 15 seconds. A file has one
// server; should there be a second, it wins or loses the next election, and no job minds running on either.
func unseat(ctx context.Context, d *db.DB) error {
	_, err := d.SQL().ExecContext(ctx, "DELETE FROM river_leader")
	return err
}

// migrationLock is the key of the PostgreSQL advisory lock under which River's tables are made: "rrjobs" in ASCII.
const migrationLock = 0x72726a6f6273

// Migrate makes River's tables in the booth's store. Replicas that start together wait for each other.
func Migrate(ctx context.Context, booth *db.DB) (err error) {
	if booth.Dialect == db.SQLite {
		for range migrationTries {
			err = booth.InTx(ctx, func(tx *db.Tx) error { return migrateSQLite(ctx, booth, db.SQLTx(tx)) })
			if !db.IsBusy(err) {
				break
			}
		}
		return err
	}
	conn, err := booth.SQL().Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		return fmt.Errorf("jobs: the lock for migrations: %w", err)
	}
	defer func() {
		_, unlock := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrationLock)
		err = errors.Join(err, unlock)
	}()
	m, err := rivermigrate.New(riverdatabasesql.New(booth.SQL()), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err == nil {
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	}
	return err
}

// migrationTries: each waits for as long as the store waits for a lock, while others migrate on a slow disk.
const migrationTries = 6

// migrateSQLite runs in one immediate transaction, which is the lock.
func migrateSQLite(ctx context.Context, booth *db.DB, tx *sql.Tx) error {
	m, err := rivermigrate.New(riversqlite.New(booth.SQL()), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err == nil {
		//lint:ignore SA1019 it warns of migrations that PostgreSQL cannot batch; SQLite has none, and the transaction is the lock
		_, err = m.MigrateTx(ctx, tx, rivermigrate.DirectionUp, nil)
	}
	return err
}
