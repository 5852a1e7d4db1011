// Package petition owns what is asked: its text, its life and who may sign when. It is pure; petition/store keeps it, takes
// what people hand in, and seals.
package petition

import (
	"roundrobin/models/day"
	"roundrobin/models/pass"
)

// A Petition is what is asked, of whom and why, with the facts of its life. Days that have not come are "".
type Petition struct {
	ID      string
	Program string // id of its program, or ""
	Round   string // the season in which it asks how its program sits with people; "" of a petition
	Topic   Topic  // or ""
	Text    pass.Text
	Hash    pass.Hash // of Text; what signatures name
	HTML    string    // Text.Background, rendered and sanitised on write
	State   State
	Since   day.Day // the state began

	Chosen int // the goal that its author chose, or 0
	Goal   int // what counts as enough; see GoalFor
	Count  int // signatures that stand for this text, as of the last seal
	Issued int // books that were collected when it opened

	Sponsors int     // that it needs; fixed when it began to gather
	Hidden   day.Day // since when a steward hides its text, or ""

	Book string // its place, from gathering on; "" and 0 before
	Slot int
	Turn int // while it is queued: how many take their slots before it, and itself

	Gathered, Opened day.Day
	Closes           day.Day // the last day to sign
	Delivered, Due   day.Day // Due: the day by which leadership should answer
	Answered, Closed day.Day
	Outcome          Outcome
	Lapsed           bool // it ended because it was not sponsored, or not mended, in time
}

// A Happening is an event as it is recorded.
type Happening struct {
	Event  Event
	Day    day.Day
	Count  int // how many had signed
	Reason string
}

// A Milestone is a share of the goal that was reached at a seal.
type Milestone struct {
	Percent, Count int
	Day            day.Day
}

// A DayCount is how many had signed after the last seal of a day.
type DayCount struct {
	Day   day.Day
	Count int
}

// An Update is what organizers told the signers.
type Update struct {
	N     int // from 1
	Day   day.Day
	Words string // Markdown
	HTML  string // of Words, sanitised
}

// A Response is one revision of leadership's answer.
type Response struct {
	Day   day.Day
	Who   string // as leadership is known in public: "the executive board"
	Words string // Markdown
	HTML  string // of Words, sanitised
}
