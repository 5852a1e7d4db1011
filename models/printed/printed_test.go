package printed_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync"
	"testing"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/printed"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = context.Background()

const (
	book = "2026Q4"
	next = "2027Q1"
)

// open is a house with so many people without an address.
func open(t *testing.T, d *db.DB, people int) *printed.Codes {
	t.Helper()
	master, err := secret.New(rand.Reader)
	must(t, err)
	return printed.New(d, master, printed.Deps{
		Random: rand.Reader, Today: func() day.Day { return "2026-11-23" },
		People: func(context.Context, string) (int, error) { return people, nil },
	})
}

func TestACodeIsReadAsItIsTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"7K3M-09QX-TB4R-2VHD":            "7K3M-09QX-TB4R-2VHD",
		"  7k3m 09qx\u00a0tb4r 2vhd ":    "7K3M-09QX-TB4R-2VHD",
		"7k3mo9qxtb4r2vhd":               "7K3M-09QX-TB4R-2VHD", // O for 0
		"7K3M–09QX–TB4R–2VHD":            "7K3M-09QX-TB4R-2VHD",
		"iLil-0000-0000-0000":            "1111-0000-0000-0000",
		"ZZZZ-ZZZZ-ZZZZ-ZZZZ":            "ZZZZ-ZZZZ-ZZZZ-ZZZZ",
		"7K3M-09QX-TB4R-2VH":             "",
		"7K3M-09QX-TB4R-2VHDD":           "",
		"7K3M-09QX-TB4R-2VHU":            "", // no U in the alphabet
		"7K3M-09QX-TB4R-2VHé":            "",
		"":                               "",
		"123456":                         "",
		strings.Repeat("7", 100_000):     "",
		"https://petitions.example/desk": "",
	} {
		c, err := printed.Parse(typed)
		switch {
		case want == "" && (code(err) != "printed_malformed" || fault.Of(err).Field != "code"):
			t.Errorf("%.40q: %v", typed, err)
		case want != "" && (err != nil || c.String() != want):
			t.Errorf("%q is read as %v, %v", typed, c, err)
		}
	}
}

func TestACodeIsGoodForOneHolderOfOneBook(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		c := open(t, d, 40)
		b, codes, err := c.Print(ctx, book, 12)
		must(t, err)
		if b.Number != 1 || b.Size != 12 || b.Book != book || b.Day != "2026-11-23" || len(codes) != 12 {
			t.Errorf("batch %+v, %d codes", b, len(codes))
		}
		holders := map[[32]byte]bool{}
		for _, one := range codes {
			h, err := c.CheckIn(ctx, one)
			must(t, err)
			again, err := c.CheckIn(ctx, one)
			must(t, err)
			if h != again || h.Book != book {
				t.Errorf("holder %v, then %v", h, again)
			}
			holders[h.Person] = true
		}
		if len(holders) != 12 {
			t.Errorf("%d holders of 12 codes", len(holders))
		}
		if _, err := c.CheckIn(ctx, printed.Code{1}); code(err) != "printed_wrong" {
			t.Errorf("a code that never was: %v", err)
		}
		must(t, c.Forget(ctx, book))
		_, err = c.CheckIn(ctx, codes[0])
		must(t, err)
		must(t, c.Forget(ctx, next))
		if _, err := c.CheckIn(ctx, codes[0]); code(err) != "printed_wrong" {
			t.Errorf("after its book: %v", err)
		}
	})
}

func TestThereAreNeverMoreCodesThanPeopleWithoutMail(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		c := open(t, d, 30)
		_, _, err := c.Print(ctx, book, 31)
		if f := fault.Of(err); code(err) != "printed_many" || f.Args["people"] != 30 || f.Args["left"] != 30 {
			t.Errorf("31 for 30: %v", err)
		}
		if _, _, err := c.Print(ctx, book, 0); code(err) != "printed_none" {
			t.Errorf("none: %v", err)
		}
		var all sync.WaitGroup
		said := make(chan error, 6)
		for range cap(said) {
			all.Go(func() { _, _, err := c.Print(ctx, book, 10); said <- err })
		}
		all.Wait()
		close(said)
		went := 0
		for err := range said {
			if err == nil {
				went++
			} else if code(err) != "printed_many" {
				t.Error(err)
			}
		}
		s, err := c.Supply(ctx, book)
		must(t, err)
		if went != 3 || s.Out != 30 || s.Left() != 0 {
			t.Errorf("%d batches went, supply %+v", went, s)
		}
		_, _, err = c.Print(ctx, next, 30)
		must(t, err) // another book
	})
}

func TestALostBatchIsRevokedAndPrintedAnew(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		c := open(t, d, 25)
		lost, codes, err := c.Print(ctx, book, 20)
		must(t, err)
		b, again, err := c.Revoke(ctx, lost.Number)
		if err != nil || !again || !b.Revoked || b.Size != 20 {
			t.Fatalf("%+v, %v, %v", b, again, err)
		}
		if _, err := c.CheckIn(ctx, codes[7]); code(err) != "printed_wrong" {
			t.Errorf("a revoked code: %v", err)
		}
		used, codes, err := c.Print(ctx, book, 20)
		must(t, err)
		_, err = c.CheckIn(ctx, codes[3])
		must(t, err)
		if _, again, err := c.Revoke(ctx, used.Number); err != nil || again {
			t.Errorf("a batch that was used: %v, %v", again, err)
		}
		few, _, err := c.Print(ctx, book, 5)
		must(t, err)
		if _, again, err := c.Revoke(ctx, few.Number); err != nil || again {
			t.Errorf("whether one of few was used is not said: %v, %v", again, err)
		}
		if _, _, err := c.Print(ctx, book, 1); code(err) != "printed_many" {
			t.Errorf("20 that were used and 5 of which it is not known, for 25 people: %v", err)
		}
		if _, _, err := c.Revoke(ctx, few.Number); code(err) != "batch_revoked" {
			t.Error(err)
		}
		if _, _, err := c.Revoke(ctx, 99); code(err) != "batch_unknown" {
			t.Error(err)
		}
		all, err := c.Batches(ctx)
		must(t, err)
		if len(all) != 3 || all[2].Number != 3 || !all[2].Revoked {
			t.Errorf("batches %+v", all)
		}
	})
}

// What is kept says neither a code nor, beside the rows of who collected, which of the codes was used.
func TestADumpShowsNoCodeAndNoHolder(t *testing.T) {
	d := dbtest.Open(t, db.Identity, dbtest.SQLite(t))
	c := open(t, d, 12)
	_, codes, err := c.Print(ctx, book, 12)
	must(t, err)
	rows, err := d.SQL().QueryContext(ctx, "SELECT key FROM printed_codes")
	must(t, err)
	defer rows.Close()
	kept := map[string]bool{}
	for rows.Next() {
		var key []byte
		must(t, rows.Scan(&key))
		kept[string(key)] = true
	}
	must(t, rows.Err())
	if len(kept) != 12 {
		t.Fatalf("%d keys", len(kept))
	}
	for _, one := range codes {
		h, err := c.CheckIn(ctx, one)
		must(t, err)
		if kept[string(h.Person[:])] {
			t.Error("the holder is the key of the code: a dump would tell which batches collected")
		}
		for key := range kept {
			if strings.Contains(key, string(one[:])) {
				t.Error("a code is kept")
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("7K3M-09QX-TB4R-2VHD")
	f.Fuzz(func(t *testing.T, typed string) {
		c, err := printed.Parse(typed)
		if err != nil {
			return
		}
		if again, err := printed.Parse(c.String()); err != nil || again != c {
			t.Errorf("%q: %v, %v", typed, again, err)
		}
	})
}

func code(err error) string {
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return fmt.Sprint(err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
