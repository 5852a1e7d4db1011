package pass

import (
	"bytes"
	"crypto/sha256"
	"strings"
)

// A ProofFile proves every key of a book, in the order of its places.
type ProofFile struct {
	Book
	Proofs []Proof
}

// Marshal gives the file as it is served at /log/books/BOOK/proofs.
func (f *ProofFile) Marshal() []byte {
	var b strings.Builder
	b.WriteString(f.header("proofs"))
	for _, p := range f.Proofs {
		for i, root := range p {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(b64.EncodeToString(root))
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// Hash is what the book's leaf says of the file.
func (f *ProofFile) Hash() Hash { return sha256.Sum256(f.Marshal()) }

// ParseProofFile takes exactly what Marshal gives; it does not check the proofs.
func ParseProofFile(text []byte) (*ProofFile, error) {
	b, lines, err := parseHeader(text, "proofs")
	if err != nil {
		return nil, err
	}
	f := &ProofFile{Book: b, Proofs: make([]Proof, len(lines))}
	for i, line := range lines {
		roots := strings.Split(line, " ")
		if len(roots) != ProofRoots {
			return nil, malformed("proofs file: line %d has %d roots", i+5, len(roots))
		}
		for j, root := range roots {
			if f.Proofs[i][j], err = b64.DecodeString(root); err != nil || len(f.Proofs[i][j]) != KeySize {
				return nil, malformed("proofs file: line %d has a root of another form", i+5)
			}
		}
	}
	if !bytes.Equal(f.Marshal(), text) {
		return nil, malformed("proofs file: not in its one form")
	}
	return f, nil
}

// Check checks every key of the book, one after the other (about 0.4 ms a key); Proof.Check is there for more cores.
func (f *ProofFile) Check(keys *KeyFile) error {
	if f.Book != keys.Book {
		return forged("the proofs are for another book")
	}
	for i, p := range f.Proofs {
		if err := p.Check(keys.Keys[i].Public); err != nil {
			return forged("%s of %s: %v", keys.Keys[i].Place, f.Name, err)
		}
	}
	return nil
}
