// Package thread owns the talk under a petition: comments, agreements, and the pseudonyms that voices go by. It is pure;
// thread/store keeps it.
package thread

import (
	"roundrobin/models/day"
	"roundrobin/models/petition"
)

// A Role is whom somebody speaks for; "" is a colleague, under a pseudonym.
type Role string

// The roles.
const (
	Organizers Role = petition.AsOrganizers
	Leadership Role = petition.AsLeadership
)

// A Comment is one comment as everyone sees it.
type Comment struct {
	ID, Petition string
	Parent       string // the comment that it answers, or ""
	Role         Role
	Who          string // of leadership: as the public knows its reader; else ""
	Pseudonym    string
	Mark         []byte // 32 bytes, from which the flag is drawn
	Text         string
	HTML         string // of Text; safe to write into a page as it is
	Day          day.Day
	Agreed       int
	Edited       bool
	TakenBack    bool // then Text and HTML are ""
	Reason       bool // for signing, its writer says
	Replies      []Comment
	Answered     int // replies that there are; Replies are the oldest of them
}

// An Order of a thread.
type Order string

// The orders.
const (
	MostAgreed Order = "agreed"
	Newest     Order = "newest"
	Reasons    Order = "reasons" // for signing: those alone, the most agreed first
)

// Orders are all orders, as pages offer them.
var Orders = []Order{MostAgreed, Newest, Reasons}

// ParseOrder takes what an address says; anything else is MostAgreed.
func ParseOrder(s string) Order {
	switch o := Order(s); o {
	case Newest, Reasons:
		return o
	}
	return MostAgreed
}

// How much of a thread a page shows. The rest has pages of its own.
const (
	PerPage     = 20 // comments
	PerComment  = 3  // replies below a comment in a list
	RepliesPage = 50 // replies on the page of one comment
)

// Pages is how many pages n rows take; at least one.
func Pages(n, per int) int { return max(1, (n+per-1)/per) }
