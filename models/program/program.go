// Package program owns what the employer runs and petitions are about: its facts and its dated timeline. It is pure;
// program/store keeps it.
package program

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/pass"
	"roundrobin/models/search"
)

// Status is where a program is.
type Status string

// The statuses.
const (
	Announced  Status = "announced"
	Active     Status = "active"
	ScaledBack Status = "scaled_back"
	Paused     Status = "paused"
	Ended      Status = "ended"
)

// Review is the state of its privacy review.
type Review string

// The states of a review.
const (
	NoReview  Review = "none"
	Running   Review = "running"
	Finished  Review = "finished"
	Published Review = "published"
)

// A Program is what is known of one. Days that are not known are "", numbers 0.
type Program struct {
	ID, Name, Purpose, Owner string
	Covered                  int    // people
	Who                      string // they are, in words
	Begins                   day.Day
	Status                   Status
	Since                    day.Day // the status began
	Choice                   string  // what people can do about it
	Review                   Review
	Note                     string // on the review
	Collects                 []Datum
	Sources                  []Source
}

// A Datum is one kind of data that a program collects.
type Datum struct {
	Name string `json:"name"`
	Note string `json:"note"`
}

// A Source is where something about a program can be read; URL is absolute https, or "" where words must do.
type Source struct{ Title, URL string }

// Kind is what sort of thing an entry tells of.
type Kind string

// The kinds of entry.
const (
	Launch   Kind = "launch"
	Change   Kind = "change"
	Incident Kind = "incident"
	Pause    Kind = "pause"
	Note     Kind = "note"
)

// An Entry is one dated line of a timeline. Status, if it is not "", is what the program became that day. Source is an https address
// or words that say where it stands.
type Entry struct {
	Day                 day.Day
	Kind                Kind
	Title, Note, Source string
	Status              Status
	Proposed            bool // by a colleague, and accepted by a steward
}

// Runs reports whether it is running, so that staff are asked how it sits with them.
func (p Program) Runs() bool { return p.Status == Active || p.Status == ScaledBack }

// Hash is what the program's leaf names: SHA-256 of its facts as lines of text.
func (p Program) Hash() pass.Hash {
	var b strings.Builder
	fmt.Fprintf(&b, "%s program\n%s\n%s\n%s\n%s\n%d\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n", pass.Version, p.ID, p.Name, p.Purpose, p.Owner, p.Covered, p.Who, p.Begins, p.Choice, p.Review, p.Note, p.Status, p.Since)
	for _, d := range p.Collects {
		fmt.Fprintf(&b, "collects %s: %s\n", d.Name, d.Note)
	}
	for _, s := range p.Sources {
		fmt.Fprintf(&b, "source %s %s\n", s.URL, s.Title)
	}
	return sha256.Sum256([]byte(b.String()))
}

// ID names an entry by what it says: the same entry twice is one.
func (e Entry) ID() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(e.Day), string(e.Kind), e.Title, e.Note, e.Source, string(e.Status)}, "\n")))
	return hex.EncodeToString(sum[:16])
}

// Words are the distinct folded words by which it is searched.
func (p Program) Words() []string {
	texts := []string{p.Name, p.Purpose, p.Owner, p.Who}
	for _, d := range p.Collects {
		texts = append(texts, d.Name, d.Note)
	}
	return search.Words(texts...)
}
