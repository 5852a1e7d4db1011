package wallet

import (
	"maps"

	"golang.org/x/mod/sumdb/note"

	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

var (
	errLogKey   = fault.New(fault.Invalid, "wallet_log_key")
	errPetition = fault.New(fault.NotFound, "wallet_petition_unknown")
)

// A Petition is where people sign, as the ledger has it.
type Petition struct {
	Book string
	Slot int
	Text pass.Hash
}

// said is what the leaves of a log come to, as far as a wallet relies on it.
type said struct {
	books     map[string]*ledger.Book
	petitions map[string]Petition
	gateways  map[string]bool // ohttp configs
	desks     []note.Verifier
	promises  []note.Verifier
	acts      []pass.Act
}

func newSaid() said {
	return said{books: map[string]*ledger.Book{}, petitions: map[string]Petition{}, gateways: map[string]bool{}}
}

// with adds leaves, the first of which stands at index from, and leaves s as it was.
func (s said) with(origin string, from int64, leaves [][]byte) (said, error) {
	s.books, s.petitions, s.gateways = maps.Clone(s.books), maps.Clone(s.petitions), maps.Clone(s.gateways)
	for i, text := range leaves {
		leaf, err := ledger.ParseLeaf(text)
		if err == nil && leaf.Origin != origin {
			err = lied("it is of %s", leaf.Origin)
		}
		if err == nil && leaf.Act != nil {
			s.acts = append(s.acts, *leaf.Act)
			continue
		}
		if err == nil {
			err = s.add(leaf.Operator)
		}
		if err != nil {
			return s, lied("leaf %d: %v", from+int64(i), err)
		}
	}
	return s, nil
}

func (s *said) add(o ledger.Operator) (err error) {
	switch o := o.(type) {
	case *ledger.Book:
		if s.books[o.Book] != nil {
			return lied("there is a book %s already", o.Book)
		}
		s.books[o.Book] = o
	case *ledger.Gather:
		s.petitions[o.Petition] = Petition{o.Book, o.Slot, o.Text}
	case *ledger.Open:
		s.petitions[o.Petition] = Petition{o.Book, o.Slot, o.Text}
	case *ledger.Gateway:
		s.gateways[string(o.Key)] = true
	case *ledger.Desk:
		s.desks, err = addKey(s.desks, o.Key)
	case *ledger.PromiseKey:
		s.promises, err = addKey(s.promises, o.Key)
	}
	return err
}

func addKey(keys []note.Verifier, key string) ([]note.Verifier, error) {
	v, err := note.NewVerifier(key)
	return append(keys, v), err
}

// Petition is what the ledger last said of one.
func (l *Ledger) Petition(id string) (Petition, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if p, ok := l.said.petitions[id]; ok {
		return p, nil
	}
	return Petition{}, errPetition
}

func (l *Ledger) isGateway(config []byte) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.said.gateways[string(config)]
}

// keysOf are the keys that promises and certificates have been signed with so far.
func (l *Ledger) keysOf() (promises, desks []note.Verifier) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.said.promises, l.said.desks
}

func (l *Ledger) actsSoFar() []pass.Act {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.said.acts
}
