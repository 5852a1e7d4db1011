package mail

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"errors"
	netmail "net/mail"
	"strings"

	"github.com/emersion/go-msgauth/dkim"
	gomail "github.com/wneessen/go-mail"
)

// Signer signs mail (DKIM, RFC 6376), so that its receiver can tell that it comes from the sender's domain. go-mail signs as well, but in
// v0.8.1 it folds a long list of headers after it has signed it, and no other library finds that good.
type Signer struct {
	domain, selector string
	key              crypto.Signer
}

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
	return &Signer{a.Address[strings.LastIndexByte(a.Address, '@')+1:], selector, private}, nil
}

// on signs what the letter will be on the way. It is written twice, here and when it goes, with the same date, id and boundaries.
func (s *Signer) on(letter *gomail.Msg) error {
	if s == nil {
		return nil
	}
	var raw bytes.Buffer
	if _, err := letter.WriteTo(&raw); err != nil {
		return err
	}
	signer, err := dkim.NewSigner(&dkim.SignOptions{
		Domain: s.domain, Selector: s.selector, Signer: s.key, Hash: crypto.SHA256, HeaderKeys: signed,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
	})
	if err != nil {
		return err
	}
	if _, err := signer.Write(raw.Bytes()); err != nil {
		return errors.Join(err, signer.Close())
	}
	if err := signer.Close(); err != nil {
		return err
	}
	_, value, _ := strings.Cut(strings.TrimRight(signer.Signature(), "\r\n"), ": ")
	letter.SetGenHeaderPreformatted("DKIM-Signature", value)
	return nil
}
