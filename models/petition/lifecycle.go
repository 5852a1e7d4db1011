package petition

import "roundrobin/models/fault"

// An Event moves a petition through its life. Each is a record: which, when, why.
type Event string

// The events.
const (
	Gather   Event = "gather"   // the author freezes the text; a slot is taken
	Queue    Event = "queue"    // the text is frozen, and no slot is free
	Submit   Event = "submit"   // sponsors enough; to a steward
	OpenUp   Event = "open"     // everyone may sign
	Reject   Event = "reject"   // by the published standards, with a reason
	Mend     Event = "mend"     // the author writes it anew
	Deliver  Event = "deliver"  // leadership has it
	Respond  Event = "respond"  // leadership answered, or mended its answer
	Close    Event = "close"    // its last day is over
	Withdraw Event = "withdraw" // its organizers take it back
	Lapse    Event = "lapse"    // not sponsored in time
)

type transition struct {
	From State
	On   Event
	To   State
}

// lifecycle is the whole life of a petition. docs/lifecycle.md is drawn from it.
var lifecycle = []transition{
	{Draft, Gather, Gathering},
	{Draft, Queue, Queued},
	{Queued, Gather, Gathering},
	{Queued, Reject, Rejected},
	{Gathering, Submit, Review},
	{Gathering, OpenUp, Open}, // where nobody reviews
	{Gathering, Reject, Rejected},
	{Review, OpenUp, Open},
	{Review, Reject, Rejected},
	{Rejected, Mend, Draft},
	{Open, Deliver, Delivered},
	{Delivered, Respond, Answered},
	{Answered, Respond, Answered},
	{Open, Close, Closed},
	{Delivered, Close, Closed},
	{Answered, Close, Closed},
	{Draft, Withdraw, Withdrawn},
	{Queued, Withdraw, Withdrawn},
	{Gathering, Withdraw, Withdrawn},
	{Review, Withdraw, Withdrawn},
	{Open, Withdraw, Withdrawn},
	{Gathering, Lapse, Withdrawn},
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
