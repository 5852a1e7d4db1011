package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A bar is one line of the report: what was measured, beside what. Ratio is our speed as a share of the yardstick's in the same run; where
// a limit is promised instead, it is the share of the limit that was used.
type bar struct {
	Name   string
	Ratio  float64
	Least  float64 // promised; 0 for nothing
	Most   float64 // promised of a share of a limit; 0 for nothing
	Took   []time.Duration
	N      int
	MB     int
	Figure string // in words
}

func (x bar) met() string {
	switch {
	case x.Least == 0 && x.Most == 0:
		return ""
	case x.Ratio < x.Least || x.Most > 0 && x.Ratio > x.Most:
		return "MISSED"
	}
	return "met"
}

func (x bar) promised() string {
	switch {
	case x.Least > 0:
		return fmt.Sprintf("≥ %.2f", x.Least)
	case x.Most > 0:
		return fmt.Sprintf("≤ %.2f", x.Most)
	}
	return ""
}

// percentile is in milliseconds; 0 where nothing was timed.
func percentile(took []time.Duration, p float64) float64 {
	if len(took) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(took))
	return float64(sorted[min(len(sorted)-1, int(p*float64(len(sorted))))].Microseconds()) / 1e3
}

// A report gathers bars, prints each at once, and writes them down at the end.
type report struct {
	b    *testing.B
	bars []bar
	grow []string // lines of a table
}

func (r *report) add(x bar) {
	x.N = cmp.Or(x.N, len(x.Took))
	r.bars = append(r.bars, x)
	fmt.Printf("%-58s %8.2f  %-7s %-6s p50 %8.2f ms  p99 %8.2f ms  n %-7d %s %s\n", x.Name, x.Ratio, x.promised(), x.met(), percentile(x.Took, .5), percentile(x.Took, .99), x.N, megabytes(x.MB), x.Figure)
}

func megabytes(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d MB", n)
}

// kept is where the figures go: bench.json always, docs/performance.md where KEEP says so.
const (
	keep       = "KEEP"
	beginsHere = "<!-- make bench KEEP=1 writes what follows -->"
	endsHere   = "<!-- and no more -->"
)

func (r *report) write() error {
	type line struct {
		Name  string  `json:"name"`
		Ratio float64 `json:"ratio"`
		P99   float64 `json:"p99_ms"`
		N     int     `json:"n"`
	}
	lines := []line{}
	for _, x := range r.bars {
		lines = append(lines, line{x.Name, math.Round(x.Ratio*1e3) / 1e3, percentile(x.Took, .99), x.N})
	}
	text, err := json.MarshalIndent(lines, "", "  ")
	if err == nil {
		err = os.WriteFile(filepath.Join("..", "..", "bench.json"), append(text, '\n'), 0o644)
	}
	if err != nil || os.Getenv(keep) == "" {
		return err
	}
	return r.keep(filepath.Join("..", "..", "docs", "performance.md"))
}

func (r *report) keep(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(text), beginsHere)
	_, after, there := strings.Cut(rest, endsHere)
	if !ok || !there {
		return fmt.Errorf("%s has no place for the figures", file)
	}
	return os.WriteFile(file, []byte(before+beginsHere+"\n"+r.table()+endsHere+after), 0o644)
}

func (r *report) table() string {
	var t strings.Builder
	t.WriteString("\n| what | ratio | promised | | p50 | p99 | n | memory | |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, x := range r.bars {
		timed := " | "
		if len(x.Took) > 0 {
			timed = fmt.Sprintf("%.2f ms | %.2f ms", percentile(x.Took, .5), percentile(x.Took, .99))
		}
		fmt.Fprintf(&t, "| %s | %.2f | %s | %s | %s | %d | %s | %s |\n", x.Name, x.Ratio, x.promised(), x.met(), timed, x.N, megabytes(x.MB), x.Figure)
	}
	t.WriteString("\nHow cost grows:\n\n" + strings.Join(r.grow, "\n") + "\n\n")
	return t.String()
}

func notified(end chan<- os.Signal) { signal.Notify(end, syscall.SIGTERM) }

// BenchmarkBars is make bench: every bar once, in one run, each beside its yardstick.
func BenchmarkBars(b *testing.B) {
	r := &report{b: b}
	begun := time.Now()
	for _, part := range []struct {
		name string
		f    func(*report)
	}{{"pages", pageBars}, {"sqlite", signBars}, {"postgres", signPostgresBars}, {"books", issueBars}, {"roster", rosterBar}, {"grow", growBars}} {
		b.Run(part.name, func(b *testing.B) {
			r.b = b
			part.f(r)
		})
	}
	fatal(b, r.write())
	fmt.Printf("in all: %s\n", time.Since(begun).Round(time.Second))
}
