package drill

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// controls are defences that are switched off, so that the attacks show that they would notice. They are switched at the drill's own
// edges (its wallets, its proxy, the copies of the stores that it takes); the site has no such switch.
type controls map[string]bool

const (
	coverOff   = "cover"   // envelopes only when there is something to hand in
	paddingOff = "padding" // envelopes as long as what is inside
	paceOff    = "pace"    // what is done leaves at once, not with the next beat
	poolOff    = "pool"    // sealed as it comes: from one on, every minute
	aheadOff   = "ahead"   // passes are collected when they are needed
	daysOff    = "days"    // a booth row keeps the second
	orderOff   = "order"   // a table counts what was handed in as it came
	freshOff   = "fresh"   // one booth key for all that a person does
	logOff     = "log"     // a line of our log names the person
	eraseOff   = "erase"   // a deleted row is not overwritten
	flagsOff   = "flags"   // a flag's row keeps the second
)

// A Control is such a defence: what goes wrong without it, and the attack that must notice.
type Control struct {
	Name   string `json:"name"`
	Says   string `json:"says"`
	Attack string `json:"attack"`
	About  string `json:"about,omitempty"` // the kind of act that it tells of; "" is signatures
}

// Controls are all of them.
var Controls = []Control{
	{coverOff, "envelopes only when there is something to hand in", "envelopes", ""},
	{paddingOff, "envelopes as long as what is inside them", "sizes", ""},
	{paceOff, "what is done leaves at once instead of with the next beat", "gaps", ""},
	{poolOff, "sealed every minute, from one on", "just before", ""},
	{aheadOff, "passes collected when they are needed, not before", "desk", ""},
	{daysOff, "a row of the booth keeps the second", "times", ""},
	{orderOff, "a row of the booth keeps the order of arrival", "order", ""},
	{freshOff, "one booth key for all petitions", "one hand", ""},
	{logOff, "one line of our log names the person and the petition", "joins", ""},
	{eraseOff, "a deleted row with a person in it is not overwritten", "leftovers", ""},
	{flagsOff, "a flag's row keeps the second", "times", kinds[flagged]},
}

// AlwaysPlayed are those that make check switches off, together where their traces do not cover each other. So small a company is no evidence for
// the other two, order and fresh: Large are they.
var AlwaysPlayed = [][]string{{aheadOff, daysOff, eraseOff, flagsOff, logOff, paceOff, paddingOff}, {coverOff, poolOff}}

// Large are those that need a company of full size.
var Large = []string{orderOff, freshOff}

func parseControls(names []string) (controls, error) {
	off := controls{}
	for _, n := range names {
		if !slices.ContainsFunc(Controls, func(c Control) bool { return c.Name == n }) {
			return nil, fmt.Errorf("no defence is called %q; there are %s", n, strings.Join(switchNames(), ", "))
		}
		off[n] = true
	}
	return off, nil
}

func switchNames() (names []string) {
	for _, s := range Controls {
		names = append(names, s.Name)
	}
	return names
}

func (c controls) String() string {
	var names []string
	for _, s := range Controls {
		if c[s.Name] {
			names = append(names, s.Name)
		}
	}
	return strings.Join(names, ", ")
}

// Score is what the control's attack made of those whom it is about.
func (c Control) Score(r Result) Score {
	for _, s := range r.Scores {
		if s.Attack == c.Attack && s.Kind == cmp.Or(c.About, kinds[signed]) {
			return s
		}
	}
	return Score{}
}

// Caught reports that the attack noticed that the defence is missing. It is one attack, named before: nothing is to be corrected.
func (c Control) Caught(r Result) bool {
	s := c.Score(r)
	return s.P < level && s.AUC > .55
}
