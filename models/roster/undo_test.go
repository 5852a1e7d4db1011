package roster_test

import (
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/roster"
)

func TestTheLastImportIsTakenBack(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		if _, err := r.Undo(ctx); code(err) != "roster_nothing_to_undo" {
			t.Errorf("before there was anything: %v", err)
		}
		imported(t, r, noah, sanna)
		clock.pass(24 * time.Hour)
		imported(t, r, strings.Replace(noah, "Valencia", "Leeds", 1), "New Hand,new.hand@meridian.example,Finance,Ohio,employee,M1\n")
		if last, err := r.Last(ctx); err != nil || last != (roster.Last{Day: "2026-11-24", Joined: 1, Changed: 1, Left: 1, Undo: true}) {
			t.Errorf("last %+v, %v", last, err)
		}
		report, err := r.Undo(ctx)
		if err != nil || report.Added != 1 || report.Changed != 1 || report.Left != 1 {
			t.Fatalf("%+v, %v", report, err)
		}
		find := func(a string) (roster.Person, error) { return r.Find(ctx, r.Hash(address(t, a))) }
		if p, err := find("sanna.novak@meridian.example"); err != nil || p.Name != "Sanna Novák" {
			t.Errorf("who left is not back: %+v, %v", p, err)
		}
		if p, err := find("noah.osei@meridian.example"); err != nil || p.Site != "Valencia" {
			t.Errorf("who changed: %+v, %v", p, err)
		}
		if _, err := find("new.hand@meridian.example"); code(err) != "person_unknown" {
			t.Errorf("who joined is still here: %v", err)
		}
		if n, err := r.Eligible(ctx, "2026-11-01"); n != 3 || err != nil { // they could have collected a book
			t.Errorf("%d eligible, %v", n, err)
		}
		if _, err := r.Undo(ctx); code(err) != "roster_nothing_to_undo" {
			t.Errorf("twice: %v", err)
		}
		if report := imported(t, r, noah, sanna); report.Unchanged != 2 || report.Changes() {
			t.Errorf("%+v", report)
		}
	})
}

// Who was of a kind that gets a book, and by a mistaken file was not, gets in again; and the other way round.
func TestTakingAnImportBackGivesKindsBack(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		r.Admit(roster.Entry{Kinds: []string{"employee"}})
		imported(t, r, noah, sanna) // a contractor, an employee
		clock.pass(24 * time.Hour)
		imported(t, r, strings.Replace(noah, "contractor", "employee", 1), strings.Replace(sanna, "employee", "contractor", 1))
		gets := func() (in []string) {
			for _, who := range []string{"noah.osei@meridian.example", "sanna.novak@meridian.example"} {
				if _, err := arrives(t, r, who); err == nil {
					in = append(in, who[:4])
				}
			}
			return in
		}
		if in := gets(); len(in) != 1 || in[0] != "noah" {
			t.Errorf("after the mistake %v get in", in)
		}
		if _, err := r.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		clock.pass(24 * time.Hour) // tries are counted by the day
		if in := gets(); len(in) != 1 || in[0] != "sann" {
			t.Errorf("after it was taken back %v get in", in)
		}
		if c, err := r.Commit(ctx); err != nil || c.Size != 1 {
			t.Errorf("committed to %d, %v", c.Size, err)
		}
	})
}

func TestAnImportThatChangesNothingLeavesTheOneBeforeToBeUndone(t *testing.T) {
	r, _ := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	imported(t, r, noah, sanna)
	imported(t, r, noah)
	imported(t, r, noah)
	if _, err := r.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if n, err := r.Size(ctx); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

func TestWhatCanBeUndoneIsForgottenAfterAWeek(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, clock := open(t, d)
		imported(t, r, noah, sanna)
		imported(t, r, noah)
		kept := func() (n int) {
			must(t, d.Read.Raw("SELECT count(*) FROM roster_undo").Row().Scan(&n))
			return n
		}
		clock.pass(7 * 24 * time.Hour)
		must(t, r.Forget(ctx))
		if kept() != 1 {
			t.Errorf("%d rows on the seventh day", kept())
		}
		clock.pass(24 * time.Hour)
		must(t, r.Forget(ctx))
		if _, err := r.Undo(ctx); kept() != 0 || code(err) != "roster_nothing_to_undo" {
			t.Errorf("%d rows on the eighth, %v", kept(), err)
		}
	})
}

func TestOneInFiveMayLeaveUnasked(t *testing.T) {
	r, _ := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	_, _, rows := company(10)
	imported(t, r, rows...)
	take := func(n int) error {
		f := opened(t, header+strings.Join(rows[:n], ""))
		_, err := r.Take(ctx, f, f.Columns, roster.Options{})
		return err
	}
	if err := take(8); err != nil {
		t.Errorf("two of ten: %v", err)
	}
	if err := take(6); code(err) != "roster_drops" {
		t.Errorf("two of eight: %v", err)
	}
}
