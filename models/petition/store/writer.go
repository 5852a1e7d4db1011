package store

import (
	"context"
	"errors"
	"sync"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// A job is a verified act on its way into the store.
type job struct {
	petition.Sealed           // to be; its Place is not known yet
	key             *pass.Key // that its pass verified under
	done            chan answer
}

// An answer is the day to promise, or a refusal.
type answer struct {
	day day.Day
	err error
}

const (
	mostAtOnce = 256              // acts in one transaction
	patience   = 30 * time.Second // with one transaction
)

var errClosed = errors.New("the booth is closing")

// A writer has one goroutine that gathers what waits and lets accept commit it in one transaction. There is no timer: an idle
// booth commits at once, a busy one gathers while the last commit is synced.
type writer struct {
	accept func(context.Context, []*job) error // answers all, or fails as a whole
	queue  chan *job
	ended  sync.WaitGroup

	mu     sync.RWMutex // guards closed against a send on a closed queue
	closed bool
}

func newWriter(accept func(context.Context, []*job) error) *writer {
	w := &writer{accept: accept, queue: make(chan *job, 4*mostAtOnce)}
	w.ended.Go(w.run)
	return w
}

// submit returns when the act is committed or refused. Who stops listening does not undo it.
func (w *writer) submit(ctx context.Context, j *job) answer {
	if err := w.enqueue(ctx, j); err != nil {
		return answer{err: err}
	}
	select {
	case a := <-j.done:
		return a
	case <-ctx.Done():
		return answer{err: ctx.Err()}
	}
}

func (w *writer) enqueue(ctx context.Context, j *job) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return errClosed
	}
	select {
	case w.queue <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close drains what is queued and stops.
func (w *writer) close() {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.queue)
	}
	w.mu.Unlock()
	w.ended.Wait()
}

func (w *writer) run() {
	for j := range w.queue {
		w.commit(w.gather(j))
	}
}

func (w *writer) gather(first *job) []*job {
	jobs := []*job{first}
	for len(jobs) < mostAtOnce {
		select {
		case j, ok := <-w.queue:
			if !ok {
				return jobs
			}
			jobs = append(jobs, j)
		default:
			return jobs
		}
	}
	return jobs
}

// commit never lets one bad act fail its neighbours: what fails together is tried apart.
func (w *writer) commit(jobs []*job) {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	err := w.accept(ctx, jobs)
	stop()
	switch {
	case err == nil:
	case len(jobs) == 1:
		jobs[0].done <- answer{err: err}
	default:
		for _, j := range jobs {
			w.commit([]*job{j})
		}
	}
}
