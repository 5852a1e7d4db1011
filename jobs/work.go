package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"roundrobin/models/db"
)

// jobSet is what New registers.
type jobSet struct {
	workers  *river.Workers
	periodic []*river.PeriodicJob
	log      *slog.Logger
	limit    time.Duration // of a job's work, unless it says otherwise
	ran      func(job string, failed bool)
}

// errSeeLog is all that River may keep of a failure in its rows: the log has the rest.
var errSeeLog = errors.New("failed, see the log")

// work does a job. A wait above zero means: not done, again after that time.
type work[T river.JobArgs] func(ctx context.Context, args T) (wait time.Duration, err error)

type worker[T river.JobArgs] struct {
	river.WorkerDefaults[T]
	log   *slog.Logger
	limit time.Duration
	ran   func(job string, failed bool) // or nil
	do    work[T]
}

func (w *worker[T]) Timeout(*river.Job[T]) time.Duration { return w.limit }

func (w *worker[T]) Work(ctx context.Context, job *river.Job[T]) (err error) {
	defer func() {
		if w.ran != nil {
			w.ran(job.Kind, errors.Is(err, errSeeLog))
		}
	}()
	defer func() {
		if p := recover(); p != nil {
			w.log.Error("a job panicked", "job", job.Kind, "panic", harmless(p), "stack", string(debug.Stack()))
			err = errSeeLog
		}
	}()
	wait, err := w.do(db.Patient(ctx), job.Args)
	if err != nil {
		w.log.Error("a job failed", "job", job.Kind, "error", err.Error())
		return errSeeLog
	}
	if wait > 0 {
		return river.JobSnooze(wait)
	}
	return nil
}

// harmless says what a panic was without its values, which may be somebody's words.
func harmless(p any) string {
	if e, ok := p.(runtime.Error); ok {
		return e.Error()
	}
	return fmt.Sprintf("%T", p)
}

// onDemand registers a job that a transaction enqueues.
func onDemand[T river.JobArgs](set *jobSet, do work[T]) {
	river.AddWorker(set.workers, &worker[T]{log: set.log, limit: set.limit, ran: set.ran, do: do})
}

// tick registers a job that comes by itself: when says so, and once when a server becomes the one that keeps time. It is
// tried once; the next tick is its second try. Its row is unique within span, so that two servers do not both write it. A limit
// of 0 is the usual.
func tick[T river.JobArgs](set *jobSet, args T, when river.PeriodicSchedule, span, limit time.Duration, do func(context.Context) error) {
	if limit == 0 {
		limit = set.limit
	}
	var busy sync.Mutex // a tick that comes while the last one still works has nothing to add, and would only slow it down
	once := func(ctx context.Context, _ T) (time.Duration, error) {
		if !busy.TryLock() {
			return 0, nil
		}
		defer busy.Unlock()
		return 0, do(ctx)
	}
	river.AddWorker(set.workers, &worker[T]{log: set.log, limit: limit, ran: set.ran, do: once})
	options := &river.InsertOpts{Queue: clockQueue, MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByPeriod: span}}
	set.periodic = append(set.periodic, river.NewPeriodicJob(when, func() (river.JobArgs, *river.InsertOpts) { return args, options },
		&river.PeriodicJobOpts{RunOnStart: true}))
}

// quiet is a logger for River itself: its errors, not its news, which would tell the failures of jobs a second time.
func quiet(log *slog.Logger) *slog.Logger { return slog.New(errorsOnly{log.Handler()}) }

type errorsOnly struct{ slog.Handler }

func (h errorsOnly) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelError }
func (h errorsOnly) WithAttrs(a []slog.Attr) slog.Handler         { return errorsOnly{h.Handler.WithAttrs(a)} }
func (h errorsOnly) WithGroup(name string) slog.Handler           { return errorsOnly{h.Handler.WithGroup(name)} }
