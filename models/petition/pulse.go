package petition

import (
	"fmt"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/floor"
	"roundrobin/models/pass"
)

// A Pulse is what everybody may know of one round of a program.
type Pulse struct {
	ID, Program    string
	Season         string // its book
	State          State  // Open, or Closed
	Opened, Closes day.Day
	Answered       int           // people, as of the last seal; anyone can count them in the ledger
	Shown          floor.Figures // what the floor let through; Shown.Shown is false where that is nothing yet
	Day            day.Day       // of the seal since which it stands so, or ""
	Text           string        // word for word, as the leaf has its hash once the round is over
}

// PulseText is what a round's `tally` leaf is the hash of: how many answered, then a line for each value, "-" where the floor hides it.
func PulseText(id string, f floor.Figures) string { return figuresText(id, "answered", f) }

// ParsePulseText reads what PulseText wrote.
func ParsePulseText(text string) (floor.Figures, error) { return parseFigures(text, "answered") }

// PulseFigures are the steps in their order: those that the floor shows, and the others hidden.
func PulseFigures(answered int, shown []floor.Figure) floor.Figures {
	f := floor.Figures{Total: answered, Shown: len(shown) > 0}
	for _, value := range pass.PulseValues() {
		c := floor.Figure{Name: value, Hidden: true}
		for _, s := range shown {
			if s.Name == value {
				c = s
			}
		}
		f.Cells = append(f.Cells, c)
	}
	return f
}

// SamePulse reports whether two texts show the same figures; how many have answered may differ.
func SamePulse(a, b string) bool {
	figures := func(text string) string {
		lines := strings.SplitN(text, "\n", 4)
		return lines[len(lines)-1]
	}
	return figures(a) == figures(b)
}

func figuresText(id, total string, f floor.Figures) string {
	lines := []string{pass.Version + " tally", "petition " + id, fmt.Sprintf("%s %d", total, f.Total)}
	for _, c := range f.Cells {
		people := "-"
		if !c.Hidden {
			people = fmt.Sprint(c.People)
		}
		lines = append(lines, c.Name+" "+people)
	}
	return strings.Join(lines, "\n") + "\n"
}

func parseFigures(text, total string) (f floor.Figures, err error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) < 3 {
		return f, fmt.Errorf("a tally of %d lines", len(lines))
	}
	if _, err = fmt.Sscanf(lines[2], total+" %d", &f.Total); err != nil {
		return f, err
	}
	for _, line := range lines[3:] {
		name, people, _ := strings.Cut(line, " ")
		c := floor.Figure{Name: name, Hidden: people == "-"}
		if !c.Hidden {
			if _, err = fmt.Sscan(people, &c.People); err != nil {
				return f, err
			}
			f.Shown = true
		}
		f.Cells = append(f.Cells, c)
	}
	return f, nil
}

// RoundCloses is the last day of a round that is opened today in a season that ends on a day: that of the last seal that is over by then;
// or "" where none is.
func (r Rules) RoundCloses(ends, today day.Day) day.Day {
	last := r.SealEnds(ends)
	if last > ends {
		last = last.Add(-max(r.SealDays, 1))
	}
	if last < today {
		return ""
	}
	return last
}

// RoundsOf is how many of a book's slots go to rounds at most, so that petitions keep theirs.
func RoundsOf(slots int) int { return (slots + 2) / 4 }
