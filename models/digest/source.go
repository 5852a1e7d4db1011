package digest

import (
	"context"

	"roundrobin/models/day"
)

// Source is where the facts come from: public facts only, the same that the site shows.
type Source interface {
	// Petitions are all that ever opened, in any order.
	Petitions(ctx context.Context) ([]Petition, error)
	// Petition is one that is public, whatever its state, or the refusal that there is none.
	Petition(ctx context.Context, id string) (Petition, error)
	// Pulses are those of the programs that are asked about now, as the site shows them.
	Pulses(ctx context.Context) ([]Pulse, error)
	// Holders is how many people hold a pass, exactly.
	Holders(ctx context.Context) (int, error)
}

// The states that a digest tells of. A petition in any other state is left out.
const (
	Open      = "open"
	Delivered = "delivered"
	Answered  = "answered"
	Closed    = "closed"
)

// Petition is what the site knows in public of one petition.
type Petition struct {
	ID, Title, Ask string
	Language       string // BCP 47 tag of title and ask
	State          string
	Goal           int
	Opened, Closes day.Day // Closes is the last day on which one can sign
	// Delivered, Due, Answered and Ended are "" until they are known. Ended is the day on which it closed.
	Delivered, Due, Answered, Ended day.Day
	Outcome                         string // won, partly_won, declined, no_answer, or ""
	Count                           int
	// Days are the counts as they stood at the end of each day on which they moved, in any order.
	Days []Count
	// Angles are the counted signatures' places on the ring.
	Angles  []uint32
	Program *Program // nil if it is about none
	Reasons []Reason // visible comments with agreement, in any order
}

// Count is how many signatures counted at the end of a day.
type Count struct {
	Day   day.Day
	Count int
}

// Program is what the employer runs and the petition is about.
type Program struct {
	ID, Name string
	Status   string // announced, active, scaled_back, paused, ended
	Since    day.Day
	// Latest is the newest entry of its timeline, in the language of the site, and LatestDay its day; "" if there is none.
	Latest    string
	LatestDay day.Day
}

// Reason is a comment as published.
type Reason struct {
	ID     string // of the comment
	Text   string
	Agreed int
}
