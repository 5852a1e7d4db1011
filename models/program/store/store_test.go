package store_test

import (
	"context"
	"crypto/rand"
	"errors"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/program"
	"roundrobin/models/program/store"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var routeCam = program.Program{
	ID: "routecam", Name: "RouteCam", Purpose: "Cameras that score drivers.", Owner: "Fleet", Covered: 880, Who: "drivers",
	Begins: "2026-06-01", Status: program.Active, Since: "2026-06-01", Review: program.Finished, Note: "not published",
	Collects: []program.Datum{{Name: "video", Note: "of the cab"}}, Sources: []program.Source{{Title: "Notice", URL: "https://intranet.example/1"}},
}

func each(t *testing.T, f func(t *testing.T, s *store.Programs, l *ledgerstore.Ledger)) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		master, err := secret.New(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		l, err := ledgerstore.Open(context.Background(), d, "petitions.example", master, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		f(t, store.New(d, l), l)
	})
}

func TestAProgramIsReadBackAndInTheLedger(t *testing.T) {
	each(t, func(t *testing.T, s *store.Programs, l *ledgerstore.Ledger) {
		ctx := context.Background()
		before, _ := l.Size(ctx)
		if err := s.Add(ctx, routeCam); err != nil {
			t.Fatal(err)
		}
		got, err := s.Find(ctx, "routecam")
		if err != nil || got.Hash() != routeCam.Hash() || got.Collects[0] != routeCam.Collects[0] || got.Since != routeCam.Since {
			t.Fatalf("%+v, %v", got, err)
		}
		if after, _ := l.Size(ctx); after != before+1 {
			t.Errorf("%d leaves more", after-before)
		}
		if err := s.Add(ctx, routeCam); fault.Of(err) == nil || fault.Of(err).Code != "program_exists" {
			t.Errorf("twice: %v", err)
		}
	})
}

func TestAnEntryMovesTheProgramAndIsToldOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Programs, _ *ledgerstore.Ledger) {
		ctx := context.Background()
		if err := s.Add(ctx, routeCam); err != nil {
			t.Fatal(err)
		}
		launch := program.Entry{Day: "2026-06-01", Kind: program.Launch, Title: "Rolled out"}
		paused := program.Entry{Day: "2026-11-17", Kind: program.Pause, Title: "Paused", Status: program.Paused}
		if err := errors.Join(s.Tell(ctx, "routecam", paused, launch), s.Tell(ctx, "routecam", paused)); err != nil {
			t.Fatal(err)
		}
		all, _ := s.Timeline(ctx, "routecam", "")
		since, _ := s.Timeline(ctx, "routecam", "2026-06-02")
		if len(all) != 2 || all[0].Title != "Rolled out" || len(since) != 1 {
			t.Errorf("%v; since: %v", all, since)
		}
		if p, _ := s.Find(ctx, "routecam"); p.Status != program.Paused || p.Since != "2026-11-17" {
			t.Errorf("%s since %s", p.Status, p.Since)
		}
	})
}

func TestAProgramThatIsNotThere(t *testing.T) {
	each(t, func(t *testing.T, s *store.Programs, _ *ledgerstore.Ledger) {
		_, err := s.Find(context.Background(), "nothing")
		tell := s.Tell(context.Background(), "nothing", program.Entry{Day: "2026-01-01", Kind: program.Note})
		for _, e := range []error{err, tell} {
			if f := fault.Of(e); f == nil || f.Kind != fault.NotFound {
				t.Errorf("got %v", e)
			}
		}
	})
}

func TestTheOfficeKeepsAProgramRight(t *testing.T) {
	each(t, func(t *testing.T, s *store.Programs, l *ledgerstore.Ledger) {
		ctx := context.Background()
		before, _ := l.Size(ctx)
		lines := 0
		written := func(*db.Tx) error { lines++; return nil }
		if err := s.Create(ctx, routeCam, written); err != nil {
			t.Fatal(err)
		}
		if err := s.Create(ctx, routeCam, written); code(err) != "program_exists" {
			t.Errorf("twice: %v", err)
		}
		lines = 1
		mine, theirs := routeCam, routeCam
		mine.Covered, theirs.Owner, mine.Status = 900, "Safety", program.Ended
		if err := s.Change(ctx, mine, routeCam.Hash(), written); err != nil {
			t.Fatal(err)
		}
		if err := s.Change(ctx, theirs, routeCam.Hash(), written); code(err) != "program_changed" {
			t.Errorf("over another's change: %v", err)
		}
		got, _ := s.Find(ctx, "routecam")
		if got.Covered != 900 || got.Owner != "Fleet" || got.Status != program.Active {
			t.Errorf("%+v", got)
		}
		paused := program.Entry{Day: "2026-11-17", Kind: program.Pause, Title: "Paused", Status: program.Paused}
		early := program.Entry{Day: "2026-11-01", Kind: program.Change, Title: "Scaled back", Status: program.ScaledBack}
		for _, e := range []program.Entry{paused, early} {
			if err := s.Note(ctx, "routecam", e, written); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Note(ctx, "routecam", paused, written); code(err) != "program_told" {
			t.Errorf("told twice: %v", err)
		}
		if err := s.Note(ctx, "nothing", paused, written); code(err) != "program_missing" {
			t.Errorf("of no program: %v", err)
		}
		got, _ = s.Find(ctx, "routecam")
		if got.Status != program.Paused || got.Since != "2026-11-17" || lines != 4 {
			t.Errorf("%s since %s, %d lines", got.Status, got.Since, lines)
		}
		if size, _ := l.Size(ctx); size != before+4 {
			t.Errorf("%d leaves", size-before)
		}
	})
}

func code(err error) string {
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return ""
}
