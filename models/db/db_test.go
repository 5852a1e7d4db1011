package db_test

import (
	"context"
	"errors"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestConstraintsSayWhatTheyAre(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		must(t, d.Write.Exec("CREATE TABLE parent (id TEXT PRIMARY KEY)").Error)
		must(t, d.Write.Exec("CREATE TABLE child (id TEXT PRIMARY KEY, parent TEXT NOT NULL REFERENCES parent (id))").Error)
		must(t, d.Write.Exec("INSERT INTO parent VALUES ('a')").Error)
		twice := d.InTx(ctx, func(tx *db.Tx) error { return tx.Exec("INSERT INTO parent VALUES ('a')").Error })
		if !db.IsDuplicate(twice) || db.IsForeignKey(twice) {
			t.Errorf("a duplicate is %v", twice)
		}
		orphan := d.InTx(ctx, func(tx *db.Tx) error { return tx.Exec("INSERT INTO child VALUES ('c', 'b')").Error })
		if !db.IsForeignKey(orphan) || db.IsDuplicate(orphan) {
			t.Errorf("an orphan is %v", orphan)
		}
		must(t, d.Vacate(ctx))
	})
}

func TestWhatFailsLeavesNothing(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		must(t, d.Write.Exec("CREATE TABLE thing (id TEXT PRIMARY KEY)").Error)
		broke := errors.New("broke")
		err := d.InTx(context.Background(), func(tx *db.Tx) error {
			must(t, tx.Exec("INSERT INTO thing VALUES ('a')").Error)
			return broke
		})
		var n int64
		must(t, d.Read.Raw("SELECT count(*) FROM thing").Scan(&n).Error)
		if !errors.Is(err, broke) || n != 0 {
			t.Errorf("%v, and %d rows stay", err, n)
		}
	})
}

func TestAReaderThatStaysIsToldOf(t *testing.T) {
	d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
	must(t, d.Write.Exec("CREATE TABLE thing (id TEXT)").Error)
	must(t, d.Write.Exec("PRAGMA busy_timeout(50)").Error)
	reader, err := d.Read.DB()
	must(t, err)
	tx, err := reader.Begin()
	must(t, err)
	var n int
	must(t, tx.QueryRow("SELECT count(*) FROM thing").Scan(&n))
	must(t, d.Write.Exec("INSERT INTO thing VALUES ('a')").Error)
	if err := d.Vacate(context.Background()); !errors.Is(err, db.ErrBusy) {
		t.Errorf("while somebody reads what was before: %v", err)
	}
	must(t, tx.Rollback())
	must(t, d.Vacate(context.Background()))
}

func TestReadersCannotWrite(t *testing.T) {
	d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
	if err := d.Read.Exec("CREATE TABLE thing (id TEXT)").Error; err == nil {
		t.Error("a reader wrote")
	}
}

func TestASettingThatNamesNothing(t *testing.T) {
	for _, s := range []string{"", "mysql://root@localhost/x"} {
		if _, err := db.Open(s); err == nil {
			t.Errorf("%q was opened", s)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
