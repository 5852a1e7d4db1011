package ui

import (
	"cmp"
	"context"
	"slices"

	"roundrobin/views/words"
)

// stop is one line of the tracker. Its class is "", side, now or next; late marks its title. key words the day of a
// stop at the side, which leads into its title.
type stop struct {
	class, day, title, when, note, key string
	late                               bool
}

// stops lays a petition's life out as a dated line: what was, what is now, and what is still to come.
func (l Life) stops(ctx context.Context) []stop {
	line := append(l.passed(ctx), l.beside(ctx)...)
	slices.SortStableFunc(line, func(a, b stop) int { return cmp.Compare(a.day, b.day) })
	dated(ctx, line)
	if l.over() {
		return line
	}
	return append(append(line, l.present(ctx)), l.coming(ctx)...)
}

func (l Life) over() bool { return l.Closed != "" || l.Withdrawn != "" || l.Rejected != "" }

// passed are the stops of the petition itself.
func (l Life) passed(ctx context.Context) (line []stop) {
	add := func(day, key, note string) {
		if day != "" {
			line = append(line, stop{day: day, title: words.T(ctx, key), note: note})
		}
	}
	add(l.Drafted, "tracker.drafted", "")
	add(l.Frozen, "tracker.frozen", l.sponsored(ctx))
	add(l.Reviewed, "tracker.reviewed", words.T(ctx, "tracker.reviewed_note"))
	add(l.Rejected, "tracker.rejected", l.Reason)
	if !l.isOpen() {
		add(l.Opened, "tracker.opened", "")
	}
	add(l.Delivered, "tracker.delivered", l.deliveredWith(ctx))
	add(l.Answered, "tracker.answered", "")
	add(l.Closed, "tracker.closed", l.outcome(ctx))
	add(l.Withdrawn, "tracker.withdrawn", l.Reason)
	return line
}

// isOpen: nothing has happened since it opened, so that being open is the present stop.
func (l Life) isOpen() bool { return l.Opened != "" && l.Delivered == "" && !l.over() }

func (l Life) sponsored(ctx context.Context) string {
	if l.Sponsors == 0 {
		return ""
	}
	return words.N(ctx, "tracker.sponsors", l.Sponsors)
}

func (l Life) deliveredWith(ctx context.Context) string {
	if l.DeliveredCount == 0 {
		return ""
	}
	return words.N(ctx, "tracker.delivered_with", l.DeliveredCount)
}

func (l Life) outcome(ctx context.Context) string {
	if l.Outcome == "" {
		return ""
	}
	return words.T(ctx, "tracker.outcome", "outcome", words.T(ctx, "outcome."+l.Outcome))
}

// beside are milestones, and what the program did meanwhile.
func (l Life) beside(ctx context.Context) (line []stop) {
	for _, m := range l.Milestones {
		line = append(line, stop{class: "side", day: m.Day, title: words.N(ctx, "tracker.milestone", m.Count), key: "tracker.side"})
	}
	for _, e := range l.Events {
		line = append(line, stop{class: "side", day: e.Day, title: e.Title, key: "tracker.side_program"})
	}
	return line
}

func (l Life) present(ctx context.Context) stop {
	switch {
	case l.Answered != "":
		return stop{class: "now", title: words.T(ctx, "tracker.now_answered"), note: words.T(ctx, "tracker.now_answered_note")}
	case l.Delivered != "":
		return l.waiting(ctx)
	case l.Opened != "":
		s := stop{class: "now", title: words.T(ctx, "tracker.now_open"), when: words.T(ctx, "tracker.since", "day", words.Day(ctx, l.Opened))}
		if l.FirstMilestone > 0 {
			s.note = words.T(ctx, "tracker.now_open_note", "n", l.FirstMilestone)
		}
		return s
	case l.Frozen != "":
		return stop{class: "now", title: words.T(ctx, "tracker.now_review")}
	}
	if l.Turn > 0 {
		return stop{class: "now", title: words.T(ctx, "standing.queued", "turn", l.Turn), note: words.T(ctx, "tracker.now_queued_note")}
	}
	return stop{class: "now", title: words.T(ctx, "tracker.now_gathering")}
}

func (l Life) waiting(ctx context.Context) stop {
	late := words.DaysBetween(l.Due, l.Today)
	if l.Due != "" && late > 0 {
		return stop{class: "now", late: true, title: words.N(ctx, "tracker.now_late", late),
			when: words.T(ctx, "tracker.was_due", "day", words.DayNear(ctx, l.Due, l.Today))}
	}
	s := stop{class: "now", title: words.T(ctx, "tracker.now_delivered")}
	if l.Due != "" {
		s.when = words.T(ctx, "tracker.due", "day", words.DayNear(ctx, l.Due, l.Today))
	}
	return s
}

func (l Life) coming(ctx context.Context) (line []stop) {
	next := func(happened, key, note, when string) {
		if happened == "" {
			line = append(line, stop{class: "next", title: words.T(ctx, key), note: note, when: when})
		}
	}
	next(l.Frozen, "tracker.next_reviewed", "", "")
	next(l.Opened, "tracker.next_opened", "", "")
	next(l.Delivered, "tracker.next_delivered", "", "")
	next(l.Answered, "tracker.next_answered", l.answerNote(ctx), "")
	when := ""
	if l.Closes != "" {
		when = words.T(ctx, "tracker.end_of", "day", words.DayNear(ctx, l.Closes, l.Today))
	}
	next(l.Closed, "tracker.next_closes", "", when)
	return line
}

func (l Life) answerNote(ctx context.Context) string {
	if l.Delivered != "" {
		return words.T(ctx, "tracker.now_answered_note")
	}
	return words.T(ctx, "tracker.next_answered_note")
}

// dated writes each stop's day, with its year where the year is not that of the stop before it.
func dated(ctx context.Context, line []stop) {
	before := ""
	for i := range line {
		line[i].when = words.DayNear(ctx, line[i].day, before)
		if line[i].key != "" {
			line[i].when = words.T(ctx, line[i].key, "day", line[i].when)
		}
		before = line[i].day
	}
}
