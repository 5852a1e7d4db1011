package office

import (
	"crypto/subtle"
	"encoding/base32"
	"io"
	"strings"
	"time"

	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// oneTime is the secret that a member's one-time codes are made from: RFC 6238 with HMAC-SHA1, six digits, thirty seconds, which is
// what every app knows.
type oneTime []byte

const (
	stepSeconds = 30
	drift       = 1 // steps that a member's clock may be wrong
)

var base = base32.StdEncoding.WithPadding(base32.NoPadding)

func newSecret(random io.Reader) oneTime {
	s := make(oneTime, 20)
	draw(random, s)
	return s
}

func (s oneTime) String() string { return base.EncodeToString(s) }

func (s oneTime) url(issuer, name string) (string, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: name, Secret: s, Period: stepSeconds})
	if err != nil {
		return "", err
	}
	return key.URL(), nil
}

// step is the T of the RFC: how many thirty seconds have passed since 1970.
func step(now time.Time) int64 { return now.Unix() / stepSeconds }

// match gives the newest step whose code was typed.
func (s oneTime) match(typed string, now time.Time) (at int64, ok bool) {
	typed = strings.Join(strings.Fields(typed), "")
	for t := step(now) - drift; t <= step(now)+drift; t++ {
		code, err := hotp.GenerateCode(s.String(), uint64(t)) // #nosec G115 -- steps since 1970
		if err == nil && subtle.ConstantTimeCompare([]byte(code), []byte(typed)) == 1 {
			at, ok = t, true
		}
	}
	return at, ok
}
