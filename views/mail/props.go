// Package mail draws what goes out by mail: an HTML half that survives old mail programs, a plain-text half that is
// written and not converted, and pictures that travel inside. Nothing in it is fetched from anywhere.
package mail

import (
	"context"

	"roundrobin/views/words"
)

// Letter is a mail, drawn and ready to be addressed.
type Letter struct {
	Subject, Text, HTML string
	Pictures            []Picture
}

// Picture is an inline part that HTML shows by "cid:" and its CID.
type Picture struct {
	CID, Name, Type string
	Data            []byte
}

// Site is whose mail this is.
type Site struct {
	// Employer is whose staff the site serves: "Meridian Freight".
	Employer string
	// Origin is the configured name of the ledger; pictures are named by it.
	Origin string
	// Base is the absolute address of the site without a slash at the end; "" leaves all links out.
	Base string
	// Domains are the mail domains whose mailboxes let people check in; "" where a roster says who may.
	Domains string
	// Short is the site's neutral title, "Notices": where it is set, the mail says no more of where it comes from.
	Short string
	// Language is that of pages for whom asks for no other.
	Language string
}

// In is how the addresses of a reader's own pages begin: in their language, if it is not the site's.
func (s Site) In(language string) string {
	theirs := words.Language(words.With(context.Background(), language, s.Language))
	if s.Base == "" || theirs == words.Language(words.With(context.Background(), s.Language)) {
		return s.Base
	}
	return s.Base + "/" + theirs
}

// Digest is leadership's summary for one recipient. Days are texts like "2026-11-26".
type Digest struct {
	Site Site
	// Name is as the mail speaks of its reader, "the executive office", or "".
	Name string
	Day  string
	// Weekday and Hour say when it is sent, on the clocks of Zone.
	Weekday string // monday, tuesday …
	Hour    int
	Zone    string
	// Holders is how many people hold a pass, rounded as everywhere.
	Holders int
	// Petitions stand in the order in which they are told.
	Petitions []Petition
	// Occasion is why it comes: "" weekly, "goal" at once because a petition reached its goal, "test" because an admin wants to see it.
	Occasion string
	// Pulses are those of the programs that are asked about now.
	Pulses []Pulse
	// Published is where the staff read this mail, Stop where it is stopped; "" leaves the line out.
	Published, Stop string

	public bool                              // what everybody may read of it
	quote  func(comment, said string) string // marks what is quoted there
}

// Petition is one petition as the summary tells it.
type Petition struct {
	ID, Title, Ask string
	// Language is the BCP 47 tag of title, ask and reasons.
	Language string
	// State is open, delivered, answered or closed.
	State string
	// Count of Goal signed; Share is whole per cent of the holders; Change is against a week ago.
	Count, Goal, Share, Change                                int
	Opened, Closes, Delivered, Due, Answered, Closed, Outcome string
	// Overdue is by how many days.
	Overdue int
	// Weeks are the signatures of each of the last weeks, oldest first.
	Weeks  []int
	Angles []uint32
	// Program is nil if it is about none.
	Program *Program
	Reasons []Reason
	// Answer is the reader's own link to answer, or "".
	Answer string
}

// Program is what the mail says of a petition's program.
type Program struct {
	Name, Status, Since string
	// Latest is the newest entry of its timeline, or "".
	Latest, LatestDay string
}

// Reason is a comment and how many agree with it.
type Reason struct {
	ID     string // of the comment, as it was said
	Text   string
	Agreed int
}

// Code is the mail that lets somebody check in.
type Code struct {
	Site Site
	// Code is six digits.
	Code string
	// Minutes is how long it works.
	Minutes int
	// Subject and Text are the operator's own, with {code} and {minutes} in them; "" takes the catalogue's. With a text of its own the mail has no HTML half.
	Subject, Text string
}
