package petition

import (
	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// MaySign says yes, or why nobody can sign or withdraw on that day.
func (p Petition) MaySign(today day.Day) error {
	if p.State == Gathering && p.Hidden != "" {
		return ErrHidden.Again()
	}
	return p.may(p.State.Signable(), today)
}

// MaySpeak says yes, or why nobody can comment or agree on that day.
func (p Petition) MaySpeak(today day.Day) error { return p.may(p.State.Speakable(), today) }

// MayFlag says yes, or why nobody can flag, or appeal, on that day: from its text's freeze on, until it is over.
func (p Petition) MayFlag(today day.Day) error {
	return p.may(p.State.Signable() || p.State == Review, today)
}

func (p Petition) may(state bool, today day.Day) error {
	switch {
	case p.State == Withdrawn:
		return fault.New(fault.Gone, "petition_withdrawn")
	case p.State == Rejected:
		return fault.New(fault.Gone, "petition_rejected")
	case p.State == Closed || p.Closes != "" && today > p.Closes:
		return fault.New(fault.Gone, "petition_closed", "day", string(p.Closes))
	case !state:
		return fault.New(fault.Conflict, "petition_not_open").Again()
	}
	return nil
}

// MayRate says yes, or why nobody can rate leadership's answer on that day.
func (p Petition) MayRate(today day.Day) error {
	switch {
	case p.Answered == "":
		return ErrNotRated
	case today > p.Answered.Add(RatingDays):
		return ErrRatingOver
	}
	return nil
}

// RatingDays is how long an answer is rated, counted from the day after it came. Then the tally is published, once.
const RatingDays = 14

// Caps on what one pass can say: seq counts from 1, so the highest seq is the cap.
const (
	MaxSignStatements = 8
	MaxComments       = 100
	MaxPerComment     = 8 // agreements or edits, of one voice with one comment
	MaxRetraction     = 9 // whoever has edited as often as can be can still take it back
)

// Once reports whether a voice says it once of a subject, whatever its number.
func Once(k pass.Kind) bool { return k == pass.Flag || k == pass.Appeal }

// CapOf is the highest seq of statements of a kind.
func CapOf(k pass.Kind) int {
	switch k {
	case pass.Signature, pass.Withdrawal, pass.Pulse:
		return MaxSignStatements
	case pass.Comment:
		return MaxComments
	case pass.Workplace, pass.Flag, pass.Appeal:
		return 1
	case pass.Retraction:
		return MaxRetraction
	}
	return MaxPerComment
}

// talks reports whether acts of this kind are of the talk, which petitions and rounds have alike.
func talks(k pass.Kind) bool { return k.Purpose() == pass.Voice }

// Admit says yes, or why an act that verified under the key cannot be taken on that day. Purely from the petition: what was
// said before, only the store knows.
func (p Petition) Admit(h pass.HandedIn, k *pass.Key, today day.Day) error {
	switch {
	case k.Book != p.Book || k.Place.Slot != p.Slot:
		return ErrOtherPlace
	case h.Kind == pass.Signature && (h.Subject == pass.Named) != (len(h.Body) > 0):
		return ErrKind
	case h.TextHash != p.Hash:
		return ErrTextChanged
	}
	if (p.Round != "") != (h.Kind == pass.Pulse) && !talks(h.Kind) {
		return ErrKind
	}
	may := p.MaySpeak
	switch h.Kind {
	case pass.Signature, pass.Withdrawal, pass.Workplace, pass.Pulse:
		may = p.MaySign
	case pass.Rating:
		may = p.MayRate
	case pass.Flag, pass.Appeal:
		may = p.MayFlag
	case pass.Comment, pass.Edit, pass.Retraction, pass.Agreement:
	default:
		return ErrKind
	}
	if Once(h.Kind) && h.Seq > 1 {
		return ErrOnce
	}
	if h.Seq > CapOf(h.Kind) {
		return ErrTooMany
	}
	return may(today)
}
