// Package program is the list of programs and a program's page.
package program

import (
	"github.com/a-h/templ"

	"roundrobin/views/ui"
)

// ListProps are those of /programs (List).
type ListProps struct {
	Programs []ui.ProgramCard
}

// Props are those of a program's page (Show). Empty texts are said to be unknown.
type Props struct {
	ID, Name, Purpose string
	State             ui.ProgramState
	Owner             string
	// Covered people, 0 if not known; Who they are, in words.
	Covered int
	Who     string
	Start   string
	Choice  string
	// Review is none, running, finished or published; ReviewNote adds words.
	Review, ReviewNote string
	Collects           []Kind
	Timeline           []ui.Event
	// Statuses are what it was from when on, oldest first, as far as the timeline tells.
	Statuses  []ui.ProgramState
	Sources   []Source
	Petitions []ui.Card
	Pulse     Pulse
	// Talk is that of the newest round, or nil.
	Talk templ.Component
}

// Kind is one kind of data that the program collects.
type Kind struct {
	Name, Note string
}

// Source is where something about the program can be read. URL is absolute https.
type Source struct {
	Title, URL string
}

// ProposalsProps are those of /programs/proposals (Proposals).
type ProposalsProps struct {
	Today   string
	Decided []Decided
}

// Decided is a proposal that a steward accepted or declined.
type Decided struct {
	ID, Day string
	// Decided is accepted or declined, On the day, for Reason if it was declined.
	Decided, On, Reason string
	// Program, Title and Address are where it stands, if it was accepted.
	Program, Title, Address string
}
