package provider

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

const (
	// Life is how long somebody may take at the provider.
	Life = 10 * time.Minute

	part     = 32 // bytes of each secret
	mostTag  = 8  // bytes of a language
	pendings = 3*part + 8 + mostTag
)

// Pending is what the browser keeps, encrypted, while its owner is at the provider.
type Pending struct {
	secrets [3 * part]byte
	Expires time.Time
	// Language is the one that the address named where they set out, or "": the provider sends everybody back to one address.
	Language string
}

func (p Pending) state() string    { return p.secret(0) }
func (p Pending) nonce() string    { return p.secret(1) }
func (p Pending) verifier() string { return p.secret(2) }

func (p Pending) secret(i int) string {
	return base64.RawURLEncoding.EncodeToString(p.secrets[i*part : (i+1)*part])
}

// Marshal always gives the same number of bytes.
func (p Pending) Marshal() []byte {
	b := binary.BigEndian.AppendUint64(p.secrets[:], uint64(p.Expires.Unix())) // #nosec G115 -- after 1970, and before the sun goes out
	var tag [mostTag]byte
	copy(tag[:], p.Language)
	return append(b, tag[:]...)
}

// Parse takes what Marshal gave.
func Parse(b []byte) (p Pending, err error) {
	if len(b) != pendings {
		return p, errors.New("provider: nobody is away")
	}
	rest := b[copy(p.secrets[:], b):]
	p.Expires = time.Unix(int64(binary.BigEndian.Uint64(rest)), 0) // #nosec G115 -- as above
	p.Language = string(bytes.TrimRight(rest[8:], "\x00"))
	return p, nil
}

// Begin is the address at the provider where somebody signs in, the same for everybody but for three secrets.
func (p *Provider) Begin(ctx context.Context, random io.Reader) (address string, pending Pending, err error) {
	if _, err = io.ReadFull(random, pending.secrets[:]); err != nil {
		return "", pending, err
	}
	pending.Expires = p.Now().Add(Life)
	found, err := p.discovered(ctx)
	if err != nil {
		return "", pending, err
	}
	return p.oauth(found).AuthCodeURL(pending.state(), oidc.Nonce(pending.nonce()), oauth2.S256ChallengeOption(pending.verifier())), pending, nil
}
