package jobs

import (
	"context"
	"database/sql"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// sweep deletes finished jobs as soon as they are finished, whoever ran them: a row that stays would keep a time.
type sweep struct {
	client *river.Client[*sql.Tx]
	log    *slog.Logger
	events <-chan *river.Event
	cancel func()
	done   chan struct{}
}

func newSweep(client *river.Client[*sql.Tx], log *slog.Logger) *sweep {
	return &sweep{client: client, log: log}
}

// start listens for endings. One event is enough for many rows, so that none that was dropped leaves a row for long.
func (s *sweep) start() {
	s.events, s.cancel = s.client.Subscribe(river.EventKindJobCompleted, river.EventKindJobCancelled, river.EventKindJobFailed)
	s.done = make(chan struct{})
	go func() {
		defer close(s.done)
		for range s.events {
			s.drain()
			s.once(context.Background())
		}
	}()
}

func (s *sweep) drain() {
	for len(s.events) > 0 {
		<-s.events
	}
}

// stop sweeps a last time, if it was started.
func (s *sweep) stop(ctx context.Context) {
	if s.cancel == nil {
		return
	}
	s.cancel()
	<-s.done
	s.once(ctx)
}

const batch = 1000

func (s *sweep) once(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	finished := river.NewJobDeleteManyParams().First(batch).
		States(rivertype.JobStateCompleted, rivertype.JobStateCancelled, rivertype.JobStateDiscarded)
	for {
		deleted, err := s.client.JobDeleteMany(ctx, finished)
		if err != nil {
			s.log.Error("finished jobs could not be deleted", "error", err.Error())
			return
		}
		if len(deleted.Jobs) < batch {
			return
		}
	}
}
