package pass

import (
	"crypto/ed25519"
	"math/big"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

// testNoteKey is the same for every run: its seed is its name.
func testNoteKey(t testing.TB, name string) (note.Signer, string) {
	seed := make([]byte, ed25519.SeedSize)
	copy(seed, name)
	skey, vkey, err := note.GenerateKey(&once{seed}, name)
	no(t, err)
	s, err := note.NewSigner(skey)
	no(t, err)
	return s, vkey
}

// once reads out its bytes.
type once struct{ rest []byte }

func (o *once) Read(p []byte) (int, error) {
	n := copy(p, o.rest)
	o.rest = o.rest[n:]
	return n, nil
}

func reduce(blind []byte, k *Key) []byte {
	b := new(big.Int).SetBytes(blind)
	return b.Mod(b, k.Public.N).FillBytes(make([]byte, KeySize))
}
