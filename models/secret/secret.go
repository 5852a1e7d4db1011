// Package secret keeps the one key that everything at rest is encrypted under.
//
// The master key lives outside the databases and outside their backups: in a file or in the environment. Everything
// else is derived from it by purpose, so that no two uses share a key.
package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Size of the master key in bytes.
const Size = 32

// Master is the master key. It is never printed.
type Master struct{ key [Size]byte }

// New draws a master key.
func New(random io.Reader) (m Master, err error) {
	_, err = io.ReadFull(random, m.key[:])
	return m, err
}

// Parse reads a key written by Text: 43 characters of base64url.
func Parse(s string) (m Master, err error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(strings.TrimSpace(s))
	if err != nil || len(b) != Size {
		return m, errors.New("the master key must be 43 characters of base64url (32 bytes)")
	}
	copy(m.key[:], b)
	return m, nil
}

// Load reads the key file.
func Load(path string) (Master, error) {
	b, err := os.ReadFile(path) // #nosec G304 -- the settings name it
	if err != nil {
		return Master{}, fmt.Errorf("the master key file cannot be read: %w", err)
	}
	return Parse(string(b))
}

// Create writes a new key file that only its owner can read; it never overwrites one.
func Create(path string, random io.Reader) (Master, error) {
	m, err := New(random)
	if err != nil {
		return m, err
	}
	return m, Keep(path, m)
}

// Keep writes a key that there is already to a file, in the same way.
func Keep(path string, m Master) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // #nosec G304 -- the settings name it
	if err != nil {
		return fmt.Errorf("the master key file cannot be made: %w", err)
	}
	_, err = f.WriteString(m.Text() + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

// Text is the key as a key file holds it.
func (m Master) Text() string { return base64.RawURLEncoding.EncodeToString(m.key[:]) }

// String keeps the key out of logs.
func (m Master) String() string { return "master key" }

// GoString keeps it out of %#v too.
func (m Master) GoString() string { return m.String() }

// Key is the subkey for one use; label names the use (HKDF-SHA256, RFC 5869).
func (m Master) Key(label string) (k [Size]byte) {
	b, err := hkdf.Key(sha256.New, m.key[:], nil, "roundrobin/v1 "+label, Size)
	if err != nil {
		panic(err) // only for impossible lengths
	}
	copy(k[:], b)
	return k
}

// MAC is HMAC-SHA256 of the parts under the subkey for label; each part goes in behind its length.
func (m Master) MAC(label string, parts ...[]byte) []byte { return MAC(m.Key(label), parts...) }

// MAC is HMAC-SHA256 over length-prefixed parts.
func MAC(key [Size]byte, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, key[:])
	for _, p := range parts {
		h.Write([]byte{byte(len(p) >> 24), byte(len(p) >> 16), byte(len(p) >> 8), byte(len(p))}) // #nosec G115 -- one byte of four is meant
		h.Write(p)
	}
	return h.Sum(nil)
}

// Box is the box for one use.
func (m Master) Box(label string) Box { return NewBox(m.Key(label)) }

// Box encrypts with AES-256-GCM; what it makes is a 12-byte random nonce, the ciphertext, a 16-byte tag.
type Box struct{ aead cipher.AEAD }

// NewBox is a box under any key of 32 bytes.
func NewBox(key [Size]byte) Box {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // the length is right
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return Box{aead}
}

// Seal encrypts plain; aad says where it belongs and must be given again to open it. It panics when randomness ends.
func (b Box) Seal(random io.Reader, plain, aad []byte) []byte {
	nonce := make([]byte, b.aead.NonceSize(), b.aead.NonceSize()+len(plain)+b.aead.Overhead())
	if _, err := io.ReadFull(random, nonce); err != nil {
		panic("secret: no randomness: " + err.Error())
	}
	return b.aead.Seal(nonce, nonce, plain, aad)
}

// ErrOpen means another key, another place, or damage.
var ErrOpen = errors.New("secret: cannot be opened with this key")

// Open undoes Seal.
func (b Box) Open(sealed, aad []byte) ([]byte, error) {
	n := b.aead.NonceSize()
	if len(sealed) < n {
		return nil, ErrOpen
	}
	plain, err := b.aead.Open(nil, sealed[:n], sealed[n:], aad)
	if err != nil {
		return nil, ErrOpen
	}
	return plain, nil
}
