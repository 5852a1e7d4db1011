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
	Found  []ui.Card
	Total  int
	// Refusal is the code of a refused search, or "".
	Refusal string
}
