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
	// Lapsed: it ended because it was not sponsored, or not mended, in time (withdrawn).
	Lapsed bool
	// Unanswered: it was delivered and closed without an answer. Took is how many days the answer took; 0 says nothing of it.
	Unanswered bool
	Took       int
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
	Topic   string // of the published list, or ""
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

// Did is what somebody of leadership did on a day; Note is said beneath, or "".
type Did struct {
	Day, Who, Note string
}
