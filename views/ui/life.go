package ui

// Life holds the dated facts of a petition, from which the tracker is drawn. Empty days are stops still to come.
type Life struct {
	// ID is the petition's; its links lead there.
	ID, Today string
	// Turn is its place in the line for a free slot, while it stands in one.
	Turn int

	Drafted, Frozen, Reviewed, Opened string
	// Sponsors of SponsorsWanted have sponsored it; more can until the end of GatherBy.
	Sponsors, SponsorsWanted int
	GatherBy                 string
	// ReviewBy is the day by which a steward should decide.
	ReviewBy string

	Delivered, Due, Answered string
	DeliveredCount           int
	Received                 []Did // leadership confirmed that it arrived
	Meetings                 []Did // leadership asked to meet
	// RateUntil is the last day on which those who signed say whether it is an answer; Rated when what they said was published.
	RateUntil, Rated string
	// Revised are the days on which the answer was mended.
	Revised []string
	// ResponseDays is how long leadership has to answer.
	ResponseDays int

	Closes, Closed, Withdrawn string
	// Lapsed is when it ended because it found too few sponsors in time or, Unmended, was not mended in time.
	Lapsed   string
	Unmended bool
	// Over: nothing can come any more.
	Over bool
	// Reason is the published reason of a withdrawal, or "".
	Reason string
	// Rejections are what a steward turned away and why, also of a text that was mended since.
	Rejections []Rejection
	// MendBy is the last day on which its organizers can mend what was turned away, or "".
	MendBy string
	// Outcome is as in Standing, said on OutcomeDay for OutcomeReason.
	Outcome, OutcomeDay, OutcomeReason string

	// Count of signatures now; FirstMilestone is the count from which the organizers may deliver.
	Count, FirstMilestone int
	Milestones            []Milestone
	// Events are what its program did since the petition opened.
	Events []Event
	// Updates are what its organizers wrote.
	Updates []Update
}

// Rejection is when and why a steward turned a petition away.
type Rejection struct {
	Day, Reason string
	// Code is that of the standard which it did not meet, or "".
	Code string
}

// Milestone is a count that was reached on a day.
type Milestone struct {
	Day   string
	Count int
}

// Update is what organizers wrote to those who follow. N counts the petition's own from 1.
type Update struct {
	N          int
	Day, Title string
	// HTML is rendered and sanitised; it is written as it is.
	HTML string
}

// Event is a dated entry of a program's timeline.
type Event struct {
	// ID names the entry on its program's page; Program is the program's id.
	ID, Program string
	Day         string
	Kind        string // launch, change, incident, pause, note …
	// Title and Note are data, in the language of the site.
	Title, Note string
	// Source is an absolute https URL, or words that say where it stands, or "".
	Source string
	// Proposed by a colleague and accepted by a steward.
	Proposed bool
	// Status is what the program became that day, or "".
	Status string
}

// Address is where the entry stands.
func (e Event) Address() string { return "/programs/" + e.Program + "#entry-" + e.ID }
