package ui

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"roundrobin/views/words"
)

// Place is where a step stands on the line.
type Place string

// The places: a stop that was passed, something beside the line, where it stands now, a stop to come.
const (
	Past Place = "past"
	Side Place = "side"
	Here Place = "now"
	Next Place = "next"
)

// A Step is one line of the tracker.
type Step struct {
	// What is a code: drafted, gathering, review, open, delivered, answered, closed …, milestone, program, update.
	What  string
	Place Place
	// Key tells it from others of the same kind on the same day.
	Key string
	// Day is when it was; of what is now or next, the day by which it should be over, or "".
	Day string
	// Title and Note are words; HTML, of an update, is sanitised; When words the day, at the side so that it leads into the title.
	Title, Note, HTML, When string
	// Late: what should have been by now has not.
	Late bool
	// Address is where it can be read, or "".
	Address string
}

// Steps lays a petition's life out as a dated line: what was, what is now, and what is still to come.
func (l Life) Steps(ctx context.Context) []Step {
	line := append(l.passed(ctx), l.beside(ctx)...)
	slices.SortStableFunc(line, func(a, b Step) int { return cmp.Compare(a.Day, b.Day) })
	dated(ctx, line)
	if l.Over {
		return line
	}
	return append(append(line, l.present(ctx)), l.coming(ctx)...)
}

// passed are the stops of the petition itself.
func (l Life) passed(ctx context.Context) (line []Step) {
	add := func(day, what, note string) {
		if day != "" {
			line = append(line, Step{What: what, Place: Past, Day: day, Title: words.T(ctx, "tracker."+what), Note: note})
		}
	}
	add(l.Drafted, "drafted", "")
	add(l.Frozen, "frozen", "")
	add(l.Reviewed, "sponsored", l.sponsored(ctx))
	for _, r := range l.Rejections {
		add(r.Day, "rejected", r.Reason)
	}
	if !l.isOpen() {
		add(l.Opened, "opened", l.reviewedAs(ctx))
	}
	add(l.Delivered, "delivered", l.deliveredWith(ctx))
	for _, d := range l.Received {
		add(d.Day, "received", d.Who)
	}
	for _, d := range l.Meetings {
		add(d.Day, "meeting", d.Note)
	}
	add(l.Answered, "answered", l.took(ctx))
	for _, day := range l.Revised {
		add(day, "revised", "")
	}
	add(l.Rated, "rated", "")
	add(l.Closed, "closed", l.closedWith(ctx))
	add(l.Withdrawn, "withdrawn", l.Reason)
	if l.Unmended {
		add(l.Lapsed, "unmended", "")
	} else {
		add(l.Lapsed, "lapsed", l.lapsedWith(ctx))
	}
	if l.Outcome != "" {
		add(l.OutcomeDay, "outcome_"+l.Outcome, l.OutcomeReason)
	}
	return line
}

// isOpen: nothing has happened since it opened, so that being open is the present stop.
func (l Life) isOpen() bool { return l.Opened != "" && l.Delivered == "" && !l.Over }

func (l Life) reviewedAs(ctx context.Context) string {
	if l.Reviewed == "" {
		return ""
	}
	return words.T(ctx, "tracker.reviewed_note")
}

func (l Life) sponsored(ctx context.Context) string {
	if l.SponsorsWanted == 0 {
		return ""
	}
	return words.N(ctx, "tracker.sponsors", l.SponsorsWanted)
}

func (l Life) deliveredWith(ctx context.Context) string {
	if l.DeliveredCount == 0 {
		return ""
	}
	return words.N(ctx, "tracker.delivered_with", l.DeliveredCount)
}

// took says how many days the answer took, and how many of them it was late.
func (l Life) took(ctx context.Context) string {
	if l.Delivered == "" {
		return ""
	}
	said := words.N(ctx, "tracker.took", words.DaysBetween(l.Delivered, l.Answered))
	if late := words.DaysBetween(l.Due, l.Answered); l.Due != "" && late > 0 {
		said += " " + words.N(ctx, "tracker.came_late", late)
	}
	return said
}

func (l Life) closedWith(ctx context.Context) string {
	if l.Outcome == "" && l.Delivered != "" && l.Answered == "" {
		return words.T(ctx, "tracker.unanswered")
	}
	if l.Count == 0 {
		return ""
	}
	return words.N(ctx, "tracker.closed_with", l.Count)
}

// lapsedWith says how many sponsors it had found.
func (l Life) lapsedWith(ctx context.Context) string {
	if l.SponsorsWanted == 0 {
		return ""
	}
	return words.T(ctx, "tracker.now_gathering_got", "got", l.Sponsors, "wanted", l.SponsorsWanted)
}

// beside are milestones, updates, and what the program did meanwhile.
func (l Life) beside(ctx context.Context) (line []Step) {
	for _, m := range l.Milestones {
		line = append(line, Step{What: "milestone", Key: strconv.Itoa(m.Count), Place: Side, Day: m.Day, Title: words.N(ctx, "tracker.milestone", m.Count)})
	}
	for _, u := range l.Updates {
		line = append(line, Step{What: "update", Key: strconv.Itoa(u.N), Place: Side, Day: u.Day, Title: u.Title, HTML: u.HTML, Address: l.address("#update-" + strconv.Itoa(u.N))})
	}
	for _, e := range l.Events {
		line = append(line, Step{What: "program", Key: e.ID, Place: Side, Day: e.Day, Title: e.Title, Note: e.Note, Address: e.Address()})
	}
	return line
}

func (l Life) address(fragment string) string { return "/petitions/" + l.ID + fragment }

// dated writes each stop's day, with its year where the year is not that of the stop before it.
func dated(ctx context.Context, line []Step) {
	before := ""
	for i, s := range line {
		line[i].When = words.DayNear(ctx, s.Day, before)
		if s.Place == Side {
			line[i].When = words.T(ctx, "tracker.side_"+s.What, "day", line[i].When)
		}
		before = s.Day
	}
}
