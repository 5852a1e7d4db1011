package jobs

import (
	"context"
	"errors"
	"fmt"

	"roundrobin/models/db"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
)

// staleGoal is after how many days nobody is told of a goal at once any more: the weekly summary has told of it.
const staleGoal = 3

// sendGoals tells leadership at once of petitions that reached their goal. The seal that reached it dates the milestone in its own
// transaction and draws no mail: a count does not wait for one.
func (c *Clock) sendGoals(ctx context.Context) error {
	return c.config.Digests.Goals(ctx, c.enqueue)
}

// Goals writes of all goals that were reached and not told of, each in a transaction of its own: what fails for one does not hold up the
// others. also may be nil.
func (s *Digests) Goals(ctx context.Context, also written) error {
	reached, failed := s.Published.Goals(ctx)
	if len(reached) == 0 || failed != nil {
		return failed
	}
	summary, err := s.Composer.Compose(ctx, digest.PeriodOf(s.Now(), s.Composer.Zone))
	if err != nil {
		return err
	}
	for _, g := range reached {
		err := s.Outbox.InTx(ctx, func(tx *db.Tx) error { return s.goal(ctx, tx, g, summary.Only(g.Petition), also) })
		if err != nil && !isWritten(err) {
			failed = errors.Join(failed, fmt.Errorf("goal of %s: %w", g.Petition, err))
		}
	}
	return failed
}

func (s *Digests) goal(ctx context.Context, tx *db.Tx, g digeststore.Goal, summary digest.Summary, also written) error {
	if err := s.Published.Tell(tx, g.Petition); err != nil {
		return err
	}
	if len(summary.Petitions) == 0 || g.Day < summary.Day.Add(-staleGoal) {
		return nil
	}
	all, err := s.Recipients.In(tx)
	if err != nil {
		return err
	}
	for _, r := range all {
		if own := summary.For(r); r.Wants() && len(own.Petitions) > 0 {
			if err := s.write(ctx, tx, own, r, "goal:"+g.Petition, "goal", also); err != nil {
				return err
			}
		}
	}
	return nil
}
