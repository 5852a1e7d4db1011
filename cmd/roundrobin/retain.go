package main

import (
	"context"
	"errors"

	"roundrobin/models/retention"
)

// retain throws away what is kept no longer, and writes down that it did.
func (s *site) retain(ctx context.Context) error { return s.retention.Run(ctx, s.sweeps()) }

// sweeps are those of models/retention. Each may be done at any time, by several replicas, and again.
func (s *site) sweeps() map[retention.Sweep]func(context.Context) error {
	return map[retention.Sweep]func(context.Context) error{
		retention.Counters: s.roster.Forget,
		retention.Sessions: s.office.Forget,
		retention.Letters:  s.outbox.Forget,
		retention.Settled: func(ctx context.Context) error {
			return errors.Join(s.petitions.TallyRatings(ctx), s.petitions.Settle(ctx))
		},
		retention.Keys: func(ctx context.Context) error {
			return errors.Join(s.emptySlots(ctx), s.retireBooks(ctx), s.books.Rotate(ctx), s.forgetPaper(ctx))
		},
	}
}
