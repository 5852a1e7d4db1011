// Package metrics tells Prometheus how the site fares, and nothing about people.
//
// A number that is asked for every fifteen seconds is a clock: if it moves when somebody signs, it says when they did, and beside a network's log who
// it was. Processor time, memory and bytes allocated move with everything. So nothing is measured when it is asked for. All is measured once an
// hour and shown until the next; what visitors and wallets cause (requests) is shown by whole days that are over; and what moves with everything
// (processor time, memory) in steps far above what one of them costs.
package metrics

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	dto "github.com/prometheus/client_model/go"

	"roundrobin/models/day"
)

// Every is how often all is measured.
const Every = time.Hour

// Facts are measured by the site.
type Facts struct {
	Overdue int            // days that the seal is late
	Mail    map[string]int // leadership's letters, by their state
	Waits   time.Duration  // of the oldest job that should be at work
	Trouble int            // witnesses that are in trouble
}

// Board is what Prometheus reads. It is safe for many.
type Board struct {
	today func() day.Day

	registry *prometheus.Registry
	gauges   gauges
	requests counted
	jobs     counted

	mu    sync.Mutex
	shown []*dto.MetricFamily
}

// New shows nothing before Measure is called. today is the site's.
func New(version string, today func() day.Day) *Board {
	b := &Board{today: today, registry: prometheus.NewRegistry(), gauges: newGauges(version)}
	b.requests = newCounted("roundrobin_requests_total", "Requests answered, up to the end of yesterday.", "class", "status")
	b.jobs = newCounted("roundrobin_jobs_total", "Jobs that ended, since the start.", "job", "result")
	b.registry.MustRegister(collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), b.requests.shown, b.jobs.shown)
	b.registry.MustRegister(b.gauges.all()...)
	return b
}

// Measure takes the numbers anew. What it cannot measure keeps its last value, and roundrobin_measured says 0.
func (b *Board) Measure(ctx context.Context, measure func(context.Context) (Facts, error)) error {
	facts, failed := measure(ctx)
	if failed == nil {
		b.gauges.set(facts)
	} else {
		b.gauges.measured.Set(0)
	}
	b.requests.show(b.today())
	b.jobs.show("")
	families, err := b.registry.Gather()
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.shown = coarse(families)
	return failed
}

// Run measures at once and at each whole hour, until ctx ends.
func (b *Board) Run(ctx context.Context, measure func(context.Context) (Facts, error), now func() time.Time, failed func(error)) {
	for ctx.Err() == nil {
		if err := b.Measure(ctx, measure); err != nil && ctx.Err() == nil {
			failed(err)
		}
		t := now()
		select {
		case <-ctx.Done():
		case <-time.After(t.Truncate(Every).Add(Every).Sub(t)):
		}
	}
}

// Handler shows what was measured last.
func (b *Board) Handler() http.Handler {
	last := prometheus.GathererFunc(func() ([]*dto.MetricFamily, error) {
		b.mu.Lock()
		defer b.mu.Unlock()
		return b.shown, nil
	})
	return promhttp.HandlerFor(last, promhttp.HandlerOpts{})
}

// Requests counts an answer, of a class of routes. It is nil where there is no board.
func (b *Board) Requests() func(class string, status int) {
	if b == nil {
		return nil
	}
	return func(class string, status int) { b.requests.add(b.today(), class, strconv.Itoa(status/100)+"xx") }
}

// Jobs counts the end of a job's work. It is nil where there is no board.
func (b *Board) Jobs() func(job string, failed bool) {
	if b == nil {
		return nil
	}
	return func(job string, failed bool) {
		result := "done"
		if failed {
			result = "failed"
		}
		b.jobs.add("", job, result)
	}
}
