package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"roundrobin/cmd/roundrobin/metrics"
	"roundrobin/jobs"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/outbox"
)

// phase is where a site stands between start and end.
type phase struct{ working, ending atomic.Bool }

var errNotReady = fault.New(fault.Unavailable, "not_ready").Again()

// healthTime is how long a store has to answer whoever asks for our health.
const healthTime = 2 * time.Second

// watch tells the log when a store is away and when it is back. Nobody has to do anything then: what needs it gets a sentence meanwhile.
func (s *site) watch(ctx context.Context, log *slog.Logger) {
	go s.boothDB.Hear(ctx)
	for name, d := range map[string]*db.DB{db.Identity: s.identity, db.Booth: s.boothDB} {
		d.Tell(func(t db.Trouble) {
			if t != "" {
				log.Error("a store is in trouble", "store", name, "trouble", string(t))
			} else {
				log.Info("a store can be written again", "store", name)
			}
		})
		go d.Watch(ctx, func(away bool) {
			if away {
				log.Error("a store does not answer", "store", name)
			} else {
				log.Info("a store answers again", "store", name)
			}
		})
	}
}

// suspect looks into both stores: an error does not say which it is of.
func (s *site) suspect() { s.identity.Suspect(); s.boothDB.Suspect() }

// ready: both stores answer and have what this program needs, the jobs work, and nobody told us to end.
func (s *site) ready(ctx context.Context) error {
	if !s.phase.working.Load() || s.phase.ending.Load() {
		return errNotReady
	}
	ctx, done := context.WithTimeout(ctx, healthTime)
	defer done()
	err := errors.Join(s.well(ctx), s.identity.Migrated(ctx, db.Identity), s.boothDB.Migrated(ctx, db.Booth))
	if err != nil {
		return errNotReady
	}
	return nil
}

// drain goes on serving for a while, after saying that nobody should come any more.
func (s *site) drain() {
	s.phase.ending.Store(true)
	time.Sleep(s.config.Drain)
}

// measured lets Prometheus ask how the site fares.
func (s *site) measured(r *running) error {
	listener, err := listen(s.config.Metrics)
	if err != nil {
		return err
	}
	r.board = metrics.New(version, s.today)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", r.board.Handler())
	server := &http.Server{Handler: mux, ReadHeaderTimeout: metricsTime}
	log := r.machinery
	r.measure = func(ctx context.Context, clock *jobs.Clock) func() {
		measure := func(ctx context.Context) (metrics.Facts, error) { return s.facts(ctx, clock) }
		go r.board.Run(ctx, measure, s.out.Now, func(err error) { log.Error("the site could not be measured", "error", err.Error()) })
		go func() { _ = server.Serve(listener) }()
		return func() { _ = server.Close() }
	}
	return nil
}

const metricsTime = 5 * time.Second // to ask

// facts are what the metrics show.
func (s *site) facts(ctx context.Context, clock *jobs.Clock) (f metrics.Facts, err error) {
	letters, err := s.outbox.Lengths(ctx)
	f.Mail = map[string]int{}
	for _, state := range []outbox.State{outbox.Waiting, outbox.Sending, outbox.Failed, outbox.Sent, outbox.Dead} {
		f.Mail[string(state)] = letters[state]
	}
	var late, stuck error
	f.Overdue, late = s.petitions.Overdue(ctx)
	f.Waits, stuck = clock.Waits(ctx, s.out.Now())
	witnesses, silent := s.witnesses(ctx)
	for _, w := range witnesses {
		if w.Trouble != "" {
			f.Trouble++
		}
	}
	return f, errors.Join(err, late, stuck, silent)
}
