package pass

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha512"
	"encoding/binary"
	"strconv"
)

const (
	tokenType = 2
	inputSize = 2 + 32 + 32 + 32
	// Size is the length of a pass in bytes.
	Size = inputSize + KeySize
)

// saltSize is the PSS salt in bytes. Never 0: to crypto/rsa a SaltLength of 0 means "any".
const saltSize = 48

// A BoothKey is the Ed25519 public key that a pass certifies: who somebody is to one petition for one purpose.
type BoothKey [32]byte

// A Pass is an RFC 9578 token (section 6.3): type ‖ booth key ‖ challenge digest ‖ key id ‖ signature.
type Pass [Size]byte

// Parse refuses another length and another token type; it does not verify.
func Parse(b []byte) (p Pass, err error) {
	if len(b) != Size || binary.BigEndian.Uint16(b) != tokenType {
		return p, malformed("a pass of %d bytes or of another type", len(b))
	}
	return Pass(b), nil
}

// newInput is what a blind signature certifies: the pass without its signature.
func newInput(booth BoothKey, k *Key) []byte {
	b := binary.BigEndian.AppendUint16(make([]byte, 0, Size), tokenType)
	b = append(append(b, booth[:]...), k.Challenge[:]...)
	return append(b, k.ID[:]...)
}

func (p Pass) BoothKey() BoothKey { return BoothKey(p[2:34]) }
func (p Pass) Challenge() Hash    { return Hash(p[34:66]) }
func (p Pass) KeyID() Hash        { return Hash(p[66:98]) }

// Verify refuses a pass that was not issued under this key for this place. About 30 µs.
func (p Pass) Verify(k *Key) error {
	if p.KeyID() != k.ID || p.Challenge() != k.Challenge {
		return forged("the pass is for another place than %s of %s", k.Place, k.Book)
	}
	digest := sha512.Sum384(p[:inputSize])
	options := &rsa.PSSOptions{SaltLength: saltSize, Hash: crypto.SHA384}
	if rsa.VerifyPSS(k.Public, crypto.SHA384, digest[:], p[inputSize:], options) != nil {
		return forged("the pass was not issued by the desk under the key of %s of %s", k.Place, k.Book)
	}
	return nil
}

func itoa(n int) string { return strconv.Itoa(n) }
