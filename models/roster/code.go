package roster

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
	"time"

	"roundrobin/models/fault"
)

const (
	// CodeLife is how long a code is good for.
	CodeLife = 10 * time.Minute
	// CodeTries is how often one may be tried.
	CodeTries = 5
	// CodesPerDay is how many are mailed to one person on one day.
	CodesPerDay = 10

	idSize     = 16
	digitCount = 6
)

// Code is a check-in code. It is made before anybody asks whether the person is on the roster, and rides in an encrypted
// cookie; the store knows it by an HMAC of ID only.
type Code struct {
	ID      [idSize]byte
	Person  Hash
	Mailbox bool   // the address is at a mail domain that lets in
	Digits  string // six of them
	Expires time.Time
}

// NewCode draws a code for whoever owns the address, known or not; both take the same time.
func (r *Roster) NewCode(a Address) (c Code, err error) {
	c = Code{Person: r.Hash(a), Mailbox: r.mailbox(a), Expires: r.now().Add(CodeLife).Truncate(time.Second)}
	if _, err = io.ReadFull(r.random, c.ID[:]); err != nil {
		return c, err
	}
	n, err := rand.Int(r.random, big.NewInt(1_000_000))
	if err != nil {
		return c, err
	}
	c.Digits = fmt.Sprintf("%0*d", digitCount, n)
	return c, nil
}

// Marshal always gives the same number of bytes, so that a cookie's length says nothing.
func (c Code) Marshal() []byte {
	b := append(append(append([]byte{}, c.ID[:]...), c.Person[:]...), c.Digits...)
	b = binary.BigEndian.AppendUint64(b, uint64(c.Expires.Unix())) // #nosec G115 -- after 1970, and before the sun goes out
	if c.Mailbox {
		return append(b, 1)
	}
	return append(b, 0)
}

// ParseCode takes what Marshal gave.
func ParseCode(b []byte) (c Code, err error) {
	if len(b) != idSize+len(c.Person)+digitCount+8+1 {
		return c, errors.New("roster: not a code")
	}
	b = b[copy(c.ID[:], b):]
	b = b[copy(c.Person[:], b):]
	c.Digits = string(b[:digitCount])
	c.Expires = time.Unix(int64(binary.BigEndian.Uint64(b[digitCount:])), 0) // #nosec G115 -- after 1970, and before the sun goes out
	c.Mailbox = b[digitCount+8] == 1
	return c, nil
}

// Typed are six digits as somebody typed them.
type Typed string

// ParseTyped lets blanks and a hyphen stand between the digits.
func ParseTyped(s string) (Typed, error) {
	s = strings.NewReplacer(" ", "", "\u00a0", "", "-", "").Replace(strings.TrimSpace(s))
	if len(s) != digitCount || strings.Trim(s, "0123456789") != "" {
		return "", fault.New(fault.Invalid, "code_malformed").On("code")
	}
	return Typed(s), nil
}

func (c Code) matches(t Typed) bool {
	return subtle.ConstantTimeCompare([]byte(c.Digits), []byte(t)) == 1
}
