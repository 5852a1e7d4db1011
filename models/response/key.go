// Package response is how leadership answers without an account: a link that is one reader's alone, and beside it a code to type
// for those whose browser runs no script. response/store keeps both, as keyed hashes only.
package response

import (
	"encoding/base64"
	"io"
	"strings"

	"roundrobin/models/fault"
)

const (
	secretSize = 32 // bytes
	nameSize   = 4  // characters of a code that say which it is
	codeSize   = 12 // all of them: 20 bits of name, 40 of secret
)

// alphabet is Crockford's: no letter in it can be taken for another sign.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// A Key opens one link: by its secret, which rides behind the # of an address, or by its code.
type Key struct {
	Secret string // 43 characters of base64url
	code   string // 12 characters
}

// NewKey draws one. It panics when randomness ends.
func NewKey(random io.Reader) Key {
	b := make([]byte, secretSize+codeSize)
	if _, err := io.ReadFull(random, b); err != nil {
		panic("response: no randomness: " + err.Error())
	}
	k := Key{Secret: base64.RawURLEncoding.EncodeToString(b[:secretSize])}
	for _, c := range b[secretSize:] {
		k.code += string(alphabet[c%32])
	}
	return k
}

// Code is written for people: "K7M2-9QXD-4TRV".
func (k Key) Code() string { return k.code[:4] + "-" + k.code[4:8] + "-" + k.code[8:] }

// A Typed is a secret, or a code as somebody typed it, made tidy.
type Typed struct {
	Secret     string // or "" for a code
	Name, Rest string // of a code
}

var tidy = strings.NewReplacer(" ", "", "\u00a0", "", "-", "", "\u2010", "", "\u2013", "", "O", "0", "I", "1", "L", "1", "U", "V")

// ParseTyped takes both; a code may stand in small letters, with blanks, and with letters that look like its own.
func ParseTyped(s string) (t Typed, err error) {
	s = strings.TrimSpace(s)
	if b, err := base64.RawURLEncoding.DecodeString(s); err == nil && len(b) == secretSize {
		return Typed{Secret: s}, nil
	}
	code := tidy.Replace(strings.ToUpper(s))
	if len(code) != codeSize || strings.Trim(code, alphabet) != "" {
		return t, fault.New(fault.Invalid, "answer_code_malformed").On("code")
	}
	return Typed{Name: code[:nameSize], Rest: code[nameSize:]}, nil
}

// Parts are those of the key's own code.
func (k Key) Parts() (name, rest string) { return k.code[:nameSize], k.code[nameSize:] }
