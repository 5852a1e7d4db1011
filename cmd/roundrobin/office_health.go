package main

import (
	"context"
	"errors"
	"time"

	"roundrobin/handlers/office"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
)

// health is what the office shows of the house. What cannot be read is said to be away; nothing of it stops the page.
func (s *site) health(ctx context.Context) (office.Health, error) {
	h := office.Health{Free: -1}
	for _, x := range []struct {
		name string
		d    *db.DB
	}{{"identity", s.identity}, {"booth", s.boothDB}} {
		state, err := x.d.Check(ctx, time.Now)
		h.Stores = append(h.Stores, office.Store{Name: x.name, Postgres: x.d.Dialect == db.Postgres, Bytes: state.Bytes, Clock: state.Clock, Away: err != nil, Trouble: string(x.d.Trouble())})
	}
	if left, err := free(s.config.Data); err == nil {
		h.Free = left
	}
	if s.boothDB.Trouble() == db.Damaged {
		return h, nil // of all the rest nothing can be believed
	}
	size, _, err := s.ledger.Checkpoint(ctx)
	if err != nil {
		return h, err
	}
	h.Checkpoint = int(size)
	if h.Sealed, err = s.ledger.Sealed(ctx); err != nil {
		return h, err
	}
	h.SealEnds = s.petitions.Ruled().SealEnds(s.today())
	if h.Swept, err = s.swept(ctx); err != nil {
		return h, err
	}
	h.Season, err = s.seasonFacts(ctx)
	if err != nil || s.clock == nil {
		return h, err
	}
	list, err := s.clock.List(ctx)
	for _, j := range list {
		h.Jobs = append(h.Jobs, office.Job{ID: j.ID, Kind: j.Kind, State: j.State, Tries: j.Tries, Failed: j.Failed})
	}
	return h, err
}

// swept is the day on which all that is thrown away was, or "".
func (s *site) swept(ctx context.Context) (oldest day.Day, err error) {
	last, err := s.retention.Last(ctx)
	for _, d := range last {
		if oldest == "" || d < oldest {
			oldest = d
		}
	}
	return oldest, err
}

// seasonFacts are how full the season's book is, and whether the next one's is there.
func (s *site) seasonFacts(ctx context.Context) (f office.Season, err error) {
	b, err := s.books.Season(ctx)
	if fault.Of(err) != nil {
		return f, nil
	}
	if err != nil {
		return f, err
	}
	f = office.Season{Name: b.Name, To: b.To, Slots: b.Slots, Mint: b.To.Add(1 - mintAhead), Next: b.To.Add(1).Quarter()}
	if f.Used, err = s.books.Used(ctx, b.Name); err != nil {
		return f, err
	}
	_, _, err = s.books.Files(ctx, f.Next)
	f.Ready = err == nil
	if fault.Of(err) != nil {
		err = nil
	}
	return f, err
}

// retryJob lets a job run now that failed.
func (s *site) retryJob(ctx context.Context, id int64) error {
	if s.clock == nil {
		return errors.New("no jobs run here")
	}
	return s.clock.Retry(ctx, id)
}
