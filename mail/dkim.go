package mail

import (
	"crypto/rsa"
	"errors"
	netmail "net/mail"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// Signer signs mail (DKIM, RFC 6376), so that its receiver can tell that it comes from the sender's domain.
type Signer struct{ with *gomail.DKIMSigner }

// signed are the headers that nobody may change on the way, those of the list among them: RFC 8058 asks for that.
var signed = []string{
	"From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Content-Type", "MIME-Version",
	"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted",
}

// NewSigner takes a private key in PEM: RSA of 2048 bits or more, or Ed25519. from is the sender, whose domain signs; selector is the name
// under which that domain's DNS publishes the key.
func NewSigner(from, selector string, key []byte) (*Signer, error) {
	private, err := gomail.PrivKeyFromPEM(key)
	if err != nil {
		return nil, errors.New("it is no RSA or Ed25519 key in PEM")
	}
	if r, ok := private.(*rsa.PrivateKey); ok && r.N.BitLen() < 2048 {
		return nil, errors.New("an RSA key has 2048 bits at least")
	}
	a, err := netmail.ParseAddress(from)
	if err != nil {
		return nil, errors.New("the sender has no address")
	}
	s := gomail.NewDKIMSigner(a.Address[strings.LastIndexByte(a.Address, '@')+1:], selector, private)
	s.SignHeaders(signed...)
	return &Signer{s}, s.ValidateConfig()
}

func (s *Signer) on(letter *gomail.Msg) {
	if s != nil {
		own := *s.with // it notes things of its own while it signs
		letter.SetDKIM(&own)
	}
}
