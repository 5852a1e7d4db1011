package mail

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"slices"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// TLS is how much the server must prove.
type TLS string

// The policies, as the setting writes them.
const (
	TLSRequired TLS = "starttls" // or no mail; the default
	TLSImplicit TLS = "tls"      // from the first byte, usually port 465
	TLSOffered  TLS = "offered"  // STARTTLS if the server offers it
	TLSNone     TLS = "none"     // for a server on this machine
)

// Config is where mail goes. An empty User means no authentication.
type Config struct {
	Host           string
	Port           int
	TLS            TLS
	User, Password string
	Hello          string        // our name to the server, or "" for the machine's
	Timeout        time.Duration // for the whole delivery of one mail; 0 means 20 s
	Roots          *tls.Config   // or nil for the system's
	Sign           *Signer       // or nil: mail goes unsigned
}

// SMTP opens one connection for each mail: mail is rare here, and no connection is left to break.
type SMTP struct {
	host    string
	options []gomail.Option
	timeout time.Duration
	sign    *Signer
}

// NewSMTP refuses a configuration that cannot work; it does not connect.
func NewSMTP(c Config) (*SMTP, error) {
	s := &SMTP{host: c.Host, timeout: c.Timeout, sign: c.Sign}
	if s.timeout == 0 {
		s.timeout = 20 * time.Second
	}
	s.options = []gomail.Option{gomail.WithPort(c.Port), gomail.WithTimeout(s.timeout), gomail.WithoutNoop()}
	switch c.TLS {
	case TLSRequired, "":
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case TLSImplicit:
		s.options = append(s.options, gomail.WithSSL())
	case TLSOffered:
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	case TLSNone:
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		return nil, fmt.Errorf("mail: %q is none of starttls, tls, offered, none", c.TLS)
	}
	if c.User != "" {
		s.options = append(s.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(c.User), gomail.WithPassword(c.Password))
	}
	if c.Hello != "" {
		s.options = append(s.options, gomail.WithHELO(c.Hello))
	}
	if c.Roots != nil {
		s.options = append(s.options, gomail.WithTLSConfig(c.Roots))
	}
	_, err := gomail.NewClient(s.host, s.options...)
	return s, err
}

// Send delivers over a fresh connection.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	letter, err := compose(m)
	if err != nil {
		return err
	}
	if err := s.sign.on(letter); err != nil {
		return &Failure{Permanent: true, Step: "signature"}
	}
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return &Failure{Permanent: true, Step: "settings"}
	}
	ctx, stop := context.WithTimeout(ctx, s.timeout)
	defer stop()
	err = client.DialAndSendWithContext(ctx, letter)
	if letter.IsDelivered() { // what breaks after that is a goodbye; trying again would double the mail
		return nil
	}
	return failure(err)
}

// compose refuses, for good, what cannot be a mail.
func compose(m Message) (*gomail.Msg, error) {
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if broken(m.Subject, m.To, m.From) || letter.From(m.From) != nil || letter.To(m.To) != nil {
		return nil, &Failure{Permanent: true, Step: "sender, recipient or subject"}
	}
	if m.Returns != "" && (broken(m.Returns) || letter.EnvelopeFrom(m.Returns) != nil) {
		return nil, &Failure{Permanent: true, Step: "where it comes back to"}
	}
	letter.Subject(m.Subject)
	letter.SetDate()
	letter.SetMessageIDWithValue(messageID(m.From))
	for _, h := range m.Headers {
		if broken(h.Name, h.Value) || strings.ContainsAny(h.Name, ": ") {
			return nil, &Failure{Permanent: true, Step: "header " + h.Name}
		}
		letter.SetGenHeader(gomail.Header(h.Name), h.Value)
	}
	letter.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		letter.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	for _, p := range slices.Concat(m.Inline, m.Files) {
		if broken(p.Name, p.Type, p.CID) || strings.ContainsAny(p.Name+p.Type+p.CID, `"<>\`) {
			return nil, &Failure{Permanent: true, Step: "name of a part"}
		}
	}
	for _, p := range m.Inline {
		options := []gomail.FileOption{gomail.WithFileContentID("<" + p.CID + ">"), gomail.WithFileContentType(gomail.ContentType(p.Type))}
		if err := letter.EmbedReader(p.Name, bytes.NewReader(p.Data), options...); err != nil {
			return nil, &Failure{Permanent: true, Step: "picture " + p.Name}
		}
	}
	for _, p := range m.Files {
		if err := letter.AttachReader(p.Name, bytes.NewReader(p.Data), gomail.WithFileContentType(gomail.ContentType(p.Type))); err != nil {
			return nil, &Failure{Permanent: true, Step: "attachment " + p.Name}
		}
	}
	return letter, nil
}

// broken reports whether one of them would end its line in a mail's head, or is no text.
func broken(values ...string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return strings.ContainsAny(v, "\r\n\x00") })
}

// messageID is random at the sender's domain: never the machine's name, never a time.
func messageID(from string) string {
	var b [12]byte
	rand.Read(b[:]) //nolint:errcheck // it never fails (crypto/rand since Go 1.24)
	domain := "localhost"
	if a, err := netmail.ParseAddress(from); err == nil {
		domain = a.Address[strings.LastIndexByte(a.Address, '@')+1:]
	}
	return hex.EncodeToString(b[:]) + "@" + domain
}

// failure takes out of an error what can be logged. What the server says of an address is not.
func failure(err error) error {
	if err == nil {
		return nil
	}
	var refused *gomail.SendError
	if !errors.As(err, &refused) {
		return &Failure{Step: "no connection, or it broke"}
	}
	code := refused.ErrorCode()
	return &Failure{Permanent: code >= 500, Code: code, Step: fmt.Sprintf("%s (%d)", refused.Reason, code)}
}
