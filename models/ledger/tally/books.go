package tally

import (
	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/ledger"
)

func (t *Tally) book(o *ledger.Book) error {
	if t.books[o.Book] != nil {
		return t.lied("book %s is made a second time", o.Book)
	}
	t.Books++
	t.books[o.Book] = &book{slots: o.Slots, eligible: unknown}
	return nil
}

// season: two books for the same days would be two passes for one petition.
func (t *Tally) season(o *ledger.Season) error {
	if o.To < o.From {
		return t.lied("the season of book %s ends before it begins", o.Book)
	}
	for _, s := range t.seasons {
		if s.Book == o.Book {
			return t.lied("book %s has a second season", o.Book)
		}
		if s.From < o.To && o.From < s.To {
			return t.lied("the seasons of books %s and %s overlap", s.Book, o.Book)
		}
	}
	t.seasons = append(t.seasons, o)
	return nil
}

func (t *Tally) eligible(o *ledger.Eligible) error {
	b := t.books[o.Book]
	if b == nil {
		return t.lied("it says who may collect book %s, which no leaf before it made", o.Book)
	}
	if o.Size < b.eligible {
		return t.lied("%d people could ever collect book %s; it was %d before", o.Size, o.Book, b.eligible)
	}
	b.eligible = o.Size
	return nil
}

// domain: whatever is said of a number before or after it binds nobody any more.
func (t *Tally) domain(o *ledger.Domain) error {
	b := t.books[o.Book]
	if b == nil {
		return t.lied("it says who may collect book %s, which no leaf before it made", o.Book)
	}
	b.open = true
	return nil
}

func (t *Tally) keyName(key, name string) error {
	if v, err := note.NewVerifier(key); err != nil || v.Name() != name {
		return t.lied("a key that should be named %s", name)
	}
	return nil
}

// bounded: the number of people who could ever collect it is known.
func (b *book) bounded() bool { return !b.open && b.eligible != unknown }

// fits: nobody signs who holds no book, and nobody holds one who could not collect it.
func (t *Tally) fits(c *counting, issued int) error {
	b := t.books[c.place.book]
	switch {
	case issued != unknown && issued < b.issued:
		return t.lied("%d books %s were collected; it was %d before", issued, c.place.book, b.issued)
	case b.bounded() && issued > b.eligible:
		return t.lied("%d books %s were collected by %d people", issued, c.place.book, b.eligible)
	case b.bounded() && c.count > b.eligible:
		return t.lied("petition %s counts %d signatures of %d people", c.id, c.count, b.eligible)
	case issued != unknown && c.count > issued:
		return t.lied("petition %s counts %d signatures by %d books", c.id, c.count, issued)
	}
	b.issued = max(b.issued, issued)
	return nil
}
