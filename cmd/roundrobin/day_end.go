package main

import (
	"context"
	"errors"
)

// endDay does what comes due when a day is over, in the order in which it must: what waits for sponsors or for mending lapses, what
// reached its goal long ago is handed over, what can be signed no more closes, ratings that
// are over are tallied, what is over for good is settled and its keys are destroyed, and so are books of which
// nothing is left; then programs are asked about that were not this season. It may be called at any time and again after a failure; what fails does not hold up the rest.
func (s *site) endDay(ctx context.Context) error {
	return errors.Join(
		s.petitions.Lapse(ctx),
		s.petitions.DeliverReached(ctx),
		s.petitions.CloseExpired(ctx),
		s.petitions.TallyRatings(ctx),
		s.petitions.Settle(ctx),
		s.emptySlots(ctx),
		s.retireBooks(ctx),
		s.openRounds(ctx),
	)
}

// emptySlots destroys the private halves of the keys under which nothing can be done any more, petition by petition.
func (s *site) emptySlots(ctx context.Context) error {
	settled, err := s.petitions.SettledSlots(ctx)
	for book, slots := range settled {
		err = errors.Join(err, s.stamp.DestroySlots(ctx, book, slots))
	}
	return err
}

// retireBooks destroys the private halves of books whose season is over and under whose passes nothing can be done any more. The desk
// stops handing a book out before its keys go, and a crash between the two is mended by the next call.
func (s *site) retireBooks(ctx context.Context) error {
	used, retired, err := s.books.Past(ctx)
	for _, name := range used {
		unsettled, failed := s.petitions.Unsettled(ctx, name)
		if failed == nil && unsettled == 0 {
			failed = s.books.Retire(ctx, name)
			retired = append(retired, name)
		}
		err = errors.Join(err, failed)
	}
	for _, name := range retired {
		err = errors.Join(err, s.stamp.Destroy(ctx, name))
	}
	return err
}
