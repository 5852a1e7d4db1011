package ui

import (
	"context"

	"roundrobin/views/words"
)

// Sign is the printed sign before a state: a disc for open, a half disc for waiting, a circle for not yet, a square
// for done, a lozenge for late.
type Sign string

// The five signs; each is the end of a class name in the style sheet.
const (
	Disc    Sign = "open"
	Half    Sign = "wait"
	Circle  Sign = "not-yet"
	Square  Sign = "done"
	Lozenge Sign = "late"
)

// soon is how many days before its end a petition says so.
const soon = 7

// Sign and Words say a petition's state: "Open, closes in 4 days".
func (s Standing) Sign() Sign {
	switch s.State {
	case "open":
		return Disc
	case "answered", "closed":
		return Square
	case "queued", "gathering":
		return Half
	case "review", "delivered":
		if s.overdue() > 0 {
			return Lozenge
		}
		return Half
	}
	return Circle
}

// Words is the state in words.
func (s Standing) Words(ctx context.Context) string {
	switch s.State {
	case "queued":
		return words.T(ctx, "standing.queued", "turn", s.Turn)
	case "gathering":
		return words.T(ctx, "standing.gathering", "got", s.Sponsors, "wanted", s.SponsorsWanted)
	case "review":
		if late := s.overdue(); late > 0 {
			return words.N(ctx, "standing.review_late", late)
		}
	case "open":
		return s.open(ctx)
	case "delivered":
		return s.delivered(ctx)
	case "answered", "closed":
		return s.ended(ctx)
	case "withdrawn":
		if s.Lapsed {
			return words.T(ctx, "standing.lapsed")
		}
	}
	return words.T(ctx, "standing."+s.State)
}

func (s Standing) open(ctx context.Context) string {
	left := words.DaysBetween(s.Today, s.Closes)
	switch {
	case s.Closes != "" && left == 0:
		return words.T(ctx, "standing.open_last_day")
	case s.Closes != "" && left > 0 && left <= soon:
		return words.N(ctx, "standing.open_closes", left)
	case s.Since != "" && s.Since == s.Today:
		return words.T(ctx, "standing.open_today")
	case s.Since != "" && words.DaysBetween(s.Since, s.Today) == 1:
		return words.T(ctx, "standing.open_yesterday")
	}
	return words.T(ctx, "standing.open")
}

func (s Standing) delivered(ctx context.Context) string {
	late := s.overdue()
	switch {
	case s.Due == "":
		return words.T(ctx, "standing.delivered")
	case late > 0:
		return words.N(ctx, "standing.delivered_late", late)
	case late == 0:
		return words.T(ctx, "standing.delivered_today")
	}
	return words.T(ctx, "standing.delivered_due", "day", words.DayNear(ctx, s.Due, s.Today))
}

func (s Standing) ended(ctx context.Context) string {
	switch {
	case s.Outcome != "":
		return words.T(ctx, "standing."+s.State+"_with", "outcome", words.T(ctx, "outcome."+s.Outcome))
	case s.Unanswered:
		return words.T(ctx, "standing.closed_unanswered")
	case s.State == "answered" && s.Took > 0:
		return words.N(ctx, "standing.answered_after", s.Took)
	}
	return words.T(ctx, "standing."+s.State)
}

// overdue is how many days the answer is late; negative while there is time, 0 without a due day too.
func (s Standing) overdue() int { return words.DaysBetween(s.Due, s.Today) }

// Sign is the printed sign of a program's status.
func (p ProgramState) Sign() Sign {
	switch p.Status {
	case "active", "scaled_back":
		return Disc
	case "paused":
		return Half
	case "ended":
		return Square
	}
	return Circle
}

// Words is the status in words, with the day on which it began where that is known.
func (p ProgramState) Words(ctx context.Context) string {
	if p.Since == "" {
		return words.T(ctx, "status."+p.Status)
	}
	return words.T(ctx, "status."+p.Status+"_since", "day", words.DayNear(ctx, p.Since, p.Today))
}
