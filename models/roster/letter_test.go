package roster_test

import (
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/roster"
)

func TestTheLetterGoesOnceAMonthToWhoWantsIt(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		imported(t, r, noah, sanna)
		file := header + noah + sanna + "Gone Longago,gone@meridian.example,,,,\n"
		readers, err := r.Readers(strings.NewReader(file))
		must(t, err)
		if len(readers) != 3 {
			t.Fatalf("%d readers", len(readers))
		}
		by := map[roster.Address]roster.Hash{}
		for _, x := range readers {
			by[x.Address] = x.Hash
		}
		noah, sanna, gone := by["noah.osei@meridian.example"], by["sanna.novak@meridian.example"], by["gone@meridian.example"]
		link := r.LetterLink(sanna)
		if h, err := r.FollowLetter(link); err != nil || h != sanna || link == r.LetterLink(sanna) {
			t.Errorf("%v, %v", h, err)
		}
		for _, wrong := range []string{"", link[1:], link[:len(link)-2] + "AA", "????"} {
			if _, err := r.FollowLetter(wrong); fault.Of(err) == nil {
				t.Errorf("%q: %v", wrong, err)
			}
		}
		must(t, r.StopLetter(ctx, sanna, true))
		must(t, r.StopLetter(ctx, sanna, true))
		begins := func(h roster.Hash, want bool, why string) {
			t.Helper()
			if got, err := r.BeginLetter(ctx, h); err != nil || got != want {
				t.Errorf("%s: %v, %v", why, got, err)
			}
		}
		begins(noah, true, "the first time")
		begins(sanna, false, "who wants none")
		begins(gone, false, "who is not on the roster")
		if n, err := r.UnendedLetters(ctx); err != nil || n != 1 {
			t.Errorf("begun and not ended: %d, %v", n, err)
		}
		begins(noah, false, "begun already")
		must(t, r.EndLetter(ctx, noah, true))
		begins(noah, true, "not taken the first time")
		must(t, r.EndLetter(ctx, noah, false))
		must(t, r.EndLetter(ctx, noah, true))
		begins(noah, false, "it has gone")
		must(t, r.StopLetter(ctx, sanna, false))
		begins(sanna, false, "it changes nothing in this month")
		clock.pass(10 * 24 * 60 * 60 * 1e9)
		begins(noah, true, "the next month")
		begins(sanna, true, "who wants it again")
		if n, err := r.UnendedLetters(ctx); err != nil || n != 2 {
			t.Errorf("the old month is not forgotten: %d, %v", n, err)
		}
	})
}

// The order says nothing of the file's, and so of nobody's place in it.
func TestReadersComeInAnOrderOfChance(t *testing.T) {
	r, _ := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	file := header
	for _, c := range "abcdefghijklmnopqrst" {
		file += "Somebody," + string(c) + "@meridian.example,,,,\n"
	}
	orders := map[string]bool{}
	for range 3 {
		readers, err := r.Readers(strings.NewReader(file))
		must(t, err)
		order := ""
		for _, x := range readers {
			order += string(x.Address[0])
		}
		orders[order] = true
	}
	if len(orders) != 3 || orders["abcdefghijklmnopqrst"] {
		t.Errorf("%v", orders)
	}
}
