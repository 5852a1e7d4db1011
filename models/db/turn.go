package db

import (
	"context"
	"errors"
	"time"
)

// ErrSlow says that a store had so much to write that nothing was begun: the same may be tried later.
var ErrSlow = errors.New("db: the store has more to write than it can")

const (
	reads    = 4               // connections to PostgreSQL that writers leave to readers, however slow the server is
	patience = 5 * time.Second // of who has a deadline: a third of what a request has
)

type patientKey struct{}

// Patient is for work that nobody sits and waits for: it waits for its turn as long as it has time.
func Patient(ctx context.Context) context.Context { return context.WithValue(ctx, patientKey{}, true) }

// turn waits until a transaction may begin. Who has a deadline does not wait until it: a slow store refuses what is to be written first, with time
// left to say so, and whoever waits for it stands in nobody's way who reads.
func (d *DB) turn(ctx context.Context) (done func(), err error) {
	var late <-chan time.Time
	if _, ok := ctx.Deadline(); ok && ctx.Value(patientKey{}) == nil {
		t := time.NewTimer(patience)
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
