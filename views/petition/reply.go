package petition

import (
	"context"
	"strings"

	"roundrobin/views/words"
)

// Reply is what leadership did with a petition that it was handed. Revisions are oldest first.
type Reply struct {
	Delivered, Due, Today string
	To                    []string // whom it was delivered to, as the public knows them
	Received, Meetings    []Mark
	Revisions             []Revision
}

// Mark is what somebody of leadership did on a day; Words are what they said with it, or "".
type Mark struct{ Day, Who, Words string }

// Revision is one version of the answer. Who is "" where that was not kept.
type Revision struct {
	Day, Who string
	HTML     string  // sanitised; written as it is
	Changes  []Piece // against the version before it; none for the first
}

// Piece of a changed text: in both versions, taken out (Was) or put in (Is).
type Piece struct {
	Text    string
	Was, Is bool
}

// Came is what came of a petition, as its organizers say. Result is won, partly_won, declined or no_answer.
type Came struct{ Result, Day, Reason string }

func (r Reply) newest() Revision { return r.Revisions[len(r.Revisions)-1] }

// changed says when the answer was last changed, or "".
func (r Reply) changed(ctx context.Context) string {
	if len(r.Revisions) < 2 {
		return ""
	}
	return " " + words.T(ctx, "reply.last_changed", "day", words.Day(ctx, r.newest().Day))
}

// byline is "The executive board answered on 3 November, 12 days after delivery, in time."
func (r Reply) byline(ctx context.Context) string {
	first := r.Revisions[0]
	said := words.T(ctx, "reply.from_nobody")
	if first.Who != "" {
		said = words.T(ctx, "reply.from", "who", capital(first.Who))
	}
	if r.Delivered == "" {
		return said + " " + words.T(ctx, "reply.on_plain", "day", words.Day(ctx, first.Day)) + "."
	}
	took := words.N(ctx, "reply.took", words.DaysBetween(r.Delivered, first.Day))
	said += " " + words.T(ctx, "reply.on", "day", words.Day(ctx, first.Day), "took", took)
	if late := words.DaysBetween(r.Due, first.Day); late > 0 {
		return said + ", " + words.N(ctx, "reply.late", late) + "."
	}
	return said + ", " + words.T(ctx, "reply.in_time") + "."
}

// overdue says by how many days, or "".
func (r Reply) overdue(ctx context.Context) string {
	late := words.DaysBetween(r.Due, r.Today)
	if len(r.Revisions) > 0 || r.Due == "" || late <= 0 {
		return ""
	}
	return words.N(ctx, "reply.overdue", late, "due", words.Day(ctx, r.Due))
}

func (r Reply) names(ctx context.Context) string { return listed(ctx, r.To) }

// listed is "the board, the works council and the site lead".
func listed(ctx context.Context, names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return words.T(ctx, "reply.and", "some", strings.Join(names[:last], ", "), "last", names[last])
}

// revised names the version: its day, and who.
func (v Revision) revised(ctx context.Context) string {
	key := "reply.revised"
	if len(v.Changes) == 0 {
		key = "reply.first"
	}
	return words.T(ctx, key, "day", words.Day(ctx, v.Day), "who", v.Who)
}

func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
