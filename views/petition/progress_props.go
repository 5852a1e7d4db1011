package petition

import (
	"context"
	"strings"

	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// ProgressProps are those of a petition's figures (Progress). They know nothing of who reads them.
type ProgressProps struct {
	ID, Title, Language string
	Hidden              bool // a steward hides the text; Title is "" then
	Standing            ui.Standing
	Today               string

	// Count of Goal signed. Share is whole per cent of Holders, 0 is not shown. Change is of the last seven days, Before of those before.
	Count, Goal, Share, Holders, Change, Before int
	Angles                                      []uint32
	Opened, Closes                              string // "" before it opened
	SponsorsWanted                              int

	Pace     ui.Pace
	Foretold Foretold
	Miles    []Mile

	Reply   *Reply // nil before it is delivered
	Due     string // leadership's answer
	Overdue int    // days
	Took    int    // days until the answer
	First   int    // signatures from which on it can be delivered
	Came    *Came
	Sent    []Sent // what leadership was sent, the latest first, the letter last
	Told    int    // summaries that tell of it, those in Sent among them
	Program *Program
	Rating  *Rating
	Places  *Workplaces
	Reasons []Reason
	Voices  int
	HiddenN int // comments that a steward hid
	Flags   int // cases that wait for a steward
	Updates []ui.Update
}

// Foretold is how the count may go on. Kind is reached, none (Weeks is too few), still (nobody signed), likely (Reach is known), short
// (the goal is not reached in the middle), or over (it cannot be signed). Days that do not come before the last one are "".
type Foretold struct {
	Kind             string
	Weeks, PerWeek   int
	From             string // none: the day from which on there is a forecast
	Early, Mid, Late string
	End              ui.PaceBand // short: on the last day
}

// Mile is a milestone: when it was reached, or about when it will be; both are "" if that is not known.
type Mile struct {
	Count, Percent int
	Day, About     string
}

// Sent is one thing that leadership was sent: summary or delivery; Address is where it is read word for word. Of its To readers, Lost were not
// reached (it was refused, or came back), and of Unsure nobody saw whether they were.
type Sent struct {
	Day, Address, What string
	To, Lost, Unsure   int
}

// Reason is a comment that others agree with.
type Reason struct {
	Text   string
	Agreed int
}

// rest says what became of the thread in a line.
func (p ProgressProps) thread(ctx context.Context) string {
	said := []string{words.N(ctx, "progress.rest.voices", p.Voices)}
	if p.HiddenN > 0 {
		said = append(said, words.N(ctx, "progress.rest.hidden", p.HiddenN))
	}
	if p.Flags > 0 {
		said = append(said, words.N(ctx, "progress.rest.flags", p.Flags))
	} else {
		said = append(said, words.T(ctx, "progress.rest.no_flag"))
	}
	return strings.Join(said, ", ")
}

// near sets a day as it is read today.
func (p ProgressProps) near(ctx context.Context, day string) string {
	return words.DayNear(ctx, day, p.Today)
}

func (p ProgressProps) weekAgo() string { return ui.DayBefore(p.Today, 7) }

// goalReached is the day on which the goal was, or "".
func (p ProgressProps) goalReached() string {
	if n := len(p.Miles); n > 0 {
		return p.Miles[n-1].Day
	}
	return ""
}

// mileClass draws the line behind a milestone: whole up to the next that was reached, broken from there on.
func (p ProgressProps) mileClass(i int) string {
	switch {
	case p.Miles[i].Day == "":
		return "next"
	case i+1 < len(p.Miles) && p.Miles[i+1].Day == "":
		return "last"
	}
	return ""
}

func (p ProgressProps) openedClass() string {
	if len(p.Miles) > 0 && p.Miles[0].Day == "" {
		return "last"
	}
	return ""
}

func (p ProgressProps) delivered(ctx context.Context) string {
	day := p.near(ctx, p.Reply.Delivered)
	if len(p.Reply.To) == 0 {
		return words.T(ctx, "progress.answer.delivered", "day", day)
	}
	return words.T(ctx, "progress.answer.to", "day", day, "names", strings.Join(p.Reply.To, ", "))
}
