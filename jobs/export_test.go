package jobs

import (
	"context"
	"time"
)

// Hurry makes a killed server's jobs be taken over after limit, instead of two minutes.
func (c *Config) Hurry(limit time.Duration) {
	c.pace = pace{limit: limit / 2, rescue: limit, lease: limit, mails: mailers}
}

// Mailers lets so many deliveries run at once.
func (c *Config) Mailers(n int) { c.pace.mails = n }

// UsualRetry is for the table of waits.
var UsualRetry = usualRetry

// DayEnds is for the table of days.
func DayEnds(zone *time.Location, t time.Time) time.Time { return dayEnds{zone}.Next(t) }

// SendDigests writes what is due, as the job does, without a clock that runs.
func (c *Clock) SendDigests(ctx context.Context) error { return c.sendDigests(ctx) }

// SendGoals tells of goals, as the job does, without a clock that runs.
func (c *Clock) SendGoals(ctx context.Context) error { return c.sendGoals(ctx) }
