package ledger

import (
	"roundrobin/models/day"
	"roundrobin/models/pass"
)

// A Kind of the operator's leaves; its first line says it.
type Kind string

// An Operator is what the operator says in one leaf: a pointer to one of the kinds below. Their lines stand in the order of
// the table in docs/protocol.md.
type Operator interface {
	Kind() Kind
	lines() []line
}

type (
	// Season: the days on which a book's slots are handed to new petitions.
	Season struct {
		Book     string
		From, To day.Day
	}
	// Book: a book by the hashes of its key file and its proof file.
	Book struct {
		Book         string
		Slots        int
		Keys, Proofs pass.Hash
	}
	// Gateway: a key that envelopes are sealed to, from a day on.
	Gateway struct {
		ID   int
		Key  []byte
		From day.Day
	}
	// Desk: the key that certificates are signed with.
	Desk struct {
		Key string
	}
	// PromiseKey: the key that promises are signed with.
	PromiseKey struct {
		Key string
	}
	// Wallet: the hash of a script that browsers load; there is a leaf for each.
	Wallet struct {
		Bundle pass.Hash
	}
	// Build: a program that served this site, by the hash of its file.
	Build struct {
		Version string
		Binary  pass.Hash
	}
	// Roster: how many are on the roster, and a salted commitment to who.
	Roster struct {
		Size       int
		Commitment pass.Hash
		Day        day.Day
	}
	// Kinds: how many of which kinds are on the roster of a commitment, as far as it may be said: "contractor 310, employee 4890".
	Kinds struct {
		Commitment pass.Hash
		Kinds      string
		Day        day.Day
	}
	// Eligible: how many could ever collect a book, and a salted commitment to who.
	Eligible struct {
		Book       string
		Size       int
		Commitment pass.Hash
	}
	// Domain: everybody with a mailbox at one of these domains may collect a book, and how many that are is unknown from here on.
	Domain struct {
		Book    string
		Domains string // with commas between
		Day     day.Day
	}
	// Program: a program by the hash of its published facts.
	Program struct {
		Program string
		Hash    pass.Hash
	}
	// Queue: a petition's text is frozen and no slot is free; those in the queue take slots in the order of these leaves.
	Queue struct {
		Petition string
		Text     pass.Hash
		Day      day.Day
	}
	// Gather: a petition takes a slot and asks for sponsors.
	Gather struct {
		Petition, Book string
		Slot           int
		Text           pass.Hash
		Day            day.Day
	}
	// Reject: a petition was turned away by the published standards.
	Reject struct {
		Petition string
		Text     pass.Hash
		Reason   string
		Day      day.Day
	}
	// Open: a petition may be signed by everyone.
	Open struct {
		Petition, Book string
		Slot           int
		Text           pass.Hash
		Issued         int
		Day, Closes    day.Day
	}
	// Round: a program takes a slot, and everyone may say how it sits with them. What a round counts is who said so.
	Round struct {
		Petition, Program, Book string
		Slot                    int
		Text                    pass.Hash
		Issued                  int
		Day, Closes             day.Day
	}
	// Submit: it has its sponsors and waits for a steward.
	Submit struct {
		Petition string
		Text     pass.Hash
		Day      day.Day
	}
	// Mend: what was turned away is written anew by its organizers.
	Mend struct {
		Petition string
		Text     pass.Hash // that was turned away
		Day      day.Day
	}
	// Withdraw: its organizers took it back.
	Withdraw struct {
		Petition, Reason string
		Day              day.Day
	}
	// Lapse: it was not sponsored, or not mended, in time.
	Lapse struct {
		Petition string
		Day      day.Day
	}
	// Hide: a comment was hidden, or a gathering petition, whose subject is the hash of its text.
	Hide struct {
		Petition, Subject, Reason string
		Day                       day.Day
	}
	// Show: what was hidden is shown again.
	Show struct {
		Petition, Subject, Reason string
		Day                       day.Day
	}
	// Mute: a voice may say no more.
	Mute struct {
		Petition, Subject, Reason string
		Day                       day.Day
	}
	// Milestone: a count was reached.
	Milestone struct {
		Petition string
		Count    int
		Day      day.Day
	}
	// Update: the organizers told their signers something.
	Update struct {
		Petition string
		Hash     pass.Hash
		Day      day.Day
	}
	// Delivery: a petition was handed to leadership.
	Delivery struct {
		Petition string
		Hash     pass.Hash
		Day      day.Day
	}
	// Response: leadership answered.
	Response struct {
		Petition string
		Hash     pass.Hash
		Day      day.Day
	}
	// Standards: what stewards decide by from now on, the hash of /standards/vVERSION.toml.
	Standards struct {
		Version int
		Hash    pass.Hash
		Day     day.Day
	}
	// Rule: one of the numbers by which petitions live is another from a day on, for what begins then.
	Rule struct {
		Rule       string
		Was, Value int
		From, Day  day.Day
	}
	// Tally: a floored tally stands in for values that are now deleted.
	Tally struct {
		Petition string
		Hash     pass.Hash
		Day      day.Day
	}
	// Speak: organizers or leadership said something in the talk, under their role. Of several leaves of one comment the last stands; one
	// whose hash is zero takes it back.
	Speak struct {
		Petition, Role, Comment string
		Hash                    pass.Hash // of its words
		Day                     day.Day
	}
	// Outcome: what came of a petition.
	Outcome struct {
		Petition, Outcome string
		Day               day.Day
	}
	// Close: the last count, and how many books were ever collected.
	Close struct {
		Petition      string
		Issued, Count int
		Day           day.Day
	}
)

func (*Season) Kind() Kind     { return "season" }
func (*Book) Kind() Kind       { return "book" }
func (*Gateway) Kind() Kind    { return "gateway" }
func (*Desk) Kind() Kind       { return "desk" }
func (*PromiseKey) Kind() Kind { return "promise" }
func (*Wallet) Kind() Kind     { return "wallet" }
func (*Build) Kind() Kind      { return "build" }
func (*Roster) Kind() Kind     { return "roster" }
func (*Kinds) Kind() Kind      { return "kinds" }
func (*Eligible) Kind() Kind   { return "eligible" }
func (*Domain) Kind() Kind     { return "domain" }
func (*Program) Kind() Kind    { return "program" }
func (*Queue) Kind() Kind      { return "queue" }
func (*Gather) Kind() Kind     { return "gather" }
func (*Reject) Kind() Kind     { return "reject" }
func (*Open) Kind() Kind       { return "open" }
func (*Round) Kind() Kind      { return "round" }
func (*Submit) Kind() Kind     { return "submit" }
func (*Mend) Kind() Kind       { return "mend" }
func (*Withdraw) Kind() Kind   { return "withdraw" }
func (*Lapse) Kind() Kind      { return "lapse" }
func (*Hide) Kind() Kind       { return "hide" }
func (*Show) Kind() Kind       { return "show" }
func (*Mute) Kind() Kind       { return "mute" }
func (*Milestone) Kind() Kind  { return "milestone" }
func (*Update) Kind() Kind     { return "update" }
func (*Delivery) Kind() Kind   { return "delivery" }
func (*Response) Kind() Kind   { return "response" }
func (*Tally) Kind() Kind      { return "tally" }
func (*Standards) Kind() Kind  { return "standards" }
func (*Rule) Kind() Kind       { return "rule" }
func (*Speak) Kind() Kind      { return "speak" }
func (*Outcome) Kind() Kind    { return "outcome" }
func (*Close) Kind() Kind      { return "close" }
