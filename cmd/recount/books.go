package main

import (
	"context"
	"sync"

	"roundrobin/models/ledger"
	"roundrobin/models/ledger/tally"
	"roundrobin/models/pass"
)

// A keyring holds the keys of all books that the log has named so far, by their ids.
type keyring struct {
	keys sync.Map
	size int
}

func (r *keyring) find(id pass.Hash) *pass.Key {
	k, _ := r.keys.Load(id)
	key, _ := k.(*pass.Key)
	return key
}

// add fetches the keys of the book that a leaf names, and checks files against hashes and keys against proofs.
func (r *keyring) add(ctx context.Context, from source, origin string, place int64, b *ledger.Book) error {
	file, err := readBook(ctx, from, origin, place, b)
	if err != nil {
		return err
	}
	for _, k := range file.Keys {
		if other := r.find(k.ID); other != nil {
			return tally.Lied(place, "the key of %s in book %s is also that of %s in %s", k.Place, k.Book, other.Place, other.Book)
		}
		r.keys.Store(k.ID, k)
		r.size++
	}
	return nil
}

func readBook(ctx context.Context, from source, origin string, place int64, b *ledger.Book) (*pass.KeyFile, error) {
	const perKey = 4 << 10
	most := int64(pass.Book{Slots: min(b.Slots, pass.MaxSlots)}.Size()+1) * perKey
	text, err := from.get(ctx, "/log/books/"+b.Book, most)
	if err != nil {
		return nil, err
	}
	proofText, err := from.get(ctx, "/log/books/"+b.Book+"/proofs", most)
	if err != nil {
		return nil, err
	}
	keys, proofs, err := pass.OpenBook(pass.Book{Origin: origin, Name: b.Book, Slots: b.Slots}, b.Keys, b.Proofs, text, proofText)
	if err != nil {
		return nil, tally.Lied(place, "the files of book %s: %v", b.Book, err)
	}
	return keys, onAllCores(len(keys.Keys), func(n int) error {
		if err := proofs.Proofs[n].Check(keys.Keys[n].Public); err != nil {
			return tally.Lied(place, "the key of %s in book %s: %v", keys.Keys[n].Place, b.Book, err)
		}
		return nil
	})
}
