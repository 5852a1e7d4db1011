// Package day is the finest time that anything about a person or a booth action carries: a civil day in the site's time zone.
package day

import (
	"fmt"
	"time"
)

// Day is written YYYY-MM-DD, so that days sort and compare as text, in Go and in SQL. The zero value is no day.
type Day string

// Of is the day of t in loc.
func Of(t time.Time, loc *time.Location) Day { return Day(t.In(loc).Format(time.DateOnly)) }

// Parse takes YYYY-MM-DD and nothing else.
func Parse(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Format(time.DateOnly) != s {
		return "", fmt.Errorf("day: %q is not a day", s)
	}
	return Day(s), nil
}

// Add is n days later, whatever the clocks do.
func (d Day) Add(n int) Day { return Day(d.utc().AddDate(0, 0, n).Format(time.DateOnly)) }

// Sub is the number of days from o to d.
func (d Day) Sub(o Day) int { return int(d.utc().Sub(o.utc()).Hours() / 24) }

// Begins is the first instant of the day in loc.
func (d Day) Begins(loc *time.Location) time.Time {
	t := d.utc()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, loc)
}

// Ends is the instant after the day's last in loc: the beginning of the next.
func (d Day) Ends(loc *time.Location) time.Time { return d.Add(1).Begins(loc) }

// Quarter names the season that holds the day, such as 2026Q4.
func (d Day) Quarter() string {
	t := d.utc()
	return fmt.Sprintf("%dQ%d", t.Year(), (int(t.Month())+2)/3)
}

func (d Day) utc() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		panic("day: not a day: " + string(d))
	}
	return t
}
