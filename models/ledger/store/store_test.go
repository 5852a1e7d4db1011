package store_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
	"roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const origin = "petitions.meridian.example"

var ctx = context.Background()

func open(t *testing.T, d *db.DB, m secret.Master) *store.Ledger {
	t.Helper()
	l, err := store.Open(ctx, d, origin, m, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func master() secret.Master { m, _ := secret.New(rand.Reader); return m }

func verifier(t *testing.T, key string) note.Verifier {
	t.Helper()
	v, err := note.NewVerifier(key)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestFoundedOnceAndOpenedAgain(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		m := master()
		first := open(t, d, m)
		again := open(t, d, m)
		if first.Key() != again.Key() || first.PromiseKey() != again.PromiseKey() || first.DeskKey() != again.DeskKey() {
			t.Error("the keys were drawn twice")
		}
		if n, _ := again.Size(ctx); n != 2 {
			t.Errorf("founded with %d leaves", n)
		}
		bundle, err := again.Tile(ctx, ledger.Path{Level: ledger.Entries, Width: 2})
		if err != nil || !strings.Contains(string(bundle), again.DeskKey()) || !strings.Contains(string(bundle), again.PromiseKey()) {
			t.Errorf("the keys are no leaves: %v", err)
		}
	})
}

func TestAnotherMasterKeyOrOriginStopsTheStart(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		m := master()
		open(t, d, m)
		if _, err := store.Open(ctx, d, origin, master(), rand.Reader); !errors.Is(err, store.ErrMasterKey) {
			t.Errorf("another master key: %v", err)
		}
		if _, err := store.Open(ctx, d, "elsewhere.example", m, rand.Reader); err == nil || !strings.Contains(err.Error(), origin) {
			t.Errorf("another origin: %v", err)
		}
	})
}

func TestTwoReplicasFoundAtOnce(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		m, keys := master(), make(chan string, 4)
		for range cap(keys) {
			go func() {
				l, err := store.Open(ctx, d, origin, m, rand.Reader)
				if err != nil {
					keys <- err.Error()
					return
				}
				keys <- l.Key()
			}()
		}
		first := <-keys
		for range cap(keys) - 1 {
			if k := <-keys; k != first {
				t.Errorf("two ledgers: %s and %s", first, k)
			}
		}
	})
}

func TestWhatReplicasSayAtOnceIsSaidOnce(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l := open(t, d, master())
		before, err := l.Size(ctx)
		if err != nil {
			t.Fatal(err)
		}
		errs := make(chan error, 6)
		for range cap(errs) {
			go func() {
				errs <- d.InTx(ctx, func(tx *db.Tx) error { return l.SayOnce(tx, &ledger.Wallet{Bundle: [32]byte{1}}) })
			}()
		}
		for range cap(errs) {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if after, err := l.Size(ctx); err != nil || after != before+1 {
			t.Errorf("%d leaves, %v", after-before, err)
		}
	})
}

// fill appends numbered leaves in batches of odd sizes and returns all leaves of the tree.
func fill(t *testing.T, d *db.DB, l *store.Ledger, n int) {
	t.Helper()
	for made, batch := 0, 1; made < n; batch = batch*3%257 + 1 {
		leaves := [][]byte{}
		for ; len(leaves) < batch && made < n; made++ {
			leaves = append(leaves, fmt.Appendf(nil, "leaf %d", made))
		}
		if err := d.InTx(ctx, func(tx *db.Tx) error { _, err := l.Append(tx, leaves); return err }); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnOutsiderRebuildsTheTreeFromBundles(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l := open(t, d, master())
		fill(t, d, l, 700)
		size, signed, err := l.Checkpoint(ctx)
		if err != nil {
			t.Fatal(err)
		}
		c, err := ledger.OpenCheckpoint(signed, verifier(t, l.Key()))
		if err != nil || c.Size != size || size != 702 {
			t.Fatalf("checkpoint of %d for %d leaves: %v", c.Size, size, err)
		}
		var hashes []ledger.Hash
		for _, p := range ledger.Bundles(0, size) {
			b, err := l.Tile(ctx, p)
			if err != nil {
				t.Fatal(err)
			}
			leaves, err := ledger.ParseBundle(b, p.Width)
			if err != nil {
				t.Fatal(err)
			}
			for _, leaf := range leaves {
				hashes = append(hashes, ledger.LeafHash(leaf))
			}
		}
		if ledger.RootOf(hashes) != c.Root {
			t.Error("the bundles do not make the root")
		}
		tile, err := l.Tile(ctx, ledger.Path{Level: 0, N: 2, Width: 190})
		if err != nil || !bytes.Equal(tile[:32], hashes[512][:]) {
			t.Errorf("a partial tile: %v", err)
		}
		for _, p := range []ledger.Path{{Level: 0, N: 2, Width: 191}, {Level: ledger.Entries, N: 2, Width: 191}, {Level: 3, N: 0, Width: 1}} {
			if _, err := l.Tile(ctx, p); err == nil {
				t.Errorf("%s is not there yet, and was served", p)
			}
		}
	})
}

func TestAReceiptProvesALeaf(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l := open(t, d, master())
		fill(t, d, l, 300)
		leaf := []byte("leaf 263")
		place, err := l.Find(ctx, ledger.LeafHash(leaf))
		if err != nil || place != 265 {
			t.Fatalf("at %d: %v", place, err)
		}
		r, err := l.Receipt(ctx, place)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Check(leaf, verifier(t, l.Key())); err != nil {
			t.Error(err)
		}
		if _, err := r.Check([]byte("leaf 264"), verifier(t, l.Key())); err == nil {
			t.Error("it proves another leaf too")
		}
		if _, err := l.Receipt(ctx, 302); err == nil {
			t.Error("a receipt for no leaf")
		}
	})
}

func TestWhatFailsAppendsNothing(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l := open(t, d, master())
		broke := errors.New("broke")
		err := d.InTx(ctx, func(tx *db.Tx) error {
			if _, err := l.AppendActs(tx, "2026-11-23", [][]byte{[]byte("x")}, []pass.Entry{{1}}); err != nil {
				return err
			}
			return broke
		})
		keys, _ := l.Keys(ctx, "2026-11-23")
		if size, _ := l.Size(ctx); !errors.Is(err, broke) || size != 2 || len(keys) != 0 {
			t.Errorf("%v; %d leaves, %d bytes of keys", err, size, len(keys))
		}
	})
}

func TestKeysOfADayStandInLedgerOrder(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l := open(t, d, master())
		for i := range byte(3) {
			err := d.InTx(ctx, func(tx *db.Tx) error {
				_, err := l.AppendActs(tx, "2026-11-23", [][]byte{{i}, {i, i}}, []pass.Entry{{i + 1}, {i + 101}})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		keys, err := l.Keys(ctx, "2026-11-23")
		if err != nil || len(keys) != 6*pass.EntrySize || keys[0] != 1 || keys[10] != 101 || keys[50] != 103 {
			t.Errorf("%x, %v", keys, err)
		}
		days, err := l.KeyDays(ctx)
		if err != nil || len(days) != 1 || days[0] != (store.KeyDay{Day: "2026-11-23", Acts: 6}) {
			t.Errorf("%v, %v", days, err)
		}
	})
}

func TestNoPrivateKeyStandsInTheStore(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		open(t, d, master())
		var secrets [][]byte
		if err := d.Read.Raw("SELECT secret FROM signing_key").Scan(&secrets).Error; err != nil {
			t.Fatal(err)
		}
		for _, s := range secrets {
			if bytes.Contains(s, []byte("PRIVATE+KEY")) {
				t.Error("a key in clear")
			}
		}
		if len(secrets) != 3 {
			t.Errorf("%d keys", len(secrets))
		}
	})
}

func TestWhoCouldCollectABookNeverBecomeFewer(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l := open(t, d, master())
		for _, said := range []struct{ size, before, leaves int }{{0, -1, 3}, {9, 0, 4}, {8, 9, 4}, {9, 9, 4}, {10, 9, 5}} {
			if before, err := l.Eligible(ctx, "2026Q4"); err != nil || before != said.before {
				t.Errorf("%d before %d, %v", before, said.size, err)
			}
			err := d.InTx(ctx, func(tx *db.Tx) error {
				return l.SayEligible(tx, &ledger.Eligible{Book: "2026Q4", Size: said.size})
			})
			if n, _ := l.Size(ctx); err != nil || n != int64(said.leaves) {
				t.Errorf("%d: %d leaves, %v", said.size, n, err)
			}
		}
	})
}

// A mail domain is said once of a book, and again only when the domains are others.
func TestADomainIsSaidOnce(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l := open(t, d, master())
		for _, said := range []struct {
			domains, before string
			leaves          int
		}{{"example.com", "", 3}, {"example.com", "example.com", 3}, {"example.com,example.org", "example.com", 4}} {
			if before, err := l.Open(ctx, "2026Q4"); err != nil || before != said.before {
				t.Errorf("%q before %q, %v", before, said.domains, err)
			}
			err := d.InTx(ctx, func(tx *db.Tx) error {
				return l.SayDomain(tx, &ledger.Domain{Book: "2026Q4", Domains: said.domains, Day: "2026-11-23"})
			})
			if n, _ := l.Size(ctx); err != nil || n != int64(said.leaves) {
				t.Errorf("%s: %d leaves, %v", said.domains, n, err)
			}
		}
		if other, err := l.Open(ctx, "2027Q1"); err != nil || other != "" {
			t.Errorf("another book: %q, %v", other, err)
		}
	})
}

func TestLeavesAboutAPetition(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		l := open(t, d, master())
		for n := range 5 {
			about := []string{"bus", "other"}[n%2]
			say := func(tx *db.Tx) error {
				return l.Say(tx, &ledger.Milestone{Petition: about, Count: n, Day: "2026-11-23"})
			}
			if err := d.InTx(ctx, say); err != nil {
				t.Fatal(err)
			}
		}
		found, err := l.About(ctx, "bus", 3, 6, 9)
		if err != nil || len(found) != 1 || found[0].Place != 4 || !strings.Contains(string(found[0].Leaf), "count 2") {
			t.Errorf("%+v %v", found, err)
		}
		if all, err := l.About(ctx, "bus", 0, 7, 2); err != nil || len(all) != 2 || all[0].Place != 2 {
			t.Errorf("%+v %v", all, err)
		}
	})
}
