package store_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

func TestASealWaitsForEnoughKeysOrTheEndOfTheDay(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		try := func() int {
			t.Helper()
			o, err := b.Seal(ctx, false)
			no(t, err)
			return o.Acts
		}
		for n := range 9 {
			b.in(b.signature(p, n, 1))
		}
		b.in(b.withdrawal(p, 8, 2)) // ten acts, nine keys
		if n := try(); n != 0 {
			t.Fatalf("sealed %d acts of nine keys", n)
		}
		b.in(b.comment(p, 1, 1, "A voice is another key."))
		if n := try(); n != 11 {
			t.Fatalf("sealed %d acts of ten keys", n)
		}
		b.in(b.signature(p, 20, 1))
		if n := try(); n != 0 {
			t.Fatal("sealed a single one within the day")
		}
		b.tomorrow()
		if n := try(); n != 1 {
			t.Fatalf("sealed %d at the day's end", n)
		}
	})
}

// The default: nothing before the week's end, however many wait; and then what was handed in on any day of it.
func TestASealOfAWeekEndsOnSunday(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.SealMin, b.Rules.SealDays = 0, petition.SealDays
		b.until("2026-11-30") // a Monday
		p := b.open()
		acts, promises := []pass.HandedIn{}, []ledger.Promise{}
		for n := range 7 {
			acts = append(acts, b.signature(p, 2*n, 1), b.signature(p, 2*n+1, 1))
			promises = append(promises, b.in(acts[2*n]), b.in(acts[2*n+1]))
			if o, err := b.Seal(ctx, false); err != nil || o.Ran || b.counted(p) != 0 {
				t.Fatalf("on day %d sealed %d acts, %v", n, o.Acts, err)
			}
			b.tomorrow()
		}
		if o, err := b.Seal(ctx, false); err != nil || o.Acts != 14 || o.Day != "2026-12-06" {
			t.Fatalf("at the week's end: %+v, %v", o, err)
		}
		for n, a := range acts {
			if again := b.in(a); promises[n].Day != "2026-12-06" || again != promises[n] {
				t.Errorf("act %d was promised for %s, and then for %s", n, promises[n].Day, again.Day)
			}
		}
	})
}

// Signing may end while a seal is open: where the setting was another when the petition opened.
func TestAPetitionThatClosesWithinASealIsCountedToTheLast(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		b.SealMin, b.Rules.SealDays = 0, 9 // no divisor of the days until then
		b.tomorrow()
		b.seal()
		b.until(p.Closes)
		promise := b.in(b.signature(p, 1, 1))
		if promise.Day <= p.Closes {
			t.Fatalf("promised for %s: this shows nothing", promise.Day)
		}
		b.tomorrow()
		b.refused(b.signature(p, 2, 1), "petition_closed")
		closed, err := b.ClosePetition(ctx, p.ID)
		no(t, err)
		if closed.Count != 1 {
			t.Errorf("closed with %d", closed.Count)
		}
	})
}

func TestSleptOverMidnight(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		yesterday := b.today()
		b.in(b.signature(p, 1, 1))
		b.tomorrow()
		promise := b.in(b.signature(p, 2, 1)) // nobody sealed meanwhile
		if promise.Day != b.today() {
			t.Errorf("promised for %s", promise.Day)
		}
		if b.counted(p) != 1 {
			t.Errorf("yesterday's: counted %d", b.counted(p))
		}
		keys, err := b.ledger.Keys(ctx, yesterday)
		if err != nil || len(keys) != pass.EntrySize {
			t.Errorf("%d bytes of yesterday's keys, %v", len(keys), err)
		}
		days, err := b.Days(ctx, p.ID)
		if err != nil || len(days[p.ID]) != 1 || days[p.ID][0].Day != yesterday {
			t.Errorf("%v, %v", days, err)
		}
	})
}

func TestASealWithNothingWaiting(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.open()
		size, _ := b.ledger.Size(ctx)
		for range 3 {
			b.seal()
			b.tomorrow()
		}
		if grown, _ := b.ledger.Size(ctx); grown != size {
			t.Error("it left a leaf")
		}
		if n := b.rows("seal"); n != 1 {
			t.Errorf("%d seals are open", n)
		}
	})
}

func TestSealedWhileHandingIn(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		const people = 40
		var acts []pass.HandedIn
		for n := range people {
			acts = append(acts, b.signature(p, n, 1))
		}
		var wg sync.WaitGroup
		var done atomic.Bool
		wg.Go(func() {
			for !done.Load() {
				if _, err := b.Seal(ctx, true); err != nil {
					t.Error(err)
				}
			}
		})
		var in sync.WaitGroup
		for _, h := range acts {
			in.Go(func() {
				for range 2 {
					if _, err := b.HandIn(ctx, h); err != nil {
						t.Error(err)
					}
				}
			})
		}
		in.Wait()
		done.Store(true)
		wg.Wait()
		b.seal()
		if n := b.counted(p); n != people {
			t.Errorf("counted %d of %d", n, people)
		}
		if n := b.rows("ledger_keys"); n == 0 || b.rows("statement") != people {
			t.Errorf("%d statements", b.rows("statement"))
		}
	})
}

func TestLeavesOfASealStandInTheOrderOfTheirHashes(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		for n := range 12 {
			b.in(b.signature(p, n, 1))
		}
		b.seal()
		var last ledger.Hash
		var keys []byte
		acts := 0
		for _, leaf := range b.leaves() {
			if leaf.Act == nil {
				continue
			}
			h := ledger.LeafHash(leaf.Act.Marshal())
			if bytes.Compare(last[:], h[:]) >= 0 {
				t.Error("out of order")
			}
			e := pass.EntryOf(*leaf.Act)
			last, acts, keys = h, acts+1, append(keys, e[:]...)
		}
		if file, _ := b.ledger.Keys(ctx, b.today()); acts != 12 || !bytes.Equal(file, keys) {
			t.Error("the file of keys is not in ledger order")
		}
	})
}

// A seal is one transaction: whatever stops it, nothing promised is lost or doubled.
func TestThePowerGoesAtEveryStepOfASeal(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		promise := b.in(b.signature(p, 1, 1))
		c := b.comment(p, 1, 1, "I was recorded.")
		b.in(c)
		size, _ := b.ledger.Size(ctx)
		for _, at := range []string{"deleted", "opened", "leaves", "statements", "signatures", "voices", "counts"} {
			b.StopSeals(func(step string) error {
				if step == at {
					return errStop
				}
				return nil
			})
			if _, err := b.Seal(ctx, true); !errors.Is(err, errStop) {
				t.Fatalf("at %s: %v", at, err)
			}
			if n, _ := b.ledger.Size(ctx); n != size || b.counted(p) != 0 || b.rows("waiting") != 2 || b.rows("seal") != 1 {
				t.Fatalf("at %s something stayed", at)
			}
			if again := b.in(b.signature(p, 1, 1)); again != promise {
				t.Fatalf("at %s the promise changed", at)
			}
		}
		b.StopSeals(func(step string) error { return nil })
		if o := b.seal(); o.Acts != 2 || b.counted(p) != 1 || b.rows("comment") != 1 {
			t.Errorf("%+v, counted %d", o, b.counted(p))
		}
		if n, _ := b.ledger.Size(ctx); n != size+2 {
			t.Errorf("%d leaves more", n-size)
		}
	})
}

func TestMilestonesAreDatedOnce(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open() // goal 9: milestones at 3, 6 and 9
		for n := range 6 {
			b.in(b.signature(p, n, 1))
		}
		b.seal()
		first := b.today()
		b.tomorrow()
		b.in(b.withdrawal(p, 0, 2))
		b.seal()
		b.in(b.signature(p, 0, 3))
		b.seal()
		life, err := b.Life(ctx, p.ID)
		no(t, err)
		if len(life.Milestones) != 2 || life.Milestones[1].Count != 6 || life.Milestones[1].Day != first {
			t.Errorf("%+v", life.Milestones)
		}
		said := 0
		for _, leaf := range b.leaves() {
			if _, ok := leaf.Operator.(*ledger.Milestone); ok {
				said++
			}
		}
		if said != 2 {
			t.Errorf("%d leaves", said)
		}
	})
}

func TestWhatWaitsIsUnreadableAndOfOneSize(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		long := b.comment(p, 1, 1, strings.Repeat("Zeilenschinder ", 260))
		b.in(long)
		b.in(b.signature(p, 2, 1))
		var acts, names [][]byte
		no(t, b.d.Read.Raw("SELECT act FROM waiting").Scan(&acts).Error)
		no(t, b.d.Read.Raw("SELECT name FROM waiting").Scan(&names).Error)
		if len(acts) != 2 || len(acts[0]) != len(acts[1]) {
			t.Fatal("they differ in size")
		}
		key := long.Pass.BoothKey()
		for _, row := range append(acts, names...) {
			if bytes.Contains(row, []byte("Zeilenschinder")) || bytes.Contains(row, []byte(p.ID)) || bytes.Contains(row, key[:8]) {
				t.Error("it can be read")
			}
		}
	})
}

func TestASealLeavesNothingOfWhatWaitedInTheFiles(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		if b.d.Dialect != db.SQLite {
			return // vacuuming is PostgreSQL's own
		}
		p := b.open()
		b.in(b.signature(p, 1, 1))
		var name []byte
		no(t, b.d.Read.Raw("SELECT name FROM waiting").Row().Scan(&name))
		b.seal()
		for _, file := range files(t, b.d.Setting()) {
			if bytes.Contains(file, name) {
				t.Error("the row is still there")
			}
		}
	})
}

func TestThousandsAreSealedQuickly(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		const people = 400
		var wg sync.WaitGroup
		for n := range people {
			h := b.signature(p, n, 1)
			wg.Go(func() {
				if _, err := b.HandIn(ctx, h); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		start := time.Now()
		b.seal()
		t.Logf("sealed %d in %s", people, time.Since(start))
		if b.counted(p) != people {
			t.Errorf("counted %d", b.counted(p))
		}
	})
}
