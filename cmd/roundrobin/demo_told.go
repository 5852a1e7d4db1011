package main

import (
	"context"
	"strings"
	"time"

	"roundrobin/models/digest"
	"roundrobin/models/outbox"
)

const (
	toldWeeks   = 3 // whose summaries the demo has; older ones would only make it begin later
	playedLease = time.Minute
)

// tell is what leadership is told on a day of the past: of goals at once, and each week, on the weekday of today, the summary. All but the
// newest goal has been sent; that one is caught with what goes out when the demo begins.
func (p *player) tell(ctx context.Context, n int) error {
	d := p.digests(nil)
	if err := d.Goals(ctx, nil); err != nil || n < -7*toldWeeks {
		return err
	}
	if n%7 != 0 {
		return nil
	}
	all, err := p.recipients.All(ctx)
	if err == nil {
		err = d.Weekly(ctx, digest.PeriodOf(p.out.Now(), p.zone), nil, all...)
	}
	if err != nil {
		return err
	}
	return p.markSent(ctx, func(e outbox.Entry) bool {
		return e.Letter.List != "" && (n < -7 || !strings.HasPrefix(e.Period, "goal:"))
	})
}
