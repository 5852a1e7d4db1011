package petition

import (
	"strings"
	"unicode/utf8"

	"roundrobin/models/day"
	"roundrobin/models/fault"
)

// What leadership does besides answering, and what organizers say of the end: recorded, but they move no petition.
const (
	Receive  Event = "receive" // somebody of leadership confirmed that it arrived; the reason is who
	Meet     Event = "meet"    // leadership asks for a meeting; the reason is who, and what they say
	Conclude Event = "outcome" // the organizers say what came of it; the reason is theirs
)

// Limits of what leadership writes, in characters.
const (
	MaxAnswer  = 10_000
	MaxMeeting = 300
)

// A Handover is what a delivery hands to leadership, as it stands at that moment.
type Handover struct {
	Petition
	Angles  []uint32 // of the ring
	Names   []string // who signed by name, in the order in which they are shown
	Holders int      // people who hold passes
}

// TidyWords gives line ends as we keep them, and no blanks at the ends.
func TidyWords(typed string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(typed, "\uFFFD")))
}

// CheckAnswer refuses an answer that cannot be published as it is; the words should be tidy.
func CheckAnswer(words string) error {
	switch n := utf8.RuneCountInString(words); {
	case n == 0:
		return fault.New(fault.Invalid, "answer_empty").On("words")
	case n > MaxAnswer:
		return fault.New(fault.Invalid, "text_too_long", "max", MaxAnswer, "length", n).On("words")
	}
	return nil
}

// CheckMeeting refuses what is too long to say with a wish to meet. It may be nothing at all.
func CheckMeeting(words string) error {
	if n := utf8.RuneCountInString(words); n > MaxMeeting {
		return fault.New(fault.Invalid, "text_too_long", "max", MaxMeeting, "length", n).On("meeting")
	}
	return nil
}

// Took is how many days the answer took, and whether there is one that was asked for.
func (p Petition) Took() (days int, answered bool) {
	if p.Delivered == "" || p.Answered == "" {
		return 0, false
	}
	return p.Answered.Sub(p.Delivered), true
}

// Overdue is by how many days the answer is late on that day, or 0. What is closed unanswered stays overdue.
func (p Petition) Overdue(today day.Day) int {
	if p.Due == "" || p.Answered != "" {
		return 0
	}
	return max(0, today.Sub(p.Due))
}
