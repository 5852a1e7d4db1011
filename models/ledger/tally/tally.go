// Package tally counts what the leaves of a log come to, as anyone may who has them, and names the first leaf that says what is
// not so. It is pure; cmd/recount feeds it.
package tally

import (
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// A Tally goes through the log leaf by leaf and knows at each what is so. What it keeps for an act is small: there may be millions.
type Tally struct {
	Acts        int      // counted so far
	Books       int      // named so far
	PromiseKeys []string // note verifier keys that promises may be signed with

	origin    string
	at        int64 // the leaf that is being counted
	books     map[string]*book
	seasons   []*ledger.Season
	slots     map[slot]*counting
	petitions map[string]*counting
	order     []*counting                  // those that were opened
	voices    map[pass.BoothKey]*[2]uint64 // the seqs of its comments, a bit each
	comments  map[commentID]*comment
	ratings   map[rating]uint16
	astray    int // comments that were edited and not yet made
}

type book struct {
	slots    int
	eligible int  // people ever on the roster in its life; unknown until a leaf says it
	open     bool // a mail domain lets people in: how many may collect it is unknown for good
	issued   int  // as last said
}

const unknown = -1

type slot struct {
	book string
	slot int
}

func New(origin string) *Tally {
	return &Tally{
		origin: origin, books: map[string]*book{}, slots: map[slot]*counting{}, petitions: map[string]*counting{},
		voices: map[pass.BoothKey]*[2]uint64{}, comments: map[commentID]*comment{}, ratings: map[rating]uint16{},
	}
}

func (t *Tally) lied(what string, args ...any) error { return Lied(t.at, what, args...) }

// Operator checks what the operator says against what is so at this leaf. Kinds that claim nothing about counts pass.
func (t *Tally) Operator(place int64, o ledger.Operator) error {
	t.at = place
	switch o := o.(type) {
	case *ledger.Season:
		return t.season(o)
	case *ledger.Book:
		return t.book(o)
	case *ledger.Desk:
		return t.keyName(o.Key, pass.DeskName(t.origin))
	case *ledger.PromiseKey:
		t.PromiseKeys = append(t.PromiseKeys, o.Key)
		return t.keyName(o.Key, ledger.PromiseName(t.origin))
	case *ledger.Eligible:
		return t.eligible(o)
	case *ledger.Domain:
		return t.domain(o)
	case *ledger.Gather:
		return t.gather(o)
	case *ledger.Open:
		return t.open(o)
	case *ledger.Round:
		return t.round(o)
	case *ledger.Milestone:
		return t.milestone(o)
	case *ledger.Close:
		return t.close(o)
	}
	return nil
}

// Unknown is of how many a count is where a mail domain lets people in.
const Unknown = "unknown"

// A Petition that was opened, and its count.
type Petition struct {
	ID    string
	Text  pass.Hash // what people signed
	Count int
	Of    string // Unknown, or "" where it is bounded by how many may sign
}

// Sponsors are how many signed each petition that is not open yet.
func (t *Tally) Sponsors() map[string]int {
	gathering := map[string]int{}
	for id, c := range t.petitions {
		if !c.opened {
			gathering[id] = c.sponsors()
		}
	}
	return gathering
}

// Petitions are those that were opened, in the order of opening.
func (t *Tally) Petitions() []Petition {
	list := make([]Petition, len(t.order))
	for i, c := range t.order {
		list[i] = Petition{ID: c.id, Text: c.text, Count: c.count}
		if t.books[c.place.book].open {
			list[i].Of = Unknown
		}
	}
	return list
}
