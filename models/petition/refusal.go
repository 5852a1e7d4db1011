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
	ErrNameForged     = fault.New(fault.Forbidden, "name_forged")    // the desk did not certify this name for this signature
	ErrNameUsed       = fault.New(fault.Conflict, "name_used")       // another signature there has this name
	ErrNotSigner      = fault.New(fault.Forbidden, "rate_signers").Again()
	ErrNotRated       = fault.New(fault.Conflict, "rate_not_yet") // leadership has not answered
	ErrRatingOver     = fault.New(fault.Gone, "rate_over")
	ErrWorkplace      = fault.New(fault.Invalid, "workplace_unknown")
	ErrKind           = fault.New(fault.Invalid, "act_unknown") // a statement that the booth does not take
	ErrSignedAlready  = fault.New(fault.Conflict, "signed_already")
	ErrNotSigned      = fault.New(fault.Conflict, "not_signed")      // nothing to withdraw
	ErrTooMany        = fault.New(fault.TooMany, "statements_spent") // its cap is reached
	ErrCommentMissing = fault.New(fault.NotFound, "comment_missing") // the parent, or what is agreed with
	ErrSlow           = fault.New(fault.TooMany, "thread_slow")      // a steward lets each voice say so many in a seal
	ErrPaused         = fault.New(fault.Conflict, "thread_paused")
	ErrMuted          = fault.New(fault.Forbidden, "voice_muted")
	ErrOnce           = fault.New(fault.Conflict, "said_once") // what can be said once was said, perhaps on another device
	ErrFlagOwn        = fault.New(fault.Invalid, "flag_own")
	ErrFlagHidden     = fault.New(fault.Gone, "flag_hidden") // it is hidden already
	ErrEditHidden     = fault.New(fault.Conflict, "edit_hidden")
	ErrAppealMissing  = fault.New(fault.NotFound, "appeal_missing")           // nothing of theirs is hidden there, or it was appealed against
	ErrReplyToReply   = fault.New(fault.Invalid, "reply_to_reply")            // replies are one level deep
	ErrAgreeOwn       = fault.New(fault.Conflict, "agree_own")                // nobody agrees with themselves
	ErrNotOwnComment  = fault.New(fault.Forbidden, "comment_not_own")         // only its writer edits or takes back
	ErrTakenBack      = fault.New(fault.Gone, "comment_taken_back")           // for good
	ErrRoundLate      = fault.New(fault.Conflict, "round_late")               // the season is all but over
	ErrRoundThere     = fault.New(fault.Conflict, "round_there")              // a program has one a season
	ErrRoundsFull     = fault.New(fault.Conflict, "rounds_full")              // the other slots are for petitions
	ErrSpeechSame     = fault.New(fault.Conflict, "speech_same").On("speech") // it stands there already
	ErrTooFew         = fault.New(fault.Conflict, "delivery_too_early")       // below the first milestone
	ErrStillOpen      = fault.New(fault.Conflict, "petition_still_open")
	ErrNotDelivered   = fault.New(fault.Conflict, "not_delivered")   // leadership was never handed it
	ErrNobody         = fault.New(fault.Conflict, "delivery_nobody") // nobody of leadership is named to receive it
	ErrAnswerChanged  = fault.New(fault.Conflict, "answer_changed")  // since the page was opened
	ErrAnswerSame     = fault.New(fault.Conflict, "answer_same").On("words")
	ErrHidden         = fault.New(fault.Conflict, "petition_hidden") // by a steward
	ErrNotHidden      = fault.New(fault.Conflict, "petition_not_hidden")
	ErrUnsponsored    = fault.New(fault.Conflict, "sponsors_missing")
	ErrOtherWay       = fault.New(fault.Conflict, "review_rule") // a steward reviews here, or nobody does
	ErrInTime         = fault.New(fault.Conflict, "lapse_early") // its time is not over
	ErrOtherText      = fault.New(fault.Conflict, "review_other_text")
	// Organizers hear these.
	ErrDraftMissing     = fault.New(fault.NotFound, "draft_missing")    // or it is not theirs: nobody else learns that there is one
	ErrDraftElsewhere   = fault.New(fault.Forbidden, "draft_elsewhere") // the id is not the pass's
	ErrOrganizerGone    = fault.New(fault.Forbidden, "organizer_gone")  // left or was removed
	ErrDraftFull        = fault.New(fault.TooMany, "draft_full")        // its acts are spent
	ErrDraftFrozen      = fault.New(fault.Conflict, "draft_frozen")     // its text cannot be changed in this state
	ErrVersionSaved     = fault.New(fault.Conflict, "version_saved")    // by the same organizer, upon the same base
	ErrVersionBroken    = fault.New(fault.Invalid, "version_broken")    // parts that are not of one, or no content
	ErrVersionMissing   = fault.New(fault.NotFound, "version_missing")
	ErrBaseMissing      = fault.New(fault.Conflict, "base_missing")
	ErrInvitationThere  = fault.New(fault.Conflict, "invitation_there") // its number or key was used
	ErrInvitationsFull  = fault.New(fault.TooMany, "invitations_full")
	ErrOrganizersFull   = fault.New(fault.TooMany, "organizers_full")
	ErrInvitationOver   = fault.New(fault.Gone, "invitation_over") // answered, cancelled, too old, or never made
	ErrOrganizerAlready = fault.New(fault.Conflict, "organizer_already")
	ErrOrganizerMissing = fault.New(fault.NotFound, "organizer_missing")
	ErrOrganizerElder   = fault.New(fault.Forbidden, "organizer_elder") // who came earlier cannot be removed
	ErrOrganizerLast    = fault.New(fault.Conflict, "organizer_last")   // and cannot leave
	errReason           = fault.New(fault.Invalid, "reason_needed").On("reason")
	errUpdate           = fault.New(fault.Invalid, "update_form").On("update")
	errNotLatest        = fault.New(fault.Conflict, "version_not_latest")
	errTextRefused      = fault.New(fault.Invalid, "text_refused")
	errProgram          = fault.New(fault.Invalid, "program_missing").On("program")

	errOutcome = fault.New(fault.Invalid, "outcome_unknown").On("outcome")
)

func errMendOver(last day.Day) error { return fault.New(fault.Gone, "mend_over", "day", string(last)) }

// SeqUsed refuses other bytes under a used seq, and names the highest.
func SeqUsed(highest int) *fault.Fault {
	return fault.New(fault.Conflict, "seq_used", "seq", highest)
}

// SeqEarly refuses a seq that leaves a gap, and names the highest.
func SeqEarly(highest int) *fault.Fault {
	return fault.New(fault.Conflict, "seq_early", "seq", highest)
}
