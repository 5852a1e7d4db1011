package program

import (
	"context"

	"roundrobin/views/ui"
	"roundrobin/views/words"
)

func who(ctx context.Context, p Props) string {
	switch {
	case p.Covered > 0 && p.Who != "":
		return words.N(ctx, "program.people_who", p.Covered, "who", p.Who)
	case p.Covered > 0:
		return words.N(ctx, "program.people", p.Covered)
	}
	return p.Who
}

// started is the day and, after the first two weeks, how many weeks that is.
func started(ctx context.Context, p Props) string {
	if p.Start == "" {
		return ""
	}
	weeks := words.DaysBetween(p.Start, p.State.Today) / 7
	if weeks < 2 || p.State.Status == "ended" {
		return words.Day(ctx, p.Start)
	}
	return words.N(ctx, "program.weeks", weeks, "day", words.Day(ctx, p.Start))
}

func (d Decided) sign() ui.Sign {
	if d.Decided == "accepted" {
		return ui.Disc
	}
	return ui.Square
}
