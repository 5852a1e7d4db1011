package digest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/pass"
)

const (
	weeks   = 8  // bars of the chart
	reasons = 3  // of each petition
	ending  = 14 // days for which an answered or closed petition is still told
)

// Composer composes summaries from a source. Now is the time, Zone the site's.
type Composer struct {
	Source Source
	Now    func() time.Time
	Zone   *time.Location
}

// Compose is the summary of a period as things stand now: for the mail of that period, the dashboard and the site alike.
// What was told earlier is what the outbox keeps; it is never computed again.
func (c Composer) Compose(ctx context.Context, p Period) (Summary, error) {
	petitions, err := c.Source.Petitions(ctx)
	if err != nil {
		return Summary{}, fmt.Errorf("digest: petitions: %w", err)
	}
	holders, err := c.Source.Holders(ctx)
	if err != nil {
		return Summary{}, fmt.Errorf("digest: holders: %w", err)
	}
	pulses, err := c.Source.Pulses(ctx)
	if err != nil {
		return Summary{}, fmt.Errorf("digest: pulses: %w", err)
	}
	s := Summary{Pulses: pulses, Period: p, Day: day.Of(c.Now(), c.Zone), Holders: pass.Holders(holders)}
	for _, petition := range petitions {
		if worthTelling(petition, s.Day) {
			s.Petitions = append(s.Petitions, tell(petition, s.Day, holders))
		}
	}
	slices.SortFunc(s.Petitions, urgency)
	return s, nil
}

// worthTelling: what waits for signatures or for leadership always; what ended, for two weeks.
func worthTelling(p Petition, today day.Day) bool {
	switch p.State {
	case Open, Delivered:
		return true
	case Answered:
		return p.Answered != "" && today.Sub(p.Answered) < ending
	case Closed:
		return p.Ended != "" && today.Sub(p.Ended) < ending
	}
	return false
}

func tell(p Petition, today day.Day, holders int) Told {
	t := Told{
		ID: p.ID, Title: p.Title, Ask: p.Ask, Language: p.Language, State: p.State,
		Count: p.Count, Goal: p.Goal, Share: pass.Share(p.Count, holders), Change: p.Count - countAt(p.Days, today.Add(-7)), Angles: p.Angles,
		Opened: p.Opened, Closes: p.Closes, Delivered: p.Delivered, Due: p.Due, Answered: p.Answered, Ended: p.Ended,
		Outcome: p.Outcome, Weeks: byWeek(p, today), Program: p.Program, Reasons: mostAgreed(p.Reasons),
	}
	if p.State == Delivered && p.Due != "" {
		t.Overdue = max(0, today.Sub(p.Due))
	}
	return t
}

// byWeek is what each week brought, so that the last bar is Change. It has a bar for each week since the opening.
func byWeek(p Petition, today day.Day) []int {
	n := weeks
	if p.Opened != "" {
		n = min(n, max(1, today.Sub(p.Opened)/7+1))
	}
	bars, later := make([]int, n), p.Count
	for i := n - 1; i >= 0; i-- {
		earlier := countAt(p.Days, today.Add(-7*(n-i)))
		bars[i], later = later-earlier, earlier
	}
	return bars
}

// countAt is the count at the end of a day: that of the last day, up to it, on which the count moved.
func countAt(days []Count, at day.Day) int {
	var last Count
	for _, d := range days {
		if d.Day <= at && d.Day > last.Day {
			last = d
		}
	}
	return last.Count
}

func mostAgreed(all []Reason) []Reason {
	agreed := slices.DeleteFunc(slices.Clone(all), func(r Reason) bool { return r.Agreed < 1 || r.Text == "" })
	slices.SortFunc(agreed, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(b.Agreed, a.Agreed), cmp.Compare(a.Text, b.Text))
	})
	return agreed[:min(reasons, len(agreed))]
}

// urgency: the most overdue, then those whose answer is due soonest, then the open ones by what changed most, then what ended.
func urgency(a, b Told) int {
	return cmp.Or(
		cmp.Compare(rank(a), rank(b)), cmp.Compare(b.Overdue, a.Overdue), dueFirst(a, b), cmp.Compare(size(b.Change), size(a.Change)),
		cmp.Compare(b.Count, a.Count), cmp.Compare(a.ID, b.ID),
	)
}

func rank(t Told) int {
	switch {
	case t.Overdue > 0:
		return 0
	case t.State == Delivered:
		return 1
	case t.State == Open:
		return 2
	}
	return 3
}

func dueFirst(a, b Told) int {
	if !a.Waiting() || !b.Waiting() {
		return 0
	}
	return cmp.Compare(a.Due, b.Due)
}

func size(n int) int { return max(n, -n) }
