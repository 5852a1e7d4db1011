package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// A Report is what this tool can know: how it was answered, and what the ledger has. What the site used it cannot see.
type Report struct {
	OK       bool    `json:"ok"`
	Address  string  `json:"address"`
	People   int     `json:"people"`
	Seconds  float64 `json:"seconds"` // from the first request to the last answer
	Requests int64   `json:"requests"`
	Failed   int64   `json:"failed"`
	Kinds    []Row   `json:"kinds"`
	// Late is how much later than planned 99 of 100 requests were begun, in milliseconds: this tool's own slowness, which is part of all times.
	Late     float64        `json:"late_p99_ms"`
	Failures map[string]int `json:"failures,omitempty"`

	Acknowledged int     `json:"acknowledged"`
	Counted      int     `json:"counted"` // of those, exactly once
	Twice        int     `json:"twice"`   // and more than once
	Waited       float64 `json:"waited_seconds"`
	Recount      string  `json:"recount"` // "agrees", what it said, or why there is none
}

// A Row is one kind of request; times are in milliseconds, from the planned beginning to the whole answer.
type Row struct {
	Kind   Kind    `json:"kind"`
	N      int     `json:"n"`
	Failed int     `json:"failed"`
	P50    float64 `json:"p50_ms"`
	P90    float64 `json:"p90_ms"`
	P99    float64 `json:"p99_ms"`
}

const (
	tellEvery = 5 * time.Second
	lookEvery = time.Second
)

func (c *Company) progress(ctx context.Context, begun time.Time) {
	for c.Tell != nil && pause(ctx, tellEvery) == nil {
		t := c.tally
		fmt.Fprintf(c.Tell, "%s: %d of %d people came; %d requests, %d failed, %d under way\n",
			c.Now().Sub(begun).Round(time.Second), t.came.Load(), c.People, t.requests.Load(), t.failed.Load(), t.underWay.Load())
	}
}

// Run lets them come, waits until all that was acknowledged is counted, and has it recounted.
func (c *Company) Run(ctx context.Context, most time.Duration, recount string) (*Report, error) {
	begun := c.Now()
	if err := c.Come(ctx); err != nil {
		return nil, err
	}
	r := c.report(c.Now().Sub(begun))
	if err := c.settle(ctx, r, most); err != nil {
		return nil, err
	}
	r.Recount = c.recount(ctx, recount)
	r.OK = r.Failed == 0 && r.Twice == 0 && r.Counted == r.Acknowledged && r.Recount == agrees
	return r, nil
}

func (c *Company) report(took time.Duration) *Report {
	t := c.tally
	r := &Report{
		Address: c.site.Base, People: c.People, Seconds: took.Seconds(), Requests: t.requests.Load(), Failed: t.failed.Load(),
		Failures: t.why, Late: at(0.99, t.late), Acknowledged: len(c.acknowledged),
	}
	for _, k := range kinds {
		if n := len(t.took[k]) + t.bad[k]; n > 0 {
			r.Kinds = append(r.Kinds, Row{k, n, t.bad[k], at(0.5, t.took[k]), at(0.9, t.took[k]), at(0.99, t.took[k])})
		}
	}
	return r
}

// settle reads the ledger on until it has all that was acknowledged, or patience ends.
func (c *Company) settle(ctx context.Context, r *Report, most time.Duration) error {
	for begun := c.Now(); ; {
		if err := c.ledger.Update(ctx, c.site); err != nil {
			return err
		}
		r.Counted, r.Twice = 0, 0
		times := c.ledger.Times()
		for _, leaf := range c.acknowledged {
			switch n := times[leaf]; {
			case n == 1:
				r.Counted++
			case n > 1:
				r.Twice++
			}
		}
		waited := c.Now().Sub(begun)
		r.Waited = waited.Seconds()
		if r.Counted+r.Twice == r.Acknowledged || waited > most {
			return nil
		}
		if c.Tell != nil {
			fmt.Fprintf(c.Tell, "%s: %d of %d acknowledged are counted\n", waited.Round(time.Second), r.Counted, r.Acknowledged)
		}
		if err := pause(ctx, lookEvery); err != nil {
			return err
		}
	}
}

const agrees = "agrees"

// recount runs the outsiders' program, which shares nothing with the site.
func (c *Company) recount(ctx context.Context, program string) string {
	if program == "" {
		return "not run"
	}
	out, err := exec.CommandContext(ctx, program, "--json", "--key", c.ledger.Key(), c.site.Base).Output() // #nosec G204 -- whoever runs the load names it
	var said struct{ OK bool }
	if _ = json.Unmarshal(out, &said); err == nil && said.OK {
		return agrees
	}
	if failed := new(exec.ExitError); errors.As(err, &failed) {
		return fmt.Sprintf("does not agree: %v: %s%s", err, out, failed.Stderr)
	}
	return fmt.Sprintf("does not agree: %v: %s", err, out)
}

// Write is the report for people.
func (r *Report) Write(to io.Writer) {
	fmt.Fprintf(to, "%d people, %d requests in %.0f s (%.0f a second), %d failed\n\n", r.People, r.Requests, r.Seconds, float64(r.Requests)/r.Seconds, r.Failed)
	fmt.Fprintf(to, "%-16s %9s %7s %9s %9s %9s\n", "ms", "n", "failed", "p50", "p90", "p99")
	for _, k := range r.Kinds {
		fmt.Fprintf(to, "%-16s %9d %7d %9.2f %9.2f %9.2f\n", k.Kind, k.N, k.Failed, k.P50, k.P90, k.P99)
	}
	fmt.Fprintf(to, "\nThe tool itself began 99 of 100 requests at most %.2f ms late, which is part of these times.\n", r.Late)
	for why, n := range r.Failures {
		fmt.Fprintf(to, "failed %d times: %s\n", n, why)
	}
	fmt.Fprintf(to, "%d acts were acknowledged; %.0f s later %d of them were counted exactly once, %d more than once. The recount: %s.\n", r.Acknowledged, r.Waited, r.Counted, r.Twice, r.Recount)
}
