package wallet

import (
	"context"
	"crypto/sha256"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// Keys are the public keys of a book: the file whose hash is in the ledger, each key with its proof that it cannot mark a pass.
// Fetched and checked once.
func (l *Ledger) Keys(ctx context.Context, s *Site, book string) (*pass.KeyFile, error) {
	l.fetching.Lock()
	defer l.fetching.Unlock()
	if f := l.files[book]; f != nil {
		return f, nil
	}
	l.mu.RLock()
	leaf := l.said.books[book]
	l.mu.RUnlock()
	if leaf == nil {
		return nil, lied("the site hands out a book %s of which its ledger knows nothing", book)
	}
	f, err := fetchBook(ctx, s, l.Origin(), leaf)
	if err == nil {
		l.files[book] = f
	}
	return f, err
}

func fetchBook(ctx context.Context, s *Site, origin string, leaf *ledger.Book) (*pass.KeyFile, error) {
	text, err := fetchHashed(ctx, s, "/log/books/"+leaf.Book, leaf.Keys)
	if err != nil {
		return nil, err
	}
	proofText, err := fetchHashed(ctx, s, "/log/books/"+leaf.Book+"/proofs", leaf.Proofs)
	if err != nil {
		return nil, err
	}
	keys, err := pass.ParseKeyFile(text)
	if err != nil {
		return nil, lied("the keys of book %s: %v", leaf.Book, err)
	}
	if want := (pass.Book{Origin: origin, Name: leaf.Book, Slots: leaf.Slots}); keys.Book != want {
		return nil, lied("the keys of book %s are for another book, site or number of slots", leaf.Book)
	}
	proofs, err := pass.ParseProofFile(proofText)
	if err == nil {
		err = proofs.Check(keys)
	}
	if err != nil {
		return nil, lied("the proofs of book %s: %v", leaf.Book, err)
	}
	return keys, nil
}

func fetchHashed(ctx context.Context, s *Site, path string, want pass.Hash) ([]byte, error) {
	text, err := s.get(ctx, path, most)
	if err == nil && pass.Hash(sha256.Sum256(text)) != want {
		err = lied("%s is not the file whose hash is in the ledger", path)
	}
	return text, err
}
