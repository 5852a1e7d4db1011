// Package audit is the record of what stewards and admins did, by name. It is written in the transaction of what was done: there is
// neither a deed without its line nor a line without its deed.
package audit

import (
	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// A Who is a member of the office, as everybody knows them.
type Who struct{ Name, Role string }

// An Act is what was done.
type Act string

// The acts. Each has its words in the catalogue, "audit.ACT".
const (
	Opened   Act = "open"    // a petition
	Rejected Act = "reject"  // a petition
	Hid      Act = "hide"    // a gathering petition
	Showed   Act = "show"    // a petition that was hidden
	Added    Act = "program" // a program
	Changed  Act = "facts"   // a program's facts
	Told     Act = "entry"   // a line of a program's timeline
	Accepted Act = "accept"  // a proposal
	Declined Act = "decline" // a proposal

	Kept     Act = "keep"         // what was flagged, held or appealed against
	HidSaid  Act = "hide_comment" // a comment
	ShowSaid Act = "show_comment" // a comment that was hidden
	Upheld   Act = "uphold"       // the hiding of a comment, after an appeal
	Muted    Act = "mute"         // a voice, under one petition
	Guarded  Act = "guard"        // how a petition's talk is kept, in records of before its parts had acts of their own

	Invited Act = "recipient_add"    // a reader of leadership's summary
	Altered Act = "recipient_change" // when it comes, or what they follow
	Struck  Act = "recipient_remove" // from the list

	Slowed  Act = "slow"   // a talk: Detail is how many comments a voice may say in one count, 0 is no limit
	Paused  Act = "pause"  // a talk
	Resumed Act = "resume" // a talk
	Worded  Act = "words"  // a talk: Detail are the words that are read first, one on a line
	Held    Act = "held"   // comments, by the rule for words: Detail is how many, and on a second line the word

	EndedLink   Act = "end_link" // of leadership's to a petition
	RenewedLink Act = "new_link"

	AddedKey      Act = "add_key"    // a security key of one's own
	RemovedKey    Act = "remove_key" // a security key of one's own
	CodesOn       Act = "codes_on"   // one-time codes of one's own let in again
	CodesOff      Act = "codes_off"
	EndedSessions Act = "end_sessions" // somebody's: Title is their name
	LetIn         Act = "member_add"   // a steward: Title is their name
	TookAway      Act = "member_remove"

	TookRoster     Act = "roster_import"
	UndidRoster    Act = "roster_undo"
	Disputed       Act = "dispute_answer"  // what somebody says about a book in their name
	IncidentOpened Act = "incident_opened" // each with the first line of what everybody was told
	IncidentFroze  Act = "incident_froze"
	IncidentLifted Act = "incident_lifted"
	IncidentSaid   Act = "incident_said"
	IncidentClosed Act = "incident_closed"

	Retried Act = "retry" // a job that had failed

	Forgot Act = "forget" // somebody who asked for it; nobody says whom

	Ruled Act = "setting" // a rule of the site: Detail is its name, what it was, what it is, and the first day that it holds, a line each

	Standards Act = "standards" // a new version of the standards: Subject and Title are v2 and so on
)

// An Entry is one line of the record.
type Entry struct {
	Day     day.Day
	Who     Who
	Act     Act
	Subject string // id of a petition, a comment, a program or a proposal
	Title   string // what it, or the comment's petition, was called then
	Reason  string // as it was published, or ""

	Petition  string // id of the petition that it concerns, or "": then it is the office's own
	Standards int    // the version of the standards that the reason names, or 0
	Detail    string // see the acts
}

// ByRule is who does what a steward only set the rule for. Operator is whoever runs the site, at a terminal.
var (
	ByRule   = Who{"-", "rule"}
	Operator = Who{"-", "operator"}
)

// check: nobody acts in the office without a name.
func (e Entry) check() error {
	if !pass.IsLine(e.Who.Name, 400) {
		return fault.New(fault.Forbidden, "office_signed_out")
	}
	return nil
}
