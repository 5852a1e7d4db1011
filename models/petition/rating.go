package petition

import (
	"fmt"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/floor"
	"roundrobin/models/pass"
)

// A RatingTally is what is published of the ratings of leadership's answer, once and for good.
type RatingTally struct {
	Day  day.Day
	Text string // as its leaf's hash has it; see RatingText
}

// RatingText is what a `tally` leaf is the hash of: how many rated, then a line for each value, "-" where the floor hides it.
func RatingText(id string, f floor.Figures) string {
	lines := []string{pass.Version + " tally", "petition " + id, fmt.Sprintf("rated %d", f.Total)}
	for _, c := range f.Cells {
		people := "-"
		if !c.Hidden {
			people = fmt.Sprint(c.People)
		}
		lines = append(lines, c.Name+" "+people)
	}
	return strings.Join(lines, "\n") + "\n"
}

// ParseRatingText reads what RatingText wrote.
func ParseRatingText(text string) (f floor.Figures, err error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) < 3 {
		return f, fmt.Errorf("a tally of %d lines", len(lines))
	}
	if _, err = fmt.Sscanf(lines[2], "rated %d", &f.Total); err != nil {
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

// RatingDue reports whether the ratings are over, with the seal that the last of them waited for, and to be tallied.
func (p Petition) RatingDue(today day.Day, r Rules) bool {
	return p.Answered != "" && today > r.SealEnds(p.Answered.Add(RatingDays))
}
