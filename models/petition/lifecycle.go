package petition

import "roundrobin/models/fault"

// An Event moves a petition through its life. Each is a record: which, when, why; and a leaf, for all of them are public.
type Event string

// The events.
const (
	Gather   Event = "gather"   // the text is frozen; a slot is taken, or kept
	Queue    Event = "queue"    // the text is frozen, and no slot is free
	Hide     Event = "hide"     // a steward, at once, by the published standards
	Show     Event = "show"     // what was hidden is shown again
	Submit   Event = "submit"   // sponsors enough; to a steward
	OpenUp   Event = "open"     // everyone may sign
	Reject   Event = "reject"   // by the published standards, with a reason
	Mend     Event = "mend"     // its organizers write it anew
	Deliver  Event = "deliver"  // leadership has it
	Respond  Event = "respond"  // leadership answered, or mended its answer
	Close    Event = "close"    // its last day is over
	Withdraw Event = "withdraw" // its organizers take it back
	Lapse    Event = "lapse"    // not sponsored, or not mended, in time
)

// Events are all of them, in the order of a life.
func Events() []Event {
	return []Event{Gather, Queue, Hide, Show, Submit, OpenUp, Reject, Mend, Deliver, Respond, Close, Withdraw, Lapse}
}

type transition struct {
	From State
	On   Event
	To   State
	But  string // what else must hold; Advance refuses where it does not
}

// lifecycle is the whole life of a petition. docs/lifecycle.md is drawn from it.
var lifecycle = []transition{
	{Draft, Gather, Gathering, "a slot is free; after a rejection: within the time to mend"},
	{Draft, Queue, Queued, "no slot is free; after a rejection: within the time to mend"},
	{Draft, Withdraw, Withdrawn, ""},
	{Draft, Lapse, Withdrawn, "after a rejection: once the time to mend is over"},
	{Queued, Gather, Gathering, "a slot is free, and it is the first in the queue"},
	{Queued, Hide, Queued, "its text is not hidden"},
	{Queued, Show, Queued, "its text is hidden"},
	{Queued, Reject, Rejected, ""},
	{Queued, Withdraw, Withdrawn, ""},
	{Gathering, Hide, Gathering, "its text is not hidden"},
	{Gathering, Show, Gathering, "its text is hidden"},
	{Gathering, Submit, Review, "sponsors enough, not hidden, and somebody reviews"},
	{Gathering, OpenUp, Open, "sponsors enough, not hidden, and nobody reviews"},
	{Gathering, Reject, Rejected, ""},
	{Gathering, Withdraw, Withdrawn, ""},
	{Gathering, Lapse, Withdrawn, "once the time to gather is over"},
	{Review, OpenUp, Open, ""},
	{Review, Reject, Rejected, ""},
	{Review, Withdraw, Withdrawn, ""},
	{Review, Hide, Review, "its text is not hidden"},
	{Review, Show, Review, "its text is hidden"},
	{Rejected, Hide, Rejected, "its text is not hidden"},
	{Rejected, Show, Rejected, "its text is hidden"},
	{Rejected, Mend, Draft, "within the time to mend"},
	{Open, Deliver, Delivered, "the first milestone was reached"},
	{Open, Withdraw, Withdrawn, ""},
	{Open, Close, Closed, "its last day is over"},
	{Delivered, Respond, Answered, ""},
	{Delivered, Close, Closed, "its last day is over"},
	{Answered, Respond, Answered, ""},
	{Answered, Close, Closed, "its last day is over"},
	{Closed, Respond, Closed, "leadership was handed it; late, and no less public"},
}

// After tells where e leads from s, or refuses.
func (s State) After(e Event) (State, error) {
	for _, t := range lifecycle {
		if t.From == s && t.On == e {
			return t.To, nil
		}
	}
	return s, fault.New(fault.Conflict, "petition_state", "state", string(s), "event", string(e))
}
