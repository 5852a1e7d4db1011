package ui

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestTheAxisHasNumbersThatCanBeRead(t *testing.T) {
	for n, want := range map[int]int{0: 4, 1: 4, 4: 4, 5: 8, 61: 80, 100: 100, 260: 300, 300: 300, 301: 400, 1612: 2000, 2000: 2000, 2001: 4000, 12_345: 16_000, 1_000_000: 1_000_000} {
		if got := even(n); got != want || got%4 != 0 {
			t.Errorf("%d: %d", n, got)
		}
	}
}

// Whatever the figures are, nothing is drawn outside the chart, nothing is no number, and the table says every one of them.
func TestNothingIsDrawnOutsideTheChart(t *testing.T) {
	ahead := []PaceBand{{"2026-11-26", 9, 9, 9}, {"2026-11-27", 9, 300, 12_000}, {"2026-12-30", 20, 9000, 120_000}}
	for name, p := range map[string]Pace{
		"opened today":            {Days: []PaceDay{{"2026-11-26", 0}}, Goal: 100, Today: "2026-11-26", Closes: "2026-12-30"},
		"one day, and it closes":  {Days: []PaceDay{{"2026-11-26", 3}}, Goal: 100, Today: "2026-11-26", Closes: "2026-11-26"},
		"no goal, no end":         {Days: []PaceDay{{"2026-11-20", 1}, {"2026-11-26", 3}}, Today: "2026-11-26"},
		"far above the goal":      {Days: []PaceDay{{"2026-11-20", 1}, {"2026-11-26", 12_345}}, Goal: 25, Today: "2026-11-26", Closes: "2026-12-30"},
		"more was taken than was": {Days: []PaceDay{{"2026-11-20", 9}, {"2026-11-26", 0}}, Goal: 25, Today: "2026-11-26", Closes: "2026-12-30"},
		"foretold beyond":         {Days: []PaceDay{{"2026-11-01", 1}, {"2026-11-26", 9}}, Ahead: ahead, Goal: 100, Today: "2026-11-26", Closes: "2026-12-30", Events: []PaceEvent{{"2026-11-01", "a"}, {"2026-12-30", "b"}}},
		"closed long ago":         {Days: []PaceDay{{"2026-01-01", 1}, {"2026-01-26", 9}}, Goal: 100, Today: "2026-11-26", Closes: "2026-02-01"},
	} {
		p.ID = "pace"
		svg := drawnText(t, PaceChart(p))
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
			t.Errorf("%s: %s", name, svg)
		}
		for _, d := range p.Days {
			if !strings.Contains(svg, fmt.Sprintf(`<td class="n">%s</td>`, strings.TrimSpace(numberOf(d.Count)))) {
				t.Errorf("%s: the table lacks %d", name, d.Count)
			}
		}
		for i, f := range frames {
			for _, path := range regexp.MustCompile(` d="([^"]+)"`).FindAllStringSubmatch(strings.Split(svg, "<svg")[i+1], -1) {
				checkInside(t, name, f, path[1])
			}
		}
	}
}

func numberOf(n int) string {
	if n >= 1000 {
		return fmt.Sprintf("%d,%03d", n/1000, n%1000)
	}
	return strconv.Itoa(n)
}

func checkInside(t *testing.T, name string, f frame, path string) {
	t.Helper()
	for _, at := range regexp.MustCompile(`[ML]([-\d.]+) ([-\d.]+)`).FindAllStringSubmatch(path, -1) {
		x, errX := strconv.ParseFloat(at[1], 64)
		y, errY := strconv.ParseFloat(at[2], 64)
		if errX != nil || errY != nil || x < f.left || x > f.right || y < f.top || y > f.base {
			t.Errorf("%s: %s lies outside", name, at[0])
		}
	}
}

func TestThePaceIsSaidInASentence(t *testing.T) {
	p := Pace{ID: "pace", Days: []PaceDay{{"2026-10-02", 5}, {"2026-11-26", 1612}}, Goal: 2000, Today: "2026-11-26", Closes: "2026-12-31", Ahead: []PaceBand{{"2026-12-31", 1900, 2500, 3100}}}
	svg := drawnText(t, PaceChart(p))
	for _, want := range []string{"5 on 2 October, 1,612 on 26 November. The goal is 2,000.", "about 2,500 on 31 December, and eight times of ten between 1,900 and 3,100"} {
		if strings.Count(svg, want) != 2 {
			t.Errorf("%q is said %d times", want, strings.Count(svg, want))
		}
	}
}
