package response

import (
	"roundrobin/models/day"
	"roundrobin/models/fault"
)

// A Link is one reader's way to answer one petition. Days that have not come are "".
type Link struct {
	ID        string // opaque
	Petition  string
	Recipient string // opaque
	Name      string // as the public knows them: "the executive board"
	Expires   day.Day
	Revoked   day.Day
	Received  day.Day // they confirmed that it arrived
	Met       day.Day // they asked for a meeting
}

// Days for which a link is good.
const Days = 180

// Tries of a code; after so many wrong ones only the link opens.
const Tries = 5

// MaxSaid is how many comments a reader can say under one petition.
const MaxSaid = 30

// The refusals; the sentences stand in the catalogue.
var (
	ErrUnknown = fault.New(fault.NotFound, "answer_link_unknown")
	ErrWrong   = fault.New(fault.Invalid, "answer_code_wrong").On("code")
	ErrSpent   = fault.New(fault.TooMany, "answer_code_spent").On("code")
	ErrBusy    = fault.New(fault.Unavailable, "answer_busy").On("code").Again()
	ErrSaid    = fault.New(fault.TooMany, "speech_spent").On("speech")
	ErrMet     = fault.New(fault.Conflict, "meeting_asked").On("meeting")
)

// States of a key.
const (
	Open     = "open"
	Answered = "answered" // an answer was published with it; a newer one went out
	Replaced = "replaced" // by an admin
)

// May says yes, or why the link's key opens nothing on that day.
func (l Link) May(state string, ended, today day.Day) error {
	switch {
	case l.Revoked != "":
		return fault.New(fault.Gone, "answer_link_revoked", "day", string(l.Revoked))
	case state == Answered:
		return fault.New(fault.Gone, "answer_link_answered", "day", string(ended))
	case state == Replaced:
		return fault.New(fault.Gone, "answer_link_replaced", "day", string(ended))
	case today > l.Expires:
		return fault.New(fault.Gone, "answer_link_expired", "day", string(l.Expires))
	}
	return nil
}
