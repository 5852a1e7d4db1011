package stamp

import (
	"context"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

var errUnknown = fault.New(fault.NotFound, "book_unknown")

// open gives a minted book; its keys are decrypted and parsed once in the program's life (well under 1 ms a key).
func (s *Stamp) open(ctx context.Context, name string) (*opened, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.books[name]; b != nil {
		return b, nil
	}
	keys, err := s.store.keys(ctx, name)
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, errUnknown
	}
	b := &opened{Book: pass.Book{Origin: s.origin, Name: name, Slots: (len(keys) - pass.DraftPlaces) / 2}}
	if err := b.load(keys, s.turns); err != nil {
		return nil, err
	}
	s.books[name] = b
	return b, nil
}

func (b *opened) load(keys map[pass.Place][]byte, t turns) error {
	places := b.Places()
	if len(places) != len(keys) {
		return fmt.Errorf("book %s has %d keys, which no book has", b.Name, len(keys))
	}
	b.signers = make([]*pass.Signer, len(places))
	for _, private := range keys {
		if private != nil {
			b.left++
		}
	}
	return t.each(len(places), func(i int) error {
		if keys[places[i]] == nil {
			return nil
		}
		private, err := pass.ParsePrivate(keys[places[i]])
		if err != nil {
			return fmt.Errorf("the key of %s in %s: %w", places[i], b.Name, err)
		}
		b.signers[i], err = pass.NewSigner(private)
		return err
	})
}

// forget lets go of a book that is open, so that it is read anew.
func (s *Stamp) forget(name string) {
	s.mu.Lock()
	delete(s.books, name)
	s.mu.Unlock()
}

// Signer is that of one place of a minted book. It is for those who collect less than a book, as the demo's invented people do.
func (s *Stamp) Signer(ctx context.Context, book string, p pass.Place) (*pass.Signer, error) {
	b, err := s.open(ctx, book)
	if err != nil {
		return nil, err
	}
	i := b.Index(p)
	if i < 0 || b.signers[i] == nil {
		return nil, errUnknown
	}
	return b.signers[i], nil
}

// cores are as many as the program began with; whoever serves may add to them, so that books never take all.
var cores = runtime.GOMAXPROCS(0)

// turns are what all who sign, mint or open books at once share: each step of theirs takes one, and whoever has waited longest is next. No book
// waits for the whole of another, and never is more under way than there are cores.
type turns chan struct{}

// each runs f for 0 to n-1 on all cores and gives the first error.
func (t turns) each(n int, f func(i int) error) error {
	var g errgroup.Group
	g.SetLimit(cap(t))
	for i := range n {
		g.Go(func() error {
			t <- struct{}{}
			defer func() { <-t }()
			return f(i)
		})
	}
	return g.Wait()
}
