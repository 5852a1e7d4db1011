package stamp

import (
	"context"
	"errors"
	"fmt"

	"roundrobin/models/db"
	"roundrobin/models/pass"
)

// Mint makes the keys of a book, keeps their private halves encrypted, and gives the two files that the booth publishes. A book
// is minted once: asked again, after a crash between minting and publishing, Mint gives the same files. About 60 ms a key and core.
func (s *Stamp) Mint(ctx context.Context, name string, slots int) (*pass.KeyFile, *pass.ProofFile, error) {
	b, err := s.open(ctx, name)
	if errors.Is(err, errUnknown) {
		if err = s.mint(ctx, pass.Book{Origin: s.origin, Name: name, Slots: slots}); err == nil {
			b, err = s.open(ctx, name)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	return b.files(s.turns)
}

// mint writes all keys of the book or none. If another replica was faster, its keys stay.
func (s *Stamp) mint(ctx context.Context, b pass.Book) error {
	if err := b.Check(); err != nil {
		return err
	}
	places := b.Places()
	private := make([][]byte, len(places))
	err := s.turns.each(len(places), func(i int) error {
		key, err := pass.Mint(s.random)
		if err != nil {
			return err
		}
		private[i], err = pass.MarshalPrivate(key)
		return err
	})
	if err != nil {
		return err
	}
	if err = s.store.keep(ctx, s.random, b.Name, places, private); db.IsDuplicate(err) {
		return nil
	}
	return err
}

func (b *opened) files(t turns) (*pass.KeyFile, *pass.ProofFile, error) {
	if b.left < len(b.signers) {
		return nil, nil, fmt.Errorf("book %s was published: %d of its keys are destroyed", b.Name, len(b.signers)-b.left)
	}
	moduli := make([][]byte, len(b.signers))
	proofs := &pass.ProofFile{Book: b.Book, Proofs: make([]pass.Proof, len(b.signers))}
	err := t.each(len(b.signers), func(i int) (err error) {
		moduli[i] = b.signers[i].Modulus()
		proofs.Proofs[i], err = b.signers[i].Prove()
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	keys, err := pass.NewKeyFile(b.Book, moduli)
	return keys, proofs, err
}

// Destroy deletes the private halves of a book: from now on nobody, with whatever copy of this store, makes a pass of it. A book that is
// gone stays gone.
func (s *Stamp) Destroy(ctx context.Context, name string) error {
	there, err := s.store.left(ctx, name)
	if err != nil || there == 0 {
		return err
	}
	if err := s.store.destroy(ctx, name); err != nil {
		return err
	}
	s.forget(name)
	return s.store.Vacate(ctx)
}

// DestroySlots destroys the private halves of slots whose petitions are over for good, for signatures and voices alike: from now on nobody
// makes a pass of them, and whoever collects the book gets all others. What is gone stays gone.
func (s *Stamp) DestroySlots(ctx context.Context, book string, slots []int) error {
	some, err := s.store.empty(ctx, book, slots)
	if err != nil || !some {
		return err
	}
	s.forget(book)
	return s.store.Vacate(ctx)
}
