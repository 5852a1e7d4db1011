package main

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/metrics"
	"roundrobin/cmd/roundrobin/wallet"
	"roundrobin/jobs"
)

// watched is a site that Prometheus asks.
type watched struct {
	*killable
	live    *site
	board   *metrics.Board
	clock   *jobs.Clock
	later   atomic.Int64 // than it is, in the site's eyes
	metrics string
}

func newWatched(t *testing.T) *watched {
	t.Helper()
	w := &watched{killable: newKillable(t, "", "", 2), metrics: quietAddress(t)}
	w.config.SealMin, w.config.SealEvery, w.config.Metrics, w.config.Base = 0, time.Hour, w.metrics, "http://"+w.config.Listen
	ctx, stop := context.WithCancel(context.Background())
	o := &outside{Now: func() time.Time { return time.Now().Add(time.Duration(w.later.Load())) }, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	s, err := open(ctx, w.config, o)
	must(t, err)
	w.live = s
	listener, err := listen(w.config.Listen)
	must(t, err)
	quiet := slog.New(slog.DiscardHandler)
	r := running{site: w.config.site(), listener: listener, machinery: quiet, requests: quiet}
	must(t, s.measured(&r))
	w.board = r.board
	inner := r.measure
	r.measure = func(ctx context.Context, clock *jobs.Clock) func() { w.clock = clock; return inner(ctx, clock) }
	up, ended := make(chan string, 1), make(chan error, 1)
	r.ready = func(address string) { up <- address }
	go func() { ended <- s.serve(ctx, r) }()
	select {
	case <-up:
	case err := <-ended:
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); must(t, <-ended); s.close() })
	return w
}

// asks is what Prometheus reads; but the lines that begin with any of these.
func (w *watched) asks(without ...string) string {
	w.t.Helper()
	answer, err := http.Get("http://" + w.metrics + "/metrics")
	must(w.t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(w.t, err)
	var kept []string
	for line := range strings.SplitSeq(string(body), "\n") {
		drop := false
		for _, prefix := range without {
			drop = drop || strings.HasPrefix(line, prefix)
		}
		if !drop {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func (w *watched) measure() {
	w.t.Helper()
	must(w.t, w.board.Measure(w.t.Context(), func(ctx context.Context) (metrics.Facts, error) { return w.live.facts(ctx, w.clock) }))
}

// settled waits for the jobs that come at the start.
func (w *watched) settled() {
	w.t.Helper()
	for last := ""; ; {
		w.measure()
		now := w.asks("process_")
		if strings.Contains(now, "roundrobin_measured 1") && strings.Contains(now, `job="seal"`) && now == last {
			return
		}
		last = now
		time.Sleep(700 * time.Millisecond)
	}
}

// Whoever asks every second sees nothing move when somebody reads, signs and comments; nor does a new measurement show it before
// the day is over. Then there are requests, by the broadest of classes.
func TestNoMetricMovesWhenSomebodySigns(t *testing.T) {
	t.Parallel()
	w := newWatched(t)
	w.settled()
	shown, measured := w.asks(), w.asks("process_")
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	w.says(ctx, w.wallets[0], wallet.Signing(w.petition))
	w.says(ctx, w.wallets[0], wallet.Commenting(w.petition, "", "It is dark."))
	answer, err := http.Get(w.site.Base + "/petitions/" + w.petition)
	must(t, err)
	must(t, answer.Body.Close())
	if got := w.asks(); got != shown {
		t.Errorf("what is shown moved:\n%s\n%s", shown, got)
	}
	w.measure()
	if got := w.asks("process_"); got != measured {
		t.Errorf("what is measured moved:\n%s\n%s", measured, got)
	}
	w.later.Store(int64(24 * time.Hour))
	w.measure()
	got := w.asks()
	for _, want := range []string{`roundrobin_requests_total{class="envelope",status="2xx"}`, `roundrobin_requests_total{class="page",status="2xx"}`, "process_resident_memory_bytes", "roundrobin_seal_overdue_days"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	w.namesNobody(got)
}

var (
	metricLabels = regexp.MustCompile(`(\w+)="([^"]*)"`)
	harmlessWord = regexp.MustCompile(`^[a-z_]+$|^[0-9]xx$`)
)

// namesNobody: labels are few, and their values words of ours.
func (w *watched) namesNobody(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		for _, l := range metricLabels.FindAllStringSubmatch(line, -1) {
			if !strings.Contains(" class status job result state version ", " "+l[1]+" ") || !harmlessWord.MatchString(l[2]) {
				w.t.Errorf("a label says %s", l[0])
			}
		}
		name, _, _ := strings.Cut(line, " ")
		name, _, _ = strings.Cut(name, "{")
		if !strings.HasPrefix(name, "roundrobin_") && !strings.HasPrefix(name, "process_") {
			w.t.Errorf("%s is not known to be harmless", name)
		}
	}
	if strings.Contains(text, w.petition) || strings.Contains(text, "127.0.0.1") {
		w.t.Error("an id or an address is shown")
	}
}
