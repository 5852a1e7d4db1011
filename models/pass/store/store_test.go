package store_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/envelope"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	"roundrobin/models/pass/store"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = context.Background()

// A site in November, with a clock that tests move.
type site struct {
	*store.Books
	d      *db.DB
	ledger *ledgerstore.Ledger
	now    time.Time
	desk   *passtest.Desk
}

func open(t *testing.T, d *db.DB) *site {
	t.Helper()
	m, _ := secret.New(rand.Reader)
	l, err := ledgerstore.Open(ctx, d, passtest.Origin, m, rand.Reader)
	no(t, err)
	s := &site{d: d, ledger: l, now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), desk: passtest.Open(t, "2026Q4", 2)}
	s.Books = store.New(d, l, m, func() time.Time { return s.now }, time.UTC, rand.Reader)
	return s
}

func (s *site) publish(t *testing.T) {
	t.Helper()
	no(t, s.Publish(ctx, s.desk.Keys, s.desk.Proofs, "2026-10-01", "2026-12-31"))
}

func (s *site) leaves(t *testing.T) string {
	t.Helper()
	size, err := s.ledger.Size(ctx)
	no(t, err)
	b, err := s.ledger.Tile(ctx, ledger.Path{Level: ledger.Entries, Width: int(size)})
	no(t, err)
	return string(b)
}

func TestABookIsPublishedOnce(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		s.publish(t)
		if err := s.Publish(ctx, s.desk.Keys, s.desk.Proofs, "2026-10-01", "2026-12-31"); code(err) != "book_published" {
			t.Errorf("published twice: %v", err)
		}
		if n := strings.Count(s.leaves(t), s.desk.Keys.Hash().String()); n != 1 {
			t.Errorf("%d leaves name its keys", n)
		}
		keys, proofs, err := s.Files(ctx, "2026Q4")
		no(t, err)
		if !bytes.Equal(keys, s.desk.Keys.Marshal()) || !bytes.Equal(proofs, s.desk.Proofs.Marshal()) {
			t.Error("other files are served")
		}
		live, err := s.Live(ctx)
		if err != nil || len(live) != 1 || live[0] != (store.Book{Name: "2026Q4", Slots: 2, From: "2026-10-01", To: "2026-12-31"}) {
			t.Errorf("%+v, %v", live, err)
		}
		if _, _, err := s.Files(ctx, "1999Q1"); code(err) != "book_missing" {
			t.Errorf("%v", err)
		}
	})
}

func TestKeysAreFoundByTheirID(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		if s.Find(s.desk.Keys.Keys[0].ID) != nil {
			t.Error("found before it was published")
		}
		s.publish(t)
		for _, k := range s.desk.Keys.Keys {
			if got := s.Find(k.ID); got == nil || got.Place != k.Place {
				t.Errorf("%s: %v", k.Place, got)
			}
		}
		if s.Find(pass.Hash{1}) != nil {
			t.Error("a made-up id was found")
		}
	})
}

func take(s *site, petition string) (book string, slot int, err error) {
	err = s.d.InTx(ctx, func(tx *db.Tx) (err error) { book, slot, err = s.TakeSlot(tx, petition); return err })
	return book, slot, err
}

func TestSlotsRunOut(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		if _, _, err := take(s, "a"); code(err) != "season_missing" {
			t.Errorf("no book: %v", err)
		}
		s.publish(t)
		for _, want := range []struct {
			petition string
			slot     int
		}{{"a", 1}, {"b", 2}, {"a", 1}} {
			if book, slot, err := take(s, want.petition); err != nil || book != "2026Q4" || slot != want.slot {
				t.Errorf("%s: slot %d of %s, %v", want.petition, slot, book, err)
			}
		}
		if _, _, err := take(s, "c"); code(err) != "slots_taken" || !fault.Of(err).Retry {
			t.Errorf("a third of two: %v", err)
		}
		s.now = s.now.AddDate(0, 2, 0)
		if _, _, err := take(s, "c"); code(err) != "season_missing" {
			t.Errorf("the season is over: %v", err)
		}
	})
}

func TestManyPetitionsAtOnceGetDifferentSlots(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		s.publish(t)
		got := make(chan string, 6)
		for i := range cap(got) {
			go func() {
				_, slot, err := take(s, string(rune('a'+i)))
				if err != nil {
					got <- code(err)
					return
				}
				got <- string(rune('0' + slot))
			}()
		}
		n := map[string]int{}
		for range cap(got) {
			n[<-got]++
		}
		if n["1"] != 1 || n["2"] != 1 || n["slots_taken"] != 4 {
			t.Errorf("%v", n)
		}
	})
}

func TestTheGatewayKeyChangesWithTheMonth(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		ring := func(want int) envelope.Ring {
			t.Helper()
			no(t, s.Rotate(ctx))
			ring, err := s.Gateway(ctx)
			no(t, err)
			if len(ring) != want {
				t.Fatalf("%d keys on %s", len(ring), day.Of(s.now, time.UTC))
			}
			return ring
		}
		november := ring(1)[0]
		if again := ring(1)[0]; !bytes.Equal(again.Config.Marshal(), november.Config.Marshal()) {
			t.Error("changed within the month")
		}
		s.now = time.Date(2026, 12, 1, 0, 5, 0, 0, time.UTC)
		both := ring(2)
		if both[0].ID == november.ID || both[1].ID != november.ID {
			t.Error("the new key does not stand first, or the old one is gone at midnight")
		}
		s.now = s.now.AddDate(0, 0, 1)
		if left := ring(1)[0]; left.ID == november.ID {
			t.Error("the old key lives on")
		}
		if n := strings.Count(s.leaves(t), "roundrobin/v1 gateway"); n != 2 {
			t.Errorf("%d leaves", n)
		}
	})
}

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func code(err error) string {
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return "broke"
}

func TestABookIsRetiredOnceItsSeasonIsOver(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		s.publish(t)
		no(t, s.Retire(ctx, "2026Q4"))
		if used, retired, err := s.Past(ctx); len(used)+len(retired) != 0 || err != nil {
			t.Errorf("in its season: %v, %v, %v", used, retired, err)
		}
		s.now = s.now.AddDate(0, 2, 0)
		if used, retired, err := s.Past(ctx); len(used) != 1 || len(retired) != 0 || err != nil {
			t.Errorf("after it: %v, %v, %v", used, retired, err)
		}
		no(t, s.Retire(ctx, "2026Q4"))
		if used, retired, err := s.Past(ctx); len(used) != 0 || len(retired) != 1 || err != nil {
			t.Errorf("retired: %v, %v, %v", used, retired, err)
		}
		if live, err := s.Live(ctx); len(live) != 0 || err != nil {
			t.Errorf("it can be collected: %v, %v", live, err)
		}
		if s.Find(s.desk.Keys.Keys[0].ID) == nil {
			t.Error("what was signed with it cannot be verified any more")
		}
	})
}
