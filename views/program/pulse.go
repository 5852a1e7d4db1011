package program

import (
	"context"
	"strconv"
	"strings"

	"roundrobin/views/words"
)

// Pulse is how the program sits with people.
type Pulse struct {
	// Round is the id of the newest round, or "". Open: it is asked now, until the day.
	Round, Until, Today string
	Open                bool
	// Seasons are the rounds, the newest first.
	Seasons []Season
}

// Season is one round. Season is its book, as "2026Q4".
type Season struct {
	ID, Season string
	Open       bool
	Answered   int // people
	// Shown: the floor lets something be shown, as it stands since Day, of Of people who had answered then. Steps go from bad to good.
	Shown bool
	Day   string
	Of    int
	Steps []Step
}

// Step is one of the five answers. People and Percent are meaningless where it is Hidden.
type Step struct {
	Value           string
	People, Percent int
	Hidden          bool
}

// part is a piece of a season's bar; x and width are of 1,000.
type part struct {
	x, width int
	class    string
}

func (s Season) parts() (parts []part) {
	x := 0
	for i, step := range s.Steps {
		if step.Hidden {
			continue
		}
		width := step.People * 1000 / max(1, s.Of)
		parts = append(parts, part{x, width, "pulse-" + strconv.Itoa(i+1)})
		x += width
	}
	if x < 1000 && s.hides() {
		parts = append(parts, part{x, 1000 - x, "pulse-hidden"})
	}
	return parts
}

func (s Season) hides() bool {
	for _, step := range s.Steps {
		if step.Hidden {
			return true
		}
	}
	return false
}

// hidden is how many per cent of those who answered are not shown.
func (s Season) hidden() int {
	n := s.Of
	for _, step := range s.Steps {
		if !step.Hidden {
			n -= step.People
		}
	}
	return n * 100 / max(1, s.Of)
}

// said is the bar in words.
func (s Season) said(ctx context.Context) string {
	name := seasonName(ctx, s.Season)
	if !s.Shown {
		return words.T(ctx, "pulse.chart_none", "season", name)
	}
	var shares []string
	for _, step := range s.Steps {
		if !step.Hidden {
			shares = append(shares, words.T(ctx, "pulse.chart_share", "value", words.T(ctx, "pulse."+step.Value), "share", words.Percent(ctx, step.Percent)))
		}
	}
	if s.hides() {
		shares = append(shares, words.T(ctx, "pulse.chart_hidden", "share", words.Percent(ctx, s.hidden())))
	}
	return words.T(ctx, "pulse.chart_said", "season", name, "shares", strings.Join(shares, ", "))
}

// seasonName is a book's name as people say it.
func seasonName(ctx context.Context, book string) string {
	year, quarter, ok := strings.Cut(book, "Q")
	if !ok {
		return book
	}
	return words.T(ctx, "pulse.season_name", "quarter", "Q"+quarter, "year", year)
}

var pulseValues = []string{"very_badly", "badly", "neither", "well", "very_well"}

// charted reports whether any season has a bar: a chart without one is not shown.
func (p Pulse) charted() bool {
	for _, s := range p.Seasons {
		if s.Shown {
			return true
		}
	}
	return false
}

func (p Pulse) hides() bool {
	for _, s := range p.Seasons {
		if s.Shown && s.hides() {
			return true
		}
	}
	return false
}
