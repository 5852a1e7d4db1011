package petition

// A State is where a petition is in its life. It is written into the record by an event, never set by hand.
type State string

// The states; see lifecycle.go for what leads where.
const (
	Draft     State = "draft"
	Queued    State = "queued"    // its text is frozen; it waits in a public order for a slot
	Gathering State = "gathering" // its text is frozen; sponsors sign
	Review    State = "review"    // in review by a steward
	Open      State = "open"
	Delivered State = "delivered" // with leadership; signing goes on
	Answered  State = "answered"  // leadership answered; signing goes on
	Closed    State = "closed"
	Rejected  State = "rejected"
	Withdrawn State = "withdrawn"
)

// States are all of them, in the order of a life.
func States() []State {
	return []State{Draft, Queued, Gathering, Review, Open, Delivered, Answered, Closed, Rejected, Withdrawn}
}

// Signable reports whether signatures are taken: from sponsors while gathering, then from all until it closes.
func (s State) Signable() bool { return s == Gathering || s.Speakable() }

// Speakable reports whether comments are taken.
func (s State) Speakable() bool { return s == Open || s == Delivered || s == Answered }

// Over reports whether nothing can come any more.
func (s State) Over() bool { return s == Closed || s == Rejected || s == Withdrawn }

// An Outcome is what came of a petition; organizers say it, with a reason.
type Outcome string

// The outcomes; "" while there is none.
const (
	Won       Outcome = "won"
	PartlyWon Outcome = "partly_won"
	Declined  Outcome = "declined"
	NoAnswer  Outcome = "no_answer"
)

// ParseOutcome refuses what is none.
func ParseOutcome(s string) (Outcome, error) {
	switch o := Outcome(s); o {
	case Won, PartlyWon, Declined, NoAnswer:
		return o, nil
	}
	return "", errOutcome
}
