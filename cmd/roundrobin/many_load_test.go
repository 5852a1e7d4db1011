package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"roundrobin/cmd/roundrobin/wallet"
)

// A tally counts what goes to the site, and what of it fails: no answer, or one that says that the site is broken.
type tally struct {
	to               http.RoundTripper
	requests, failed atomic.Int64
	last             atomic.Pointer[string] // that failed
}

func (l *tally) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := l.to.RoundTrip(r)
	if r.Context().Err() != nil {
		return answer, err // whoever asked went away
	}
	l.requests.Add(1)
	if err != nil || answer.StatusCode >= 500 {
		l.failed.Add(1)
		said := fmt.Sprintf("%s %s: %v", r.Method, r.URL.Path, err)
		if err == nil {
			said = fmt.Sprintf("%s %s: %s", r.Method, r.URL.Path, answer.Status)
		}
		l.last.Store(&said)
	}
	return answer, err
}

// A row of the report: what happened while people of this window handed in, and others read.
type row struct {
	name                    string
	people                  []int
	requests, failed        int64
	retried, acked, counted int
	recount                 string
}

const readers = 3

// under lets the next people hand in all that they have to say, while others read and send empty envelopes, and a fault comes in between.
func (m *several) under(f calamity) {
	m.t.Helper()
	ctx, stop := context.WithTimeout(m.t.Context(), 5*time.Minute)
	defer stop()
	r, begun := row{name: f.name, people: m.next()}, time.Now()
	requests, failed, retried, promised := m.tally.requests.Load(), m.tally.failed.Load(), m.retried.Load(), m.promised.Load()
	var people, crowd sync.WaitGroup
	crowded, leave := context.WithCancel(ctx)
	for n := range readers {
		crowd.Go(func() { m.keepsReading(crowded, n) })
	}
	crowd.Go(func() { m.keepsBeating(crowded) })
	done := make(chan struct{})
	for _, n := range r.people {
		people.Go(func() { m.lives(ctx, n) })
	}
	go func() { people.Wait(); close(done) }()
	eventually(m.t, "a promise while "+f.name, func() bool { return m.promised.Load() > promised })
	if f.do != nil {
		f.do()
	}
	<-done
	leave()
	crowd.Wait()
	if f.heal != nil {
		f.heal()
	}
	r.requests, r.failed = m.tally.requests.Load()-requests, m.tally.failed.Load()-failed
	r.retried, r.acked = int(m.retried.Load()-retried), int(m.promised.Load()-promised)
	if f.spared && (r.failed > 0 || r.retried > 0) {
		m.t.Errorf("%s: of %d requests %d failed, %d were made again; the last: %s", f.name, r.requests, r.failed, r.retried, *m.tally.last.Load())
	}
	m.rows = append(m.rows, r)
	m.t.Logf("%s: %s", f.name, time.Since(begun).Round(time.Millisecond))
}

// next are the people who have not handed in yet.
func (m *several) next() (people []int) {
	for n := range m.each {
		people = append(people, len(m.rows)*m.each+n)
	}
	return people
}

func (m *several) keepsReading(ctx context.Context, n int) {
	paths := []string{"/", "/petitions/" + m.petition, "/now.json", "/log/checkpoint", "/desk", "/help"}
	for ; ctx.Err() == nil; n++ {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://petitions.example"+paths[n%len(paths)], nil)
		must(m.t, err)
		if answer, err := m.client.Do(request); err == nil {
			readAll(answer)
		}
		_ = sleep(ctx, 20*time.Millisecond)
	}
}

// keepsBeating sends envelopes with nothing inside, as every page does.
func (m *several) keepsBeating(ctx context.Context) {
	some := *m.wallets[0]
	w := &wallet.Wallet{File: some.File, Site: some.Site, Ledger: some.Ledger, Now: some.Now, Random: some.Random, Sleep: some.Sleep}
	for ctx.Err() == nil {
		if err := w.Beat(ctx, nil); ctx.Err() == nil {
			m.tried(err)
		}
		_ = sleep(ctx, 20*time.Millisecond)
	}
}

// countedOf are the acts of these people that stand in the ledger.
func (m *several) countedOf(people []int) (n int) {
	for _, p := range people {
		for _, a := range m.wallets[p].File.Acts {
			if m.wallets[p].Ledger.Has(a.Leaf) {
				n++
			}
		}
	}
	return n
}

// table is the report, in Markdown: what happened more than once is summed up.
func (m *several) table() string {
	var b strings.Builder
	b.WriteString("| what happens to three replicas | times | requests | failed | made again | acknowledged | counted | recount |\n|---|--:|--:|--:|--:|--:|--:|---|\n")
	var names []string
	sums, times := map[string]row{}, map[string]int{}
	for _, r := range m.rows {
		if times[r.name] == 0 {
			names = append(names, r.name)
		}
		s := sums[r.name]
		s.requests, s.failed, s.retried, s.acked, s.counted, s.recount = s.requests+r.requests, s.failed+r.failed, s.retried+r.retried, s.acked+r.acked, s.counted+r.counted, r.recount
		sums[r.name] = s
		times[r.name]++
	}
	for _, name := range names {
		r := sums[name]
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %d | %s |\n", name, times[name], r.requests, r.failed, r.retried, r.acked, r.counted, r.recount)
	}
	return b.String()
}

// reportEnv makes a test keep its report in the docs.
const reportEnv = "RR_REPORT"

const (
	scale       = "../../docs/scale.md"
	reportFrom  = "<!-- the last report -->\n"
	reportUntil = "<!-- its end -->\n"
)

// keep writes the report into the docs.
func (m *several) keep() {
	text, err := os.ReadFile(scale)
	must(m.t, err)
	before, rest, found := strings.Cut(string(text), reportFrom)
	_, after, ended := strings.Cut(rest, reportUntil)
	if !found || !ended {
		m.t.Fatalf("%s has no place for the report", scale)
	}
	must(m.t, os.WriteFile(scale, []byte(before+reportFrom+m.table()+reportUntil+after), 0o644))
}
