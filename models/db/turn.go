package db

import (
	"context"
	"errors"
	"time"
)

// ErrSlow says that a store had so much to write that nothing was begun: the same may be tried later.
var ErrSlow = errors.New("db: the store has more to write than it can")

const (
	reads   = 4 // connections to PostgreSQL that writers leave to readers, however slow the server is
	waiting = 3 // who has a deadline waits for a turn one part in so many of the time until it: 5 s for a request, minutes for a job
)

// turn waits until a transaction may begin. Who has a deadline does not wait until it: a slow store refuses what is to be written first, with time
// left to say so, and whoever waits for it stands in nobody's way who reads.
func (d *DB) turn(ctx context.Context) (done func(), err error) {
	var late <-chan time.Time
	if end, ok := ctx.Deadline(); ok {
		t := time.NewTimer(time.Until(end) / waiting)
		defer t.Stop()
		late = t.C
	}
	select {
	case d.turns <- struct{}{}:
		return func() { <-d.turns }, nil
	case <-late:
	case <-ctx.Done():
		if !errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, ctx.Err()
		}
	}
	return nil, ErrSlow
}
