// Package stamp is the desk's half of the passes: it holds the private keys of the books, blind-signs a whole book for a person
// once, and keeps one row that says so. It never sees a pass; nothing of the booth may import it.
package stamp

import (
	"io"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/secret"
)

const labelKeys = "book keys"

// Person is the keyed hash of somebody on the roster; here it is 32 opaque bytes.
type Person = [32]byte

// Stamp works over the identity store. It is safe for use by many at once.
type Stamp struct {
	store  store
	origin string
	desk   note.Signer
	random io.Reader
	turns  turns

	mu    sync.Mutex
	books map[string]*opened
}

// opened is a minted book, ready to sign; never changed.
type opened struct {
	pass.Book
	signers []*pass.Signer // in the order of its places; nil where the key was destroyed
	left    int            // how many are not
}

// New needs the identity store, migrated, the site's origin, and <origin>/desk to sign certificates with. Keys are minted on
// all cores at once, so random must be safe for use by many.
func New(d *db.DB, m secret.Master, origin string, desk note.Signer, random io.Reader) *Stamp {
	return &Stamp{store: store{d, m.Box(labelKeys)}, origin: origin, desk: desk, random: random, turns: make(turns, cores), books: map[string]*opened{}}
}
