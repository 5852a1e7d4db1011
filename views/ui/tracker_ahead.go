package ui

import (
	"context"

	"roundrobin/views/words"
)

// present is the stop where the petition stands, with what ends it and when.
func (l Life) present(ctx context.Context) Step {
	switch {
	case l.Answered != "":
		return Step{What: "answered", Place: Here, Title: words.T(ctx, "tracker.now_answered"), Note: l.rating(ctx)}
	case l.Delivered != "":
		return l.waiting(ctx)
	case l.Opened != "":
		return Step{What: "open", Place: Here, Title: words.T(ctx, "tracker.now_open"), Note: l.toDeliver(ctx),
			When: words.T(ctx, "tracker.since", "day", words.DayNear(ctx, l.Opened, l.Today))}
	case l.Turn > 0:
		return Step{What: "queued", Place: Here, Title: words.T(ctx, "standing.queued", "turn", l.Turn), Note: words.T(ctx, "tracker.now_queued_note")}
	case l.Reviewed != "":
		return l.inReview(ctx)
	}
	return l.gathering(ctx)
}

// rating says who says whether it is an answer, as long as they still do.
func (l Life) rating(ctx context.Context) string {
	switch {
	case l.Rated != "":
		return words.T(ctx, "tracker.now_rated")
	case l.RateUntil == "":
		return ""
	case l.Today > l.RateUntil:
		return words.T(ctx, "tracker.now_rating_over")
	}
	return words.T(ctx, "tracker.now_rating", "day", words.DayNear(ctx, l.RateUntil, l.Today))
}

func (l Life) gathering(ctx context.Context) Step {
	s := Step{What: "gathering", Place: Here, Day: l.GatherBy, Title: words.T(ctx, "tracker.now_gathering"), When: l.until(ctx, "tracker.by", l.GatherBy)}
	if l.SponsorsWanted > 0 {
		s.Note = words.T(ctx, "tracker.now_gathering_note", "got", l.Sponsors, "wanted", l.SponsorsWanted)
	}
	return s
}

func (l Life) inReview(ctx context.Context) Step {
	s := Step{What: "review", Place: Here, Day: l.ReviewBy, Title: words.T(ctx, "tracker.now_review"), Note: words.T(ctx, "tracker.now_review_note")}
	if late := words.DaysBetween(l.ReviewBy, l.Today); late > 0 {
		s.Title, s.Late, s.When = words.N(ctx, "tracker.now_review_late", late), true, words.T(ctx, "tracker.was_due", "day", words.DayNear(ctx, l.ReviewBy, l.Today))
		return s
	}
	s.When = l.until(ctx, "tracker.by", l.ReviewBy)
	return s
}

func (l Life) waiting(ctx context.Context) Step {
	if late := words.DaysBetween(l.Due, l.Today); late > 0 {
		return Step{What: "delivered", Place: Here, Day: l.Due, Late: true, Title: words.N(ctx, "tracker.now_late", late),
			When: words.T(ctx, "tracker.was_due", "day", words.DayNear(ctx, l.Due, l.Today))}
	}
	return Step{What: "delivered", Place: Here, Day: l.Due, Title: words.T(ctx, "tracker.now_delivered"), When: l.until(ctx, "tracker.due", l.Due)}
}

// toDeliver says how far the first milestone is.
func (l Life) toDeliver(ctx context.Context) string {
	switch more := l.FirstMilestone - l.Count; {
	case l.FirstMilestone == 0:
		return ""
	case more > 0:
		return words.N(ctx, "tracker.now_open_more", more, "first", l.FirstMilestone)
	}
	return words.T(ctx, "tracker.now_open_enough", "first", l.FirstMilestone)
}

func (l Life) coming(ctx context.Context) (line []Step) {
	next := func(happened, what, by, note, when string) {
		if happened == "" {
			line = append(line, Step{What: what, Place: Next, Day: by, Title: words.T(ctx, "tracker.next_"+what), Note: note, When: when})
		}
	}
	if l.Turn > 0 {
		next("", "gathering", "", "", "")
	}
	if l.Opened == "" {
		next(l.Reviewed, "review", "", words.T(ctx, "tracker.next_review_note"), "")
		next("", "open", "", words.T(ctx, "tracker.next_open_note"), "")
	}
	next(l.Delivered, "delivered", "", "", "")
	next(l.Answered, "answered", "", l.answerNote(ctx), "")
	next(l.Closed, "closes", l.Closes, "", l.until(ctx, "tracker.end_of", l.Closes))
	return line
}

func (l Life) answerNote(ctx context.Context) string {
	if l.Delivered != "" {
		return words.T(ctx, "tracker.next_rated")
	}
	if l.ResponseDays == 0 {
		return ""
	}
	return words.N(ctx, "tracker.next_answered_in", l.ResponseDays)
}

// until words a day that is to come, with how far it is.
func (l Life) until(ctx context.Context, key, day string) string {
	if day == "" {
		return ""
	}
	said := words.T(ctx, key, "day", words.DayNear(ctx, day, l.Today))
	switch left := words.DaysBetween(l.Today, day); {
	case left == 0:
		return said + words.T(ctx, "tracker.in_today")
	case left > 0:
		return said + words.N(ctx, "tracker.in_days", left)
	}
	return said
}
