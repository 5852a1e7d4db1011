package petition

import (
	"roundrobin/models/day"
	"roundrobin/models/fault"
)

// What people hear when the answer is no; the sentences stand in the catalogue.
var (
	ErrMissing        = fault.New(fault.NotFound, "petition_missing")
	ErrTextChanged    = fault.New(fault.Conflict, "text_changed")
	ErrOtherPlace     = fault.New(fault.Forbidden, "pass_elsewhere") // the pass is for another petition
	ErrNamed          = fault.New(fault.Invalid, "named_later")      // signing by name is not built yet
	ErrKind           = fault.New(fault.Invalid, "act_unknown")      // a statement that the booth does not take
	ErrSignedAlready  = fault.New(fault.Conflict, "signed_already")
	ErrNotSigned      = fault.New(fault.Conflict, "not_signed")         // nothing to withdraw
	ErrTooMany        = fault.New(fault.TooMany, "statements_spent")    // its cap is reached
	ErrCommentMissing = fault.New(fault.NotFound, "comment_missing")    // the parent, or what is agreed with
	ErrReplyToReply   = fault.New(fault.Invalid, "reply_to_reply")      // replies are one level deep
	ErrAgreeOwn       = fault.New(fault.Conflict, "agree_own")          // nobody agrees with themselves
	ErrTooFew         = fault.New(fault.Conflict, "delivery_too_early") // below the first milestone
	ErrStillOpen      = fault.New(fault.Conflict, "petition_still_open")
	ErrHidden         = fault.New(fault.Conflict, "petition_hidden") // by a steward
	ErrNotHidden      = fault.New(fault.Conflict, "petition_not_hidden")
	ErrUnsponsored    = fault.New(fault.Conflict, "sponsors_missing")
	ErrOtherWay       = fault.New(fault.Conflict, "review_rule") // a steward reviews here, or nobody does
	ErrInTime         = fault.New(fault.Conflict, "lapse_early") // its time is not over
	ErrOtherText      = fault.New(fault.Conflict, "review_other_text")
	errOutcome        = fault.New(fault.Invalid, "outcome_unknown").On("outcome")
)

func errMendOver(last day.Day) error { return fault.New(fault.Gone, "mend_over", "day", string(last)) }

// SeqUsed refuses other bytes under a used seq, and names the highest.
func SeqUsed(highest int) *fault.Fault {
	return fault.New(fault.Conflict, "seq_used", "seq", highest)
}
