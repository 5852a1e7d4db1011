package digest

import (
	"fmt"
	"time"

	"roundrobin/models/day"
)

// Period is the ISO week that a digest belongs to, written 2026-W48. A recipient gets one digest for each.
type Period string

// PeriodOf is the week of t as the calendar on the wall in loc shows it.
func PeriodOf(t time.Time, loc *time.Location) Period {
	year, week := t.In(loc).ISOWeek()
	return Period(fmt.Sprintf("%04d-W%02d", year, week))
}

// ParsePeriod takes what PeriodOf writes and nothing else.
func ParsePeriod(s string) (Period, error) {
	var year, week int
	if _, err := fmt.Sscanf(s, "%4d-W%2d", &year, &week); err != nil {
		return "", fmt.Errorf("digest: %q is not a week", s)
	}
	p := Period(fmt.Sprintf("%04d-W%02d", year, week))
	if string(p) != s || PeriodOf(monday(year, week), time.UTC) != p {
		return "", fmt.Errorf("digest: %q is not a week", s)
	}
	return p, nil
}

// First is the Monday of the week.
func (p Period) First() day.Day {
	var year, week int
	if _, err := fmt.Sscanf(string(p), "%4d-W%2d", &year, &week); err != nil {
		panic("digest: not a week: " + string(p))
	}
	return day.Of(monday(year, week), time.UTC)
}

// Last is the Sunday of the week.
func (p Period) Last() day.Day { return p.First().Add(6) }

// monday finds a week's first day: the fourth of January always lies in the first week (ISO 8601).
func monday(year, week int) time.Time {
	fourth := time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC)
	return fourth.AddDate(0, 0, 7*(week-1)-daysSinceMonday(fourth.Weekday()))
}

func daysSinceMonday(w time.Weekday) int { return (int(w) + 6) % 7 }
