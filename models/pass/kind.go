package pass

// A Kind of statement; its first line says it.
type Kind string

const (
	Signature  Kind = "signature"
	Withdrawal Kind = "withdrawal"
	Comment    Kind = "comment"
	Edit       Kind = "edit"
	Retraction Kind = "retraction"
	Agreement  Kind = "agreement"
	Flag       Kind = "flag"   // something is outside the standards; a steward is to look
	Appeal     Kind = "appeal" // against the hiding of one's own comment
	Rating     Kind = "rating"
)

// What organizers say. None of it is a leaf: what comes of it is a line of the operator's.
const (
	Drafting   Kind = "draft" // opens a draft, and saves a part of a version
	Inviting   Kind = "invitation"
	Joining    Kind = "joining"
	Declining  Kind = "declining"
	Removing   Kind = "removal"
	Leaving    Kind = "leaving"
	Gathering  Kind = "gathering" // freezes the text
	Mending    Kind = "mending"   // of what was rejected
	Taking     Kind = "taking"    // back: the end of the petition
	Updating   Kind = "update"
	Delivering Kind = "delivery"
	Concluding Kind = "outcome"
	Speaking   Kind = "speaking" // in the talk, under their role
)

// Subjects that are no comment's id.
const (
	NoSubject = "-"
	Named     = "named" // a signature whose body holds a name
)

type rule struct {
	purpose Purpose
	leaf    bool // enters the ledger
	most    int  // the highest seq
	subject func(string) bool
	body    func([]byte) bool
}

// rules is the tables of statements in docs/protocol.md.
var rules = map[Kind]rule{
	Signature:  {Sign, true, 8, func(s string) bool { return s == NoSubject || s == Named }, anything},
	Withdrawal: {Sign, true, 8, none, empty},
	Comment:    {Voice, true, 100, none, isComment},
	Edit:       {Voice, true, 8, IsCommentID, isComment},
	Retraction: {Voice, true, 9, IsCommentID, empty}, // whoever has edited as often as can be can still take it back,
	Agreement:  {Voice, false, 8, IsCommentID, oneOrZero},
	Flag:       {Voice, false, 1, func(s string) bool { return s == OfPetition || IsCommentID(s) }, isCode},
	Appeal:     {Voice, false, 1, IsCommentID, isAppeal},
	Rating:     {Sign, true, 8, func(s string) bool { return s == OfResponse }, isRating},
	Pulse:      {Sign, true, 8, none, isPulse},
	Workplace:  {Sign, false, 1, func(s string) bool { return s == OfWorkplace }, func(body []byte) bool { return IsWorkplace(string(body)) }},
	Drafting:   organizers(isDraft),
	Inviting:   organizers(isInvitation),
	Joining:    organizers(isReply),
	Declining:  organizers(isReply),
	Removing:   organizers(isBoothKey),
	Leaving:    organizers(empty),
	Gathering:  organizers(isVersionID),
	Mending:    organizers(empty),
	Taking:     organizers(anything), // whether it can be published is the petition's to say, in words
	Updating:   organizers(anything),
	Delivering: organizers(empty),
	Concluding: organizers(anything),
	Speaking:   organizers(isSpeaking),
	Proposing:  {Draft, false, MaxProposals, none, isProposal},
}

func organizers(body func([]byte) bool) rule { return rule{Draft, false, MaxSeq, none, body} }

// Organizing reports whether statements of this kind are organizers': by a draft pass, or by the key of one who was invited.
func (k Kind) Organizing() bool {
	switch k {
	case Drafting, Inviting, Joining, Declining, Removing, Leaving, Gathering, Mending, Taking, Updating, Delivering, Concluding, Speaking:
		return true
	}
	return false
}

// Purpose is the purpose of the pass that a statement of this kind needs; "" for an unknown kind.
func (k Kind) Purpose() Purpose { return rules[k].purpose }

// Leaf reports whether acts of this kind enter the ledger.
func (k Kind) Leaf() bool { return rules[k].leaf }

// Most is how many statements of this kind a booth key may make of one subject; no seq is above it.
func (k Kind) Most() int { return rules[k].most }

// Kinds are all kinds of statement, in no order.
func Kinds() []Kind {
	all := make([]Kind, 0, len(rules))
	for k := range rules {
		all = append(all, k)
	}
	return all
}

func none(subject string) bool   { return subject == NoSubject }
func anything([]byte) bool       { return true }
func empty(body []byte) bool     { return len(body) == 0 }
func oneOrZero(body []byte) bool { return string(body) == "1" || string(body) == "0" }
