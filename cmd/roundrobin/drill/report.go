package drill

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// tell writes a result for people at a terminal.
func (r Result) tell(out io.Writer) error {
	fmt.Fprintln(out, r.company())
	if r.Off != "" {
		fmt.Fprintf(out, "Switched off: %s.\n", r.Off)
	}
	fmt.Fprintf(out, "\nAmong holders who read the petition (%d pairs of a person and a petition):\n\n", r.Pairs)
	if err := columns(out, r.Scores); err != nil {
		return err
	}
	fmt.Fprintf(out, "\nAmong those who read it before they held passes (%d pairs; reported apart, not part of the verdict):\n\n", r.OnWayPairs)
	if err := columns(out, r.OnWay); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%s\n", r.verdict())
	return err
}

func (r Result) company() string {
	flags := ""
	if len(r.Acts) > flagged {
		flags = fmt.Sprintf(" %d flags,", r.Acts[flagged])
	}
	return fmt.Sprintf("%d people, %d of them holders before it began, %d petitions, %d days on %s, seed %d: %d requests, %d signatures, %d comments, %d agreements,%s %d acts of organizers, %d seals.",
		r.People, r.Holders, r.Petitions, r.Days, r.Store, r.Seed, r.Requests, r.Acts[signed], r.Acts[commented], r.Acts[agreed], flags, r.Acts[organized], r.Seals)
}

func (r Result) verdict() string {
	var found []string
	for _, s := range r.Scores {
		if s.Holm < level {
			found = append(found, fmt.Sprintf("%s (%s)", s.Attack, s.Kind))
		}
	}
	if len(found) > 0 {
		return fmt.Sprintf("FOUND: %s tells people apart better than guessing, at 1 %% after Holm's correction.", strings.Join(found, ", "))
	}
	low, high := r.Span()
	return fmt.Sprintf("Nothing found: no attack is better than guessing at 1 %% after Holm's correction; AUC over all campaigns between %.3f and %.3f.", low, high)
}

// Span is the lowest and the highest AUC of any attack over all kinds and campaigns.
func (r Result) Span() (low, high float64) {
	low, high = 1, 0
	for _, s := range r.Scores {
		if s.Kind == Pooled {
			low, high = min(low, s.AUC), max(high, s.AUC)
		}
	}
	return low, high
}

// heads are the columns of every table.
var heads = []string{"attack", "about", "links", "right", "guessing", "AUC", "p", "Holm", "verdict", "counts alone"}

func (s Score) cells() []string {
	right, guessing := "-", "-"
	if s.Links > 0 {
		right, guessing = percent(float64(s.Right)/float64(s.Links)), percent(s.Guessing)
	}
	verdict := "guessing"
	if s.Holm < level {
		verdict = "FOUND"
	}
	name := s.Attack
	if s.Tier == 2 {
		name += " (master key)"
	}
	return []string{name, s.Kind, fmt.Sprint(s.Links), right, guessing, fmt.Sprintf("%.3f", s.AUC), fmt.Sprintf("%.4f", s.P),
		fmt.Sprintf("%.3f", s.Holm), verdict, fmt.Sprintf("%.3f", s.Counts)}
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

// blind reports that an attack had nothing to go by.
func (s Score) blind() bool { return s.Links == 0 && s.AUC == .5 && s.P == 1 }

// shown are the lines of a table: what an attack made of each kind of act, or one line for attacks that had nothing to go by.
func shown(scores []Score) (rows [][]string) {
	kindsOf := map[string]int{}
	for _, s := range scores {
		if !s.blind() {
			kindsOf[s.Attack]++
		}
	}
	for _, x := range attacks {
		if kindsOf[x.name] == 0 {
			rows = append(rows, []string{x.name, "all", "0", "-", "-", "0.500", "1.0000", "1.000", "nothing to go by", "0.500"})
			continue
		}
		for _, s := range scores {
			if s.Attack == x.name {
				rows = append(rows, s.cells())
			}
		}
	}
	return rows
}

func columns(out io.Writer, scores []Score) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, row := range append([][]string{heads}, shown(scores)...) {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	return w.Flush()
}

func (r Result) json(out io.Writer) error { return written(out, r) }

func written(out io.Writer, what any) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(what)
}
