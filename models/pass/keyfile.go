package pass

import (
	"bytes"
	"crypto/sha256"
	"strings"
)

// A KeyFile holds the public keys of a whole book, in the order of its places. Its hash is in the book's leaf.
type KeyFile struct {
	Book
	Keys []*Key
}

// NewKeyFile takes the moduli in the order of the book's places.
func NewKeyFile(b Book, moduli [][]byte) (*KeyFile, error) {
	if err := b.Check(); err != nil {
		return nil, err
	}
	if len(moduli) != b.Size() {
		return nil, malformed("%d keys for a book of %d places", len(moduli), b.Size())
	}
	f := &KeyFile{Book: b}
	seen := map[Hash]bool{}
	for i, p := range b.Places() {
		k, err := NewKey(b.Origin, b.Name, p, moduli[i])
		if err != nil {
			return nil, err
		}
		if seen[k.ID] { // one key for two places would let a pass of the one be shown for the other
			return nil, malformed("the key of %s in %s stands there twice", p, b.Name)
		}
		seen[k.ID] = true
		f.Keys = append(f.Keys, k)
	}
	return f, nil
}

// Key is the key of a place, or nil.
func (f *KeyFile) Key(p Place) *Key {
	if i := f.Index(p); i >= 0 {
		return f.Keys[i]
	}
	return nil
}

// Marshal gives the file as it is served at /log/books/BOOK.
func (f *KeyFile) Marshal() []byte {
	var b strings.Builder
	b.WriteString(f.header("book"))
	for _, k := range f.Keys {
		b.WriteString(k.Place.String() + " " + b64.EncodeToString(k.Modulus()) + "\n")
	}
	return []byte(b.String())
}

// Hash is what the book's leaf says of the file.
func (f *KeyFile) Hash() Hash { return sha256.Sum256(f.Marshal()) }

// ParseKeyFile takes exactly what Marshal gives.
func ParseKeyFile(text []byte) (*KeyFile, error) {
	b, lines, err := parseHeader(text, "book")
	if err != nil {
		return nil, err
	}
	moduli := make([][]byte, len(lines))
	for i, p := range b.Places() {
		value, ok := strings.CutPrefix(lines[i], p.String()+" ")
		if moduli[i], err = b64.DecodeString(value); !ok || err != nil {
			return nil, malformed("book file: line %d is not the key of %s", i+5, p)
		}
	}
	f, err := NewKeyFile(b, moduli)
	if err == nil && !bytes.Equal(f.Marshal(), text) {
		return nil, malformed("book file: not in its one form")
	}
	return f, err
}
