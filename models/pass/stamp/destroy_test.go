package stamp_test

import (
	"bytes"
	"os"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/pass"
)

func TestADestroyedBookIsGoneForEverybody(t *testing.T) {
	path := dbtest.SQLite(t)
	for name, d := range map[string]*db.DB{"sqlite": dbtest.Open(t, db.Identity, path), "postgres": dbtest.Open(t, db.Identity, dbtest.Postgres(t))} {
		t.Run(name, func(t *testing.T) {
			k, other := open(t, d), open(t, d)
			other.master = k.master
			other.restart()
			keys, _, err := k.Mint(ctx, season, 1)
			must(t, err)
			_, _, err = other.Mint(ctx, "2027Q1", 1)
			must(t, err)
			b := ask(t, pass.Seed{1}, keys)
			_, err = other.Collect(ctx, noah, b.Request) // it holds the book open now
			must(t, err)
			var private [][]byte
			must(t, d.Read.Raw("SELECT encrypted FROM book_keys WHERE book = ?", season).Scan(&private).Error)
			must(t, d.Vacate(ctx))
			if name == "sqlite" && !onDisk(t, path, private[0][:64]) {
				t.Fatal("the test does not see what is there")
			}
			must(t, k.Destroy(ctx, season))
			must(t, k.Destroy(ctx, season))
			for _, replica := range []*desk{k, other} {
				if _, err := replica.Collect(ctx, noah, b.Request); code(err) != "book_unknown" {
					t.Errorf("a pass of a destroyed book: %v", err)
				}
			}
			if _, err := k.Collect(ctx, noah, ask(t, pass.Seed{1}, must2(k.Mint(ctx, "2027Q1", 1))).Request); err != nil {
				t.Errorf("another book: %v", err)
			}
			if n, err := k.Issued(ctx, season); n != 1 || err != nil {
				t.Errorf("%d were issued, %v", n, err)
			}
			for _, p := range private {
				if name == "sqlite" && onDisk(t, path, p[:64]) { // its beginning: the rest may lie on other pages
					t.Error("deleted, and still in the file")
				}
			}
		})
	}
}

func TestADestroyedSlotTakesNothingElseAlong(t *testing.T) {
	path := dbtest.SQLite(t)
	for name, d := range map[string]*db.DB{"sqlite": dbtest.Open(t, db.Identity, path), "postgres": dbtest.Open(t, db.Identity, dbtest.Postgres(t))} {
		t.Run(name, func(t *testing.T) {
			k, other := open(t, d), open(t, d)
			other.master, other.signer = k.master, k.signer
			other.restart()
			keys, _, err := k.Mint(ctx, season, 2)
			must(t, err)
			b := ask(t, pass.Seed{1}, keys)
			first, err := other.Collect(ctx, noah, b.Request) // it holds the book open now
			must(t, err)
			var private [][]byte
			must(t, d.Read.Raw("SELECT encrypted FROM book_keys WHERE book = ? AND slot = 1 AND purpose <> 'draft'", season).Scan(&private).Error)
			must(t, d.Vacate(ctx))
			if len(private) != 2 || name == "sqlite" && !onDisk(t, path, private[0][:64]) {
				t.Fatal("the test does not see what is there")
			}
			must(t, k.DestroySlots(ctx, season, []int{1}))
			must(t, k.DestroySlots(ctx, season, []int{1}))
			for who, replica := range map[string]*desk{"here": k, "elsewhere": other} {
				again, err := replica.Collect(ctx, noah, b.Request)
				must(t, err)
				lost := 2 * pass.KeySize // of "1 sign" and "1 voice", the first of a book
				if !bytes.Equal(again.Signatures[:lost], make([]byte, lost)) {
					t.Errorf("%s a pass of a destroyed slot is made", who)
				}
				if !bytes.Equal(again.Signatures[lost:], first.Signatures[lost:]) || !bytes.Equal(again.Certificate, first.Certificate) {
					t.Errorf("%s the rest of the answer is another", who)
				}
				if _, err = replica.Collect(ctx, noah, ask(t, pass.Seed{2}, keys).Request); code(err) != "book_collected" {
					t.Errorf("%s another request: %v", who, err)
				}
				_, err = replica.Collect(ctx, sanna, ask(t, pass.Seed{3}, keys).Request)
				must(t, err)
				if _, err = replica.Signer(ctx, season, pass.Place{Slot: 1, Purpose: pass.Sign}); code(err) != "book_unknown" {
					t.Errorf("%s a signer of a destroyed key: %v", who, err)
				}
			}
			if _, _, err := k.Mint(ctx, season, 2); err == nil {
				t.Error("a book whose keys are destroyed was minted")
			}
			for _, p := range private {
				if name == "sqlite" && onDisk(t, path, p[:64]) {
					t.Error("destroyed, and still in the file")
				}
			}
			must(t, k.Destroy(ctx, season))
			if _, err := other.Collect(ctx, noah, b.Request); code(err) != "book_unknown" {
				t.Errorf("a pass of a destroyed book: %v", err)
			}
		})
	}
}

func must2(keys *pass.KeyFile, _ *pass.ProofFile, err error) *pass.KeyFile {
	if err != nil {
		panic(err)
	}
	return keys
}

func onDisk(t *testing.T, path string, what []byte) bool {
	t.Helper()
	for _, suffix := range []string{"", "-wal"} {
		if b, err := os.ReadFile(path + suffix); err == nil && bytes.Contains(b, what) {
			return true
		}
	}
	return false
}
