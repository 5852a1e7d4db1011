// Package ui holds the parts that screens are made of. Parts take plain values; they know no models.
// Days are texts like "2026-11-23", or "" where there is none; "today" is the site's day, handed in.
package ui

// Standing is where a petition is in its life, as facts. The words and the printed sign come from Sign and Words.
type Standing struct {
	// State is draft, queued, gathering, review, open, delivered, answered, closed, rejected or withdrawn.
	State string
	Today string
	// Since is the day on which the state began.
	Since string
	// Closes is the last day on which one can sign.
	Closes string
	// Due is the day by which leadership (delivered) or a steward (review) must answer.
	Due string
	// Sponsors of SponsorsWanted have sponsored it (gathering).
	Sponsors, SponsorsWanted int
	// Turn is its place in the line for a free slot (queued), from 1.
	Turn int
	// Outcome is won, partly_won, declined, no_answer, or "" while there is none.
	Outcome string
}

// ProgramState is where a program is: announced, active, scaled_back, paused or ended, and since when.
type ProgramState struct {
	Status string
	Since  string
	Today  string
}

// Card is a petition in a list.
type Card struct {
	ID, Title, Ask string
	// Language is the BCP 47 tag of title and ask.
	Language string
	Standing Standing
	Count    int
	Goal     int
	// Angles are the signatures' places on the circle; see Angle.
	Angles  []uint32
	Program string // name of its program, or ""
}

// ProgramCard is a program in a list.
type ProgramCard struct {
	ID, Name string
	State    ProgramState
	Purpose  string // one sentence
	Covered  int    // people covered, 0 if not known
}

// Option is one choice of a select.
type Option struct {
	Value, Label string
}

// Search is what the search form shows again: what was typed and chosen.
type Search struct {
	Query string
	// State is "", open, waiting, answered, closed or all; "" and all mean all of them.
	State string
	// Program is a program's id, or "".
	Program string
	// Programs are the choices, without "any".
	Programs []Option
}

// Life holds the dated facts of a petition, from which the tracker is drawn. Empty days are stops still to come.
type Life struct {
	// Turn is its place in the line for a free slot, while it stands in one.
	Turn                                int
	Today                               string
	Drafted, Frozen, Reviewed, Opened   string
	Sponsors                            int
	Delivered, Due, Answered            string
	DeliveredCount                      int
	Closes, Closed, Withdrawn, Rejected string
	// Reason is the published reason of a rejection or a withdrawal, or "".
	Reason     string
	Outcome    string // as in Standing
	Milestones []Milestone
	// FirstMilestone is the count from which the organizers may deliver.
	FirstMilestone int
	// Events are what its program did since the petition opened.
	Events []Event
}

// Milestone is a count that was reached on a day.
type Milestone struct {
	Day   string
	Count int
}

// Event is a dated entry of a program's timeline.
type Event struct {
	Day  string
	Kind string // launch, change, incident, pause, note …
	// Title and Note are data, in the language of the site.
	Title, Note string
	// Source is an absolute https URL, or "".
	Source string
}
