package office

import (
	"context"

	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// FlagsProps are those of /office/flags (Flags).
type FlagsProps struct {
	Viewer
	Today string
	// Cases wait for a decision, the longest first; Total is how many there are, From how many stand before these.
	Cases       []Case
	Total, From int
	// Newer and Older are from where the next pages begin, or -1.
	Newer, Older int
	// Done is the verdict that was just given, or "".
	Done string
}

// Case is a comment, or a petition (Comment is false then), that stewards decide about.
type Case struct {
	Target, Petition, Title, Language string
	Comment                           bool
	// Text, Pseudonym, Mark and Day are the comment's; Answers is the text of what it replies to, or "".
	// Voice is organizers or leadership where one of them speaks, else "".
	Text, Pseudonym, Voice string
	Mark                   []byte
	Day, Answers           string
	// Since is the day since which a decision is asked for, or ""; Due the one by which it should be there.
	Since, Due string
	// Weight is how many flags there are, Flags for what; never whose.
	Weight int
	Flags  []Flagged
	Round  int
	// Hidden since that day, by whom, for which standard, in which words; Held for that word, before anybody has read it. All may be "".
	Hidden, Who, Standard, Words, Held string
	// Appeal are its writer's words against the hiding, Appealed their day; Appealing: they wait for a decision.
	Appeal, Appealed string
	Appealing, Muted bool
	// Verdicts are keep, hide, restore or uphold.
	Verdicts []string
}

// Flagged is how many flags name a standard, by its title.
type Flagged struct {
	Standard string
	N        int
}

// CaseProps are those of /office/flags/ID (CaseShow).
type CaseProps struct {
	Viewer
	Today string
	Case
	// Waiting is how many cases wait in all; Next is another one, or "".
	Waiting   int
	Next      string
	Standards []Standard
	// Code and Typed are what was chosen and typed before. Refusal is the fault's code, beside Field or, where that is "", above all.
	Code, Typed, Refusal, Field string
	Args                        map[string]any
	// Second: whoever looks has hidden it, and somebody else decides on the appeal.
	Second bool
	Done   []Deed
	// Just is what was done a moment ago, to the case JustOf.
	Just, JustOf string
}

// TalkProps are those of /office/talks/ID (Talk).
type TalkProps struct {
	Viewer
	Today, ID, Title, Language string
	// Most is how many comments a voice has in one count, "0" for as many as it likes; Held are words on lines of their own.
	Most   string
	Paused bool
	Held   string
	Reason string
	Muted  int
	// Problems are by field: most, words or reason.
	Problems Problems
	Done     []Deed
	Saved    bool
}

// who is who speaks, as the thread calls them.
func (x Case) who(ctx context.Context) string {
	if x.Voice != "" {
		return words.T(ctx, "voice."+x.Voice)
	}
	return x.Pseudonym
}

func (x Case) petition(today string) (RoomProps, Petition) {
	return RoomProps{Today: today}, Petition{Since: x.Since, Due: x.Due}
}

func (x Case) sign(today string) ui.Sign {
	room, p := x.petition(today)
	if x.Since == "" {
		return ui.Disc
	}
	return room.sign(p)
}

// due says by when, and warns a day before.
func (x Case) due(ctx context.Context, today string) string {
	room, p := x.petition(today)
	switch {
	case x.Since == "" && x.Hidden != "":
		return words.T(ctx, "office.flags.is_hidden", "day", words.DayNear(ctx, x.Hidden, today))
	case x.Since == "":
		return words.T(ctx, "office.flags.not_waiting")
	case days(today, x.Due) == 1:
		return words.T(ctx, "office.flags.tomorrow")
	}
	return room.due(ctx, p)
}

func (x Case) age(ctx context.Context, today string) string {
	return words.T(ctx, "office.flags.since", "day", words.DayNear(ctx, x.Since, today))
}

// what asks for the decision: flags, a word that held it, or an appeal.
func (x Case) what(ctx context.Context) string {
	switch {
	case x.Appealing:
		return words.T(ctx, "office.flags.appealed")
	case x.Held != "":
		return words.T(ctx, "office.flags.held", "word", x.Held)
	}
	return words.N(ctx, "office.flags.weight", x.Weight)
}

// short is the beginning of what was said.
func (x Case) short() string {
	const long = 180
	runes := []rune(x.Text)
	if len(runes) <= long {
		return x.Text
	}
	return string(runes[:long]) + "…"
}

func (p CaseProps) problem(field string) Problem {
	if p.Field == field {
		return Problem{p.Refusal, p.Args}
	}
	return Problem{}
}
