// Package dbtest gives each test a database of its own, on SQLite and on PostgreSQL. It never skips: where PostgreSQL
// cannot be had, the test fails and says why.
package dbtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"roundrobin/models/db"
)

// Env names the variable with the socket folder of a running cluster, as the command cluster sets it; without it, each test
// binary starts a cluster of its own and Main stops it.
const Env = "RR_TEST_POSTGRES"

var (
	once  sync.Once
	own   *Cluster
	found *Cluster
	lost  error
)

// Long names the variable that `make audit` sets: tests that walk about at random then walk further.
const Long = "RR_LONG"

// Times is how often to do something at random: few times in each check, many in an audit.
func Times(few, many int) int {
	if os.Getenv(Long) != "" {
		return many
	}
	return few
}

// Main is every TestMain that uses a database: func TestMain(m *testing.M) { dbtest.Main(m) }. What else is to be tidied up comes after.
func Main(m *testing.M, tidy ...func()) {
	code := m.Run()
	for _, f := range append(tidy, dropAll, func() { os.RemoveAll(blanks) }) {
		f()
	}
	if own != nil {
		own.Stop()
	}
	os.Exit(code)
}

// Each runs f on a fresh, migrated store of the named set: once on SQLite, once on PostgreSQL.
func Each(t *testing.T, set string, f func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, Open(t, set, SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { f(t, Open(t, set, Postgres(t))) })
}

// EachPair does the same with both stores.
func EachPair(t *testing.T, f func(t *testing.T, identity, booth *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, Open(t, db.Identity, SQLite(t)), Open(t, db.Booth, SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { f(t, Open(t, db.Identity, Postgres(t)), Open(t, db.Booth, Postgres(t))) })
}

// Open opens and migrates the store, and closes it with the test.
func Open(t testing.TB, set, setting string) *db.DB {
	t.Helper()
	ready(t, set, setting)
	d := migrated(t, set, setting)
	t.Cleanup(func() { d.Close() })
	if err := filled(setting); err != nil {
		t.Fatal(err)
	}
	return d
}

func migrated(t testing.TB, set, setting string) *db.DB {
	t.Helper()
	d, err := db.Open(setting)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Migrate(context.Background(), set); err != nil {
		d.Close()
		t.Fatal(err)
	}
	return d
}

// SQLite is the setting of a new file.
func SQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "store.db") }

// Postgres is the setting of an empty database in the test cluster, for this test alone.
func Postgres(t testing.TB) string {
	t.Helper()
	once.Do(find)
	if lost != nil {
		t.Fatalf("PostgreSQL is needed and cannot be had: %v", lost)
	}
	setting, err := borrow()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := giveBack(setting); err != nil {
			t.Error(err)
		}
	})
	return setting
}

func find() {
	if address := os.Getenv(Env); address != "" {
		found = &Cluster{socket: address}
		return
	}
	if own, lost = Start(); lost != nil {
		lost = fmt.Errorf("no cluster could be started: %w", lost)
	}
	found = own
}
