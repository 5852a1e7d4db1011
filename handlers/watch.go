package handlers

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"roundrobin/models/day"
)

// How long pages in memory are believed.
const (
	lookEvery = time.Second     // at the longest after which the store is asked whether the public reads something else now
	lookGrace = 3 * time.Second // and so long what was there holds while the store does not answer; then nothing comes from memory
	lookLimit = 2 * time.Second // for the answer
)

// A Watch knows whether what the public reads has changed: by this process at once, by another when it is told or within lookEvery, by the
// clock at midnight. It asks only when a page is asked for: a site that nobody reads asks nothing.
type Watch struct {
	State func(context.Context) (string, error) // of what the public reads; another text after every change
	Wrote func() uint64                         // moves whenever State may have
	Moved func(context.Context) error           // has the parts of the site read anew what they keep by themselves
	Now   func() time.Time
	Zone  *time.Location

	looking    sync.Mutex
	generation uint64    // of pages; moves with each change
	failed     time.Time // when the store did not answer
	last       atomic.Pointer[look]
}

// A look is what was found, and until when it counts.
type look struct {
	state       string
	generation  uint64
	wrote       uint64
	at          time.Time
	from, until time.Time // the day
}

func (l *look) isOf(now time.Time, wrote uint64, age time.Duration) bool {
	return l != nil && l.wrote == wrote && now.Sub(l.at).Abs() < age && !now.Before(l.from) && now.Before(l.until)
}

// Generation is that of the pages that hold now. A page belongs to the generation that was read before it was drawn. It is not ok while
// nobody can tell.
func (w *Watch) Generation() (generation uint64, ok bool) {
	now, wrote, had := w.Now(), w.Wrote(), w.last.Load()
	if had.isOf(now, wrote, lookEvery) {
		return had.generation, true
	}
	if !w.looking.TryLock() {
		if had.isOf(now, wrote, lookGrace) { // somebody looks already
			return had.generation, true
		}
		w.looking.Lock()
	}
	defer w.looking.Unlock()
	wrote = w.Wrote()
	if had = w.last.Load(); had.isOf(now, wrote, lookEvery) {
		return had.generation, true
	}
	if w.failed.IsZero() || now.Sub(w.failed).Abs() >= lookEvery {
		if found := w.look(had, now, wrote); found != nil {
			return found.generation, true
		}
	}
	if had.isOf(now, wrote, lookGrace) {
		return had.generation, true
	}
	return 0, false
}

// look asks the store; nil if it does not answer.
func (w *Watch) look(had *look, now time.Time, wrote uint64) *look {
	ctx, done := context.WithTimeout(context.Background(), lookLimit)
	defer done()
	state, err := w.State(ctx)
	if err != nil {
		w.failed = w.Now()
		return nil
	}
	today := day.Of(now, w.Zone)
	found := &look{state: state, wrote: wrote, at: now, from: today.Begins(w.Zone), until: today.Add(1).Begins(w.Zone)}
	if had == nil || had.state != state || !had.from.Equal(found.from) {
		if w.Moved(ctx) != nil { // a page drawn now may show what they knew before
			w.failed = w.Now()
			return nil
		}
		w.generation++
	}
	found.generation, w.failed = w.generation, time.Time{}
	w.last.Store(found)
	return found
}
