package office

import (
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/argon2"
)

// signInKey is 160 random bits: nobody can guess one, and no two are alike.
type signInKey [20]byte

var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

func newKey(random io.Reader) (k signInKey) {
	draw(random, k[:])
	return k
}

// String writes it in eight groups of four.
func (k signInKey) String() string {
	text := letters.EncodeToString(k[:])
	groups := make([]string, 0, len(text)/4)
	for i := 0; i < len(text); i += 4 {
		groups = append(groups, text[i:i+4])
	}
	return strings.Join(groups, "-")
}

// parseKey takes it with or without its hyphens, blanks, in large or small letters.
func parseKey(typed string) (k signInKey, ok bool) {
	text := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(typed, "-", "")), ""))
	b, err := letters.DecodeString(text)
	if err != nil || len(b) != len(k) {
		return k, false
	}
	return signInKey(b), true
}

// Argon2id with OWASP's least parameters. The key is no password that could be guessed: the hash is slow so that a copy of the store
// stays worthless even where randomness was poor.
const (
	passes  = 2
	memory  = 19 << 10 // KiB
	threads = 1
	size    = 32
)

// hash is "$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH", as the reference implementation writes it.
func (k signInKey) hash(random io.Reader) string {
	var salt [16]byte
	draw(random, salt[:])
	return head() + encode(salt[:]) + "$" + encode(k.slow(salt[:]))
}

func (k signInKey) slow(salt []byte) []byte {
	return argon2.IDKey(k[:], salt, passes, memory, threads, size)
}

// fits does the same work whether or not hash is one.
func (k signInKey) fits(hash string) bool {
	salt, sum, ok := strings.Cut(strings.TrimPrefix(hash, head()), "$")
	got := k.slow(decode(salt))
	return ok && subtle.ConstantTimeCompare(got, decode(sum)) == 1
}

func head() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, memory, passes, threads)
}

func encode(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }

func decode(s string) []byte {
	b, _ := base64.RawStdEncoding.DecodeString(s) // what cannot be read fits no key
	return b
}

func draw(random io.Reader, b []byte) {
	if _, err := io.ReadFull(random, b); err != nil {
		panic("office: no randomness: " + err.Error())
	}
}
