// Package home is the first page and the list of petitions.
package home

import "roundrobin/views/ui"

// Props are those of the home page (Show).
type Props struct {
	Search ui.Search
	// Open are those that can be signed, nearest to closing first; OpenTotal may be more than are shown.
	Open      []ui.Card
	OpenTotal int
	// Answered are the latest that are answered or closed.
	Answered []ui.Card
	// Coming are those in gathering or review.
	Coming   []ui.Card
	Programs []ui.ProgramCard
}

// ListProps are those of /petitions (List).
type ListProps struct {
	Search ui.Search
	// Found are those of this page; Total is how many there are on all Pages. Pages count from 1.
	Found              []ui.Card
	Total, Page, Pages int
	// Near are the words typed that are nowhere, and what they were taken for.
	Near []Near
	// Programs are those that the words fit.
	Programs []ui.ProgramCard
}

// Near is a word that is nowhere, and those that it was taken for.
type Near struct {
	Typed string
	Taken []string
}
