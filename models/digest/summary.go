package digest

import (
	"slices"

	"roundrobin/models/day"
)

// Summary is how the petitions stand on Day, told for one period. No number in it is about a group of people; counts of
// signatures are public from one.
type Summary struct {
	Period Period
	Day    day.Day // in the site's zone
	// Holders is how many people hold a pass, as Rounded shows it.
	Holders   int
	Petitions []Told  // what leadership must know first stands first
	Pulses    []Pulse // of the programs that are asked about now
}

// Pulse is how a program sits with those who said so this season, as far as the floor lets it be shown.
type Pulse struct {
	Program, Name string // Program is its id
	Answered      int    // people; public
	Steps         []Step // from bad to good; none where nothing is shown
}

// Step is the share of those who answered who say so; Value is one of the protocol's.
type Step struct {
	Value   string
	Percent int
}

// Told is one petition in a summary.
type Told struct {
	ID, Title, Ask                  string
	Language                        string
	State                           string
	Count, Goal                     int
	Share                           int // whole per cent of Holders; 0 when too few hold a pass to say so
	Change                          int // against the count seven days ago; withdrawals count down
	Opened, Closes                  day.Day
	Delivered, Due, Answered, Ended day.Day
	Overdue                         int // days past Due while unanswered, or 0
	Outcome                         string
	Weeks                           []int // net signatures in each of the last weeks, oldest first; at most eight
	Angles                          []uint32
	Program                         *Program
	Reasons                         []Reason // the most agreed first, at most three
}

// Waiting reports that leadership's answer is awaited.
func (t Told) Waiting() bool { return t.State == Delivered }

// Only leaves in one petition, and how its program sits with people.
func (s Summary) Only(petition string) Summary {
	var kept []Told
	program := ""
	for _, t := range s.Petitions {
		if t.ID != petition {
			continue
		}
		kept = append(kept, t)
		if t.Program != nil {
			program = t.Program.ID
		}
	}
	s.Petitions = kept
	s.Pulses = slices.DeleteFunc(slices.Clone(s.Pulses), func(p Pulse) bool { return p.Program != program })
	return s
}

// For leaves in what the recipient follows.
func (s Summary) For(r Recipient) Summary {
	var kept []Told
	for _, t := range s.Petitions {
		program := ""
		if t.Program != nil {
			program = t.Program.ID
		}
		if r.Follows(t.ID, program) {
			kept = append(kept, t)
		}
	}
	s.Petitions = kept
	s.Pulses = slices.DeleteFunc(slices.Clone(s.Pulses), func(p Pulse) bool { return !r.Follows("", p.Program) })
	return s
}
