// Package mail is the only door outward. It delivers what it is given and decides nothing: not whom, not when, not how often.
package mail

import (
	"context"
	"errors"
)

// Message is one mail to one person. Text is always there; HTML may be "".
type Message struct {
	From    string // "Round Robin <notices@meridian.example>"
	To      string // one address
	Subject string // one line
	Returns string // the address to which it comes back when it cannot be delivered, or "" for From's
	Text    string
	HTML    string
	Headers []Header
	Inline  []Part // pictures that HTML shows by "cid:" and their CID
	Files   []Part // attached; they need no CID
}

// Header is one more header, such as List-Unsubscribe.
type Header struct{ Name, Value string }

// Part is a file inside the mail.
type Part struct {
	CID  string // without angle brackets
	Name string // such as ring.png
	Type string // such as image/png
	Data []byte
}

// Sender hands a mail on and returns once the other side has taken it. It is safe for use by many at once. Its errors are
// *Failure; they name no address, so that they can be logged.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// Failure says why a mail was not taken. A permanent one will not get better by trying again.
type Failure struct {
	Permanent bool
	Code      int    // the server's answer (RFC 5321 section 4.2), or 0 if it gave none
	Step      string // what was being done, in our own words
}

func (f *Failure) Error() string {
	if f.Permanent {
		return "mail refused for good: " + f.Step
	}
	return "mail not taken for now: " + f.Step
}

// Temporary is the opposite of Permanent, for those who do not know this package.
func (f *Failure) Temporary() bool { return !f.Permanent }

// IsPermanent reports that trying again is of no use.
func IsPermanent(err error) bool {
	var f *Failure
	return errors.As(err, &f) && f.Permanent
}
