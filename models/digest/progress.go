package digest

import (
	"context"
	"fmt"

	"roundrobin/models/day"
	"roundrobin/models/pass"
)

// Progress is one petition as its page of figures tells it: what the summary tells, every count that was sealed, and how it may go on.
type Progress struct {
	Told
	Day      day.Day // in the site's zone
	Holders  int     // who hold a pass, as Rounded shows it
	Days     []Count // oldest first; the first is that of the opening
	Before   int     // what the week before the last one brought
	Forecast Forecast
}

// Progress tells of one petition, whatever its state. Its figures are those of Compose: one function makes both.
func (c Composer) Progress(ctx context.Context, id string) (Progress, error) {
	one, err := c.Source.Petition(ctx, id)
	if err != nil {
		return Progress{}, err
	}
	holders, err := c.Source.Holders(ctx)
	if err != nil {
		return Progress{}, fmt.Errorf("digest: holders: %w", err)
	}
	today := day.Of(c.Now(), c.Zone)
	p := Progress{Told: tell(one, today, holders), Day: today, Holders: pass.Holders(holders), Days: sinceOpening(one)}
	p.Before = countAt(one.Days, today.Add(-7)) - countAt(one.Days, today.Add(-14))
	if signable(one, today) {
		p.Forecast = Foretell(one.Days, one.Opened, today)
	}
	return p, nil
}

func signable(p Petition, today day.Day) bool {
	switch p.State {
	case Open, Delivered, Answered:
		return today <= p.Closes
	}
	return false
}

// sinceOpening are the counts from the day of the opening on; that of the day itself is what its sponsors brought.
func sinceOpening(p Petition) (days []Count) {
	if p.Opened == "" {
		return nil
	}
	days = append(days, Count{p.Opened, countAt(p.Days, p.Opened)})
	for _, d := range p.Days {
		if d.Day > p.Opened {
			days = append(days, d)
		}
	}
	return days
}
