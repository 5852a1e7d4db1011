// Package printed is check-in by a code on paper, for people without company mail. A code belongs to one season's book and to nobody:
// whoever holds the paper collects that book, once. Kept are keyed hashes alone, and how many codes were printed together.
package printed

import (
	"context"
	"io"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/secret"
)

// Labels of the subkeys. They differ, so that a row that says what was printed cannot be matched with one that says what was collected.
const (
	labelCode   = "printed code"
	labelHolder = "printed holder"
)

// Few is below how many codes a batch counts as used from the start: whether one of so few was used is nobody's business.
const Few = 10

// Codes are those on paper, over the identity store.
type Codes struct {
	store   store
	codes   [secret.Size]byte
	holders [secret.Size]byte
	Deps
}

// Deps is what it needs. All of it must be set.
type Deps struct {
	Random io.Reader
	Today  func() day.Day
	// People is how many without an address were on the roster at any time since the first day of the book.
	People func(ctx context.Context, book string) (int, error)
}

// New needs the identity store, migrated.
func New(d *db.DB, m secret.Master, deps Deps) *Codes {
	return &Codes{store: store{d}, codes: m.Key(labelCode), holders: m.Key(labelHolder), Deps: deps}
}

// Batch are codes that were printed together. Number is from 1 on.
type Batch struct {
	Number  int
	Book    string
	Size    int
	Day     day.Day
	Revoked bool
}

// Holder is who stands at the desk with the right code: 32 opaque bytes where others have the hash of their address, and the book that
// the code is good for.
type Holder struct {
	Person [32]byte
	Book   string
}

// Supply is how many without an address a book has to reckon with, and how many codes for it are out.
type Supply struct{ People, Out int }

// Left is how many more can be printed.
func (s Supply) Left() int { return max(0, s.People-s.Out) }

// Supply reads it for one book.
func (c *Codes) Supply(ctx context.Context, book string) (s Supply, err error) {
	if s.People, err = c.People(ctx, book); err == nil {
		s.Out, err = c.store.out(ctx, book)
	}
	return s, err
}

// Print draws n codes for a book and keeps their hashes; they themselves are given once, in the order of chance. There are never more codes
// for a book than people without an address who were on the roster in its life. Refusals: printed_none, printed_many.
func (c *Codes) Print(ctx context.Context, book string, n int) (Batch, []Code, error) {
	if n < 1 {
		return Batch{}, nil, fault.New(fault.Invalid, "printed_none")
	}
	people, err := c.People(ctx, book)
	if err != nil {
		return Batch{}, nil, err
	}
	codes, keys := make([]Code, n), make([][]byte, n)
	for i := range codes {
		if codes[i], err = draw(c.Random); err != nil {
			return Batch{}, nil, err
		}
		keys[i] = c.key(codes[i])
	}
	b := Batch{Book: book, Size: n, Day: c.Today()}
	b.Number, err = c.store.print(ctx, b, keys, people)
	return b, codes, err
}

// CheckIn says whose code it is. The one refusal, printed_wrong, is the same for codes that never were, that were revoked and whose book
// is over, and costs the same work. Whether its book was collected, the stamp says, and only to who has the right code.
func (c *Codes) CheckIn(ctx context.Context, code Code) (Holder, error) {
	h := Holder{Person: [32]byte(secret.MAC(c.holders, code[:]))}
	book, err := c.store.use(ctx, c.key(code))
	if err == nil && book == "" {
		err = errWrong
	}
	h.Book = book
	return h, err
}

// Revoke makes a batch worthless. again says that as many can be printed anew: none of its codes was ever used, and they were no
// few. Refusals: batch_unknown, batch_revoked.
func (c *Codes) Revoke(ctx context.Context, number int) (b Batch, again bool, err error) {
	return c.store.revoke(ctx, number)
}

// Batches are all that were printed, in the order of their numbers.
func (c *Codes) Batches(ctx context.Context) ([]Batch, error) { return c.store.batches(ctx) }

// Forget deletes the hashes of codes for books before that one. The batches stay, as numbers.
func (c *Codes) Forget(ctx context.Context, book string) error { return c.store.forget(ctx, book) }

func (c *Codes) key(code Code) []byte { return secret.MAC(c.codes, code[:]) }

var (
	errWrong   = fault.New(fault.Invalid, "printed_wrong").On("code")
	errUnknown = fault.New(fault.NotFound, "batch_unknown")
	errRevoked = fault.New(fault.Conflict, "batch_revoked")
)
