package stamp

import (
	"context"
	"crypto/sha256"
	"errors"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// Holder is who stands at the desk, with name and title as on the roster; Title may be "", and Name where nobody can say it.
type Holder struct {
	Person      Person
	Name, Title string
}

// Request is a book as a wallet asks for it: the blinded messages of all its places, in their order, one behind the other.
type Request struct {
	Book    string
	NameKey [32]byte
	Blinded []byte
}

// Answer are the blind signatures in the same order, 256 zero bytes where the key was destroyed, and the certificate of the name key, empty
// for who has no name here: they cannot sign by name.
type Answer struct {
	Book        string
	Signatures  []byte
	Certificate []byte
}

var (
	errMalformed = fault.New(fault.Invalid, "request_malformed")
	errCollected = fault.New(fault.Conflict, "book_collected")
)

// CollectAll answers the requests for several books. A book that its holder has collected with other bytes is left out; only if
// no book remains, that is the answer: the fault book_collected.
func (s *Stamp) CollectAll(ctx context.Context, h Holder, requests []Request) ([]Answer, error) {
	var answers []Answer
	refusal := error(errMalformed)
	for _, r := range requests {
		a, err := s.Collect(ctx, h, r)
		if errors.Is(err, errCollected) {
			refusal = err
			continue
		}
		if err != nil {
			return nil, err
		}
		answers = append(answers, a)
	}
	if len(answers) == 0 {
		return nil, refusal
	}
	return answers, nil
}

// Collect stamps one book for one person. The primary key (book, person) decides: the same request is answered the same way, but for
// keys that were destroyed since, for as long as the book is in use; another is refused with book_collected. It signs before it writes, so that a request that cannot be signed locks nobody
// out, and hands nothing out before the row stands. Other refusals: book_unknown, request_malformed.
func (s *Stamp) Collect(ctx context.Context, h Holder, r Request) (Answer, error) {
	b, err := s.fresh(ctx, r.Book)
	if err != nil {
		return Answer{}, err
	}
	signatures, err := b.sign(r.Blinded, s.turns)
	if err != nil {
		return Answer{}, err
	}
	certificate, err := s.certify(h, r)
	if err != nil {
		return Answer{}, err
	}
	if err := s.store.issue(ctx, r.Book, h.Person, r.hash()); err != nil {
		return Answer{}, err
	}
	return Answer{r.Book, signatures, certificate}, nil
}

// fresh is a book without the keys that another process has destroyed meanwhile.
func (s *Stamp) fresh(ctx context.Context, name string) (*opened, error) {
	left, err := s.store.left(ctx, name)
	if err != nil {
		return nil, err
	}
	if left == 0 {
		return nil, errUnknown
	}
	b, err := s.open(ctx, name)
	if err != nil || b.left == left {
		return b, err
	}
	s.forget(name)
	return s.open(ctx, name)
}

// hash is what the row keeps of a request: SHA-256 of name key and blinded messages.
func (r Request) hash() [32]byte {
	return sha256.Sum256(append(r.NameKey[:], r.Blinded...))
}

func (b *opened) sign(blinded []byte, t turns) ([]byte, error) {
	if len(blinded) != pass.KeySize*len(b.signers) {
		return nil, errMalformed
	}
	signatures := make([]byte, len(blinded))
	err := t.each(len(b.signers), func(i int) error {
		if b.signers[i] == nil {
			return nil
		}
		at := i * pass.KeySize
		signature, err := b.signers[i].BlindSign(blinded[at : at+pass.KeySize])
		copy(signatures[at:], signature)
		return err
	})
	if fault.Of(err) != nil {
		return nil, errMalformed // a message that is not below its modulus
	}
	return signatures, err
}

func (s *Stamp) certify(h Holder, r Request) ([]byte, error) {
	if h.Name == "" {
		return nil, nil
	}
	c := pass.Certificate{Origin: s.origin, Book: r.Book, Name: h.Name, Title: h.Title, NameKey: r.NameKey}
	if c.Title == "" {
		c.Title = pass.NoTitle
	}
	return c.Sign(s.desk)
}

// Issued is how many persons have collected the book.
func (s *Stamp) Issued(ctx context.Context, book string) (int, error) {
	return s.store.issued(ctx, book)
}

// Collected says whether the book was collected in this person's name.
func (s *Stamp) Collected(ctx context.Context, book string, p Person) (bool, error) {
	return s.store.collected(ctx, book, p)
}

// Enrol writes the rows of persons who collect a book and never use it; who has a row keeps it. The demo fills its company so.
func (s *Stamp) Enrol(ctx context.Context, book string, persons []Person) error {
	if _, err := s.open(ctx, book); err != nil {
		return err
	}
	return s.store.enrol(ctx, s.random, book, persons)
}
