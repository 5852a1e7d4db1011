package drill

import (
	"context"
	"fmt"
	"time"
)

// snapshot is what everybody can read at a time: how often each petition is signed, commented on and agreed with.
type snapshot struct {
	at     time.Time
	counts [][]int // by kind, by petition: signatures, comments, agreements, what organizers let be seen, and flags
}

// season is the campaign from the first day to the last: everybody's plans, and the site's jobs beside them.
func (r *run) season(ctx context.Context) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	r.threads = make([][]string, r.Petitions)
	r.clock.live(ctx, start, r.operate)
	for _, p := range r.persons {
		if err := r.sit(p, r.clock.Now, r.clock.Sleep); err != nil {
			return err
		}
		if len(p.plan.visits) > 0 {
			r.clock.live(ctx, p.plan.visits[0].at, func(ctx context.Context) error { return p.live(ctx, r) })
		}
	}
	err := r.clock.run(end, func() error { return nil })
	for _, p := range r.persons {
		if err == nil {
			err = p.settle(r)
		}
	}
	return err
}

// operate is the clockwork of the site: a seal an hour, the jobs of each day's end, petitions that open, and a backup on two noons.
func (r *run) operate(ctx context.Context) error {
	pace := time.Hour
	if r.off[poolOff] {
		pace = time.Minute
	}
	if err := r.snap(ctx, true); err != nil {
		return err
	}
	end := r.campaign.end().Add(time.Hour)
	for at := start.Add(pace); !at.After(end); at = at.Add(pace) {
		if err := r.clock.until(ctx, at); err != nil {
			return err
		}
		if err := r.hour(ctx, at); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) hour(ctx context.Context, at time.Time) error {
	for _, p := range r.persons {
		if err := p.settle(r); err != nil {
			return err
		}
	}
	whole := at.Truncate(time.Hour).Equal(at)
	midnight := whole && at.Hour() == 0
	if midnight {
		if err := r.site.Day(ctx); err != nil {
			return err
		}
	}
	if whole || r.fresh {
		r.fresh = false
		if err := r.site.Seal(ctx); err != nil {
			return err
		}
		if err := r.snap(ctx, midnight); err != nil {
			return err
		}
	}
	if whole && at.Hour() == 12 && r.isBackup(at) {
		if err := r.backup(ctx); err != nil {
			return err
		}
	}
	if n := len(r.petitions); whole && n < r.Petitions && at.Equal(r.campaign.opens[n]) {
		return r.openPetition(ctx)
	}
	return nil
}

// isBackup picks two noons in the thick of it, a day apart.
func (r *run) isBackup(at time.Time) bool {
	n := int(at.Sub(r.campaign.public()).Hours() / 24)
	return n == r.Petitions || n == r.Petitions+1
}

func (r *run) openPetition(ctx context.Context) error {
	n := len(r.petitions)
	id := r.drafts[n].id
	if err := r.site.Open(ctx, id); err != nil {
		return fmt.Errorf("petition %d: %w", n+1, err)
	}
	r.petitions = append(r.petitions, id)
	return r.readLedger(ctx)
}

// snap notes the public figures if they have moved, and at each day's end: what waits is sealed then, so that what comes later cannot
// be of an earlier day.
func (r *run) snap(ctx context.Context, dayEnds bool) error {
	s, threads, err := r.readPublic(ctx)
	if err != nil {
		return err
	}
	r.threads = threads
	moved := len(r.public) > 0 && !same(r.public[len(r.public)-1].counts, s.counts)
	if moved {
		r.seals++
	}
	if moved || dayEnds {
		r.public = append(r.public, s)
	}
	return nil
}

func same(a, b [][]int) bool {
	for k := range a {
		for p := range a[k] {
			if a[k][p] != b[k][p] {
				return false
			}
		}
	}
	return true
}
