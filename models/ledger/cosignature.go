package ledger

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Kinds of note keys (C2SP signed-note). Some witnesses hand out their key as a plain one.
const (
	keyEd25519     = 1
	keyCosignature = 4
)

// A witness is a note.Verifier of cosignatures: it signed that it saw this checkpoint, and none that contradicts it (C2SP
// tlog-cosignature, cosignature/v1).
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

// NewWitness takes a witness's verifier key.
func NewWitness(key string) (note.Verifier, error) {
	p := strings.SplitN(key, "+", 3)
	if len(p) != 3 || p[0] == "" || strings.ContainsAny(p[0], " \n") {
		return nil, fmt.Errorf("ledger: %q is no witness's key", key)
	}
	raw, err := base64.StdEncoding.DecodeString(p[2])
	if err != nil || len(raw) != 1+ed25519.PublicKeySize || raw[0] != keyEd25519 && raw[0] != keyCosignature {
		return nil, fmt.Errorf("ledger: %q is no witness's key", key)
	}
	if said, err := strconv.ParseUint(p[1], 16, 32); err != nil || uint32(said) != keyHash(p[0], raw[0], raw[1:]) {
		return nil, fmt.Errorf("ledger: the witness's key %q is damaged", key)
	}
	return witness{p[0], keyHash(p[0], keyCosignature, raw[1:]), raw[1:]}, nil
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }

// Verify takes a time of eight bytes and the signature over it and the checkpoint.
func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	return ed25519.Verify(w.key, cosigned(binary.BigEndian.Uint64(signature), text), signature[8:])
}

func cosigned(unix uint64, text []byte) []byte {
	return fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", unix, text)
}

func keyHash(name string, kind byte, key []byte) uint32 {
	h := sha256.Sum256(append([]byte(name+"\n"), append([]byte{kind}, key...)...))
	return binary.BigEndian.Uint32(h[:])
}

// Cosigners are those of the witnesses who signed a checkpoint, by name and in the order given. A signature that is wrong
// under a known key makes the whole note wrong.
func Cosigners(signed []byte, log note.Verifier, witnesses ...note.Verifier) (names []string, err error) {
	n, err := note.Open(signed, note.VerifierList(append([]note.Verifier{log}, witnesses...)...))
	if err != nil {
		return nil, fmt.Errorf("ledger: the checkpoint's signatures: %w", err)
	}
	for _, w := range witnesses {
		for _, s := range n.Sigs {
			if s.Name == w.Name() && s.Hash == w.KeyHash() {
				names = append(names, s.Name)
			}
		}
	}
	return names, nil
}

// Cosign adds signature lines of others to a signed note, each ending with a line end. It verifies nothing.
func Cosign(signed []byte, lines ...string) []byte {
	return append(append([]byte{}, signed...), strings.Join(lines, "")...)
}
