package pass

import (
	"crypto/rsa"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/big"
)

const (
	// KeySize is the length in bytes of a modulus, a blinded message and a signature.
	KeySize  = 256
	exponent = 65537
)

// spkiHead is what stands before the modulus in the RSASSA-PSS SubjectPublicKeyInfo of RFC 9578 section 8.2.2 for 2048 bits:
// SHA-384, MGF1 with SHA-384, salt of 48 bytes. spkiTail is the exponent 65537.
var (
	spkiHead, _ = hex.DecodeString("30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886f70d010108300b0609608648016503040202a2030201300382010f003082010a0282010100")
	spkiTail    = []byte{2, 3, 1, 0, 1}
)

// A Key is the public key of one place of a book; the passes of that place verify under it. Never changed once made.
type Key struct {
	Origin    string
	Book      string
	Place     Place
	Public    *rsa.PublicKey
	ID        Hash // the token key id of RFC 9578
	Challenge Hash // digest of the TokenChallenge that every pass of this place carries
}

// NewKey takes a modulus of KeySize bytes, big-endian. It refuses an even one and one of fewer bits.
func NewKey(origin, book string, place Place, modulus []byte) (*Key, error) {
	if len(modulus) != KeySize || modulus[0] < 0x80 || modulus[KeySize-1]&1 == 0 {
		return nil, malformed("the key of %s in %s is no odd modulus of 2,048 bits", place, book)
	}
	return &Key{
		Origin: origin, Book: book, Place: place,
		Public:    &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: exponent},
		ID:        KeyID(modulus),
		Challenge: Challenge(origin, book, place),
	}, nil
}

// Modulus is big-endian, KeySize bytes.
func (k *Key) Modulus() []byte { return k.Public.N.FillBytes(make([]byte, KeySize)) }

// KeyID is SHA-256 of the public key as RFC 9578 section 8.2.2 encodes it.
func KeyID(modulus []byte) Hash {
	spki := append(append(append([]byte{}, spkiHead...), modulus...), spkiTail...)
	return sha256.Sum256(spki)
}

// Challenge is SHA-256 of the TokenChallenge (RFC 9577 section 2.1.1): type 2, issuer name = origin info = origin, and a
// redemption context that names book, slot and purpose.
func Challenge(origin, book string, p Place) Hash {
	context := sha256.Sum256([]byte(Version + "\n" + book + "\n" + itoa(p.Slot) + "\n" + string(p.Purpose) + "\n"))
	b := binary.BigEndian.AppendUint16(nil, tokenType)
	b = binary.BigEndian.AppendUint16(b, uint16(len(origin))) // #nosec G115 -- an origin is the name of a host
	b = append(b, origin...)
	b = append(append(b, byte(len(context))), context[:]...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(origin))) // #nosec G115 -- an origin is the name of a host
	return sha256.Sum256(append(b, origin...))
}
