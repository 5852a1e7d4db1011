package pass

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
)

const (
	edSeedSize = 32
	blindSize  = KeySize + 16 // 128 bits more than the modulus: reduced, it is as good as uniform
)

// A Seed is what a person keeps (the recovery code, in words); all else follows from it.
type Seed [16]byte

// A Wallet derives everything from a seed for one site, as the browser's wallet does. It holds nothing that changes.
type Wallet struct {
	origin string
	prk    []byte
}

// NewWallet extracts once; every derivation after it is one HKDF expansion.
func NewWallet(seed Seed, origin string) *Wallet {
	prk, err := hkdf.Extract(sha256.New, seed[:], []byte(Version+" seed"))
	if err != nil {
		panic(err) // only in FIPS mode, which forbids keys this short
	}
	return &Wallet{origin, prk}
}

// expand joins origin and parts with zero bytes behind each, but for the last.
func (w *Wallet) expand(size int, parts ...string) []byte {
	info := Version + "\x00" + w.origin
	for _, p := range parts {
		info += "\x00" + p
	}
	b, err := hkdf.Expand(sha256.New, w.prk, info, size)
	if err != nil {
		panic(err) // sizes are constants below 255 blocks
	}
	return b
}

// secrets are those of one pass: its booth key's seed, the PSS salt and the blind. The key id is among what they are derived
// from, so that a swapped key yields unrelated booth keys and blinds.
func (w *Wallet) secrets(k *Key) (booth ed25519.PrivateKey, salt, blind []byte) {
	b := w.expand(edSeedSize+saltSize+blindSize, k.Book, itoa(k.Place.Slot), string(k.Place.Purpose), string(k.ID[:]))
	return ed25519.NewKeyFromSeed(b[:edSeedSize]), b[edSeedSize : edSeedSize+saltSize], b[edSeedSize+saltSize:]
}

// NameKey signs for those who sign with their name: one per book, unrelated to every booth key.
func (w *Wallet) NameKey(book string) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(w.expand(edSeedSize, book, "name", ""))
}

// BodySalt keeps the hash of a short body from being guessed.
func (w *Wallet) BodySalt(petition string, purpose Purpose, subject string, seq int) (salt [32]byte) {
	copy(salt[:], w.expand(len(salt), petition, string(purpose), subject, itoa(seq), "body"))
	return salt
}
