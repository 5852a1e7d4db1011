package store_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
	"roundrobin/models/ledger/store"
	"roundrobin/models/pass"
)

func TestEveryLeafThatNamesAKeyIsProved(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l := open(t, d, master())
		grow := func(said ...ledger.Operator) {
			t.Helper()
			if err := d.InTx(ctx, func(tx *db.Tx) error { return l.Say(tx, said...) }); err != nil {
				t.Fatal(err)
			}
		}
		proved(t, l, 2)
		grow(&ledger.Book{Book: "2026Q4", Slots: 48}, &ledger.Wallet{})
		proved(t, l, 3)
		for i := range 300 { // past one tile
			grow(&ledger.Program{Program: fmt.Sprint("p", i)})
		}
		proved(t, l, 3)
		for i := range 9 { // the newest only
			grow(&ledger.Gateway{ID: i, Key: []byte{1}, From: "2026-11-23"})
		}
		got := proved(t, l, 9)
		if last := got.Leaves[8].Leaf; !strings.Contains(last, "\nid 8\n") {
			t.Errorf("the newest is %q", last)
		}
	})
}

// proved checks each proof under the log's own checkpoint.
func proved(t *testing.T, l *store.Ledger, leaves int) store.Named {
	t.Helper()
	got, err := l.Named(ctx)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ledger.OpenCheckpoint([]byte(got.Checkpoint), verifier(t, got.Key))
	if err != nil || got.Key != l.Key() || len(got.Leaves) != leaves {
		t.Fatalf("%d leaves: %v", len(got.Leaves), err)
	}
	for _, x := range got.Leaves {
		if err := tlog.CheckRecord(x.Path, c.Size, c.Root, x.Index, ledger.LeafHash([]byte(x.Leaf))); err != nil {
			t.Errorf("%d: %v", x.Index, err)
		}
	}
	return got
}

// A store from before these tables finds what was named then, and what its leaves are about.
func TestKeysNamedEarlierAreFound(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l, err := store.Open(ctx, d, origin, master(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		earlier := func(tx *db.Tx) error {
			act := []byte("roundrobin/v1 signature\n" + origin + "\nbusbus\nand so on\n")
			return errors.Join(l.Say(tx, &ledger.Season{Book: "2026Q4", From: "2026-10-01", To: "2026-12-31"}, &ledger.Milestone{Petition: "busbus", Count: 1, Day: "2026-11-01"}),
				second(l.AppendActs(tx, "2026-11-01", [][]byte{act}, []pass.Entry{{1}})))
		}
		if err := d.InTx(ctx, earlier); err != nil {
			t.Fatal(err)
		}
		read := func() (all string) {
			for _, query := range []string{"SELECT kind || place FROM ledger_named ORDER BY place", "SELECT about || place FROM ledger_about ORDER BY place"} {
				var rows []string
				if err := d.Read.Raw(query).Scan(&rows).Error; err != nil {
					t.Fatal(err)
				}
				all += fmt.Sprint(rows)
			}
			return all
		}
		before := read()
		if err := d.Write.Exec("DELETE FROM goose_db_version WHERE version_id BETWEEN 20 AND 29").Error; err != nil {
			t.Fatal(err)
		}
		for _, table := range []string{"ledger_named", "ledger_about", "ledger_witness", "ledger_public"} {
			if err := d.Write.Exec("DROP TABLE " + table).Error; err != nil {
				t.Fatal(err)
			}
		}
		if err := d.Migrate(ctx, db.Booth); err != nil {
			t.Fatal(err)
		}
		if after := read(); before != "[desk0 promise1][2026Q42 busbus3 busbus4]" || before != after {
			t.Errorf("%v, then %v", before, after)
		}
		proved(t, l, 2)
	})
}

func second(_ int64, err error) error { return err }
