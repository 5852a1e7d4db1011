package jobs

import (
	"time"

	"github.com/riverqueue/river"

	"roundrobin/models/day"
)

// soonAfter the end of a day, so that no clock is still in it.
const soonAfter = 2 * time.Second

// dayEnds is right after the end of each day in zone.
type dayEnds struct{ zone *time.Location }

func (s dayEnds) Next(t time.Time) time.Time {
	next := day.Of(t, s.zone).Begins(s.zone).Add(soonAfter)
	if next.After(t) {
		return next
	}
	return day.Of(t, s.zone).Ends(s.zone).Add(soonAfter)
}

// both is whichever of two schedules comes first.
type both struct{ a, b river.PeriodicSchedule }

func (s both) Next(t time.Time) time.Time {
	a, b := s.a.Next(t), s.b.Next(t)
	if b.Before(a) {
		return b
	}
	return a
}

func hourlyAndAtDayEnds(zone *time.Location) river.PeriodicSchedule {
	return both{river.PeriodicInterval(time.Hour), dayEnds{zone}}
}
