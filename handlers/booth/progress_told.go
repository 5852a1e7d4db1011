package booth

import (
	"context"

	"roundrobin/models/outbox"
	"roundrobin/views/petition"
	view "roundrobin/views/summary"
)

// became is what is said in public of what was told at one time: sent once anybody has it, else waiting while it is tried, else refused.
func became(to []view.Sent) string {
	said := "refused"
	for _, s := range to {
		switch outbox.State(s.State) {
		case outbox.Sent:
			return "sent"
		case outbox.Waiting, outbox.Sending, outbox.Failed:
			said = "waiting"
		}
	}
	return said
}

// reached counts whom something did not reach.
func reached(to []view.Sent, s petition.Sent) petition.Sent {
	for _, x := range to {
		switch {
		case x.Unwanted():
			continue
		case x.Lost():
			s.Lost++
		case x.Unsure():
			s.Unsure++
		}
		s.To++
	}
	return s
}

// handed is what became of the letters that handed a petition over. They name nobody.
func (b *Booth) handed(ctx context.Context, petition string) (all []view.Sent, err error) {
	fates, err := b.Summaries.Delivery(ctx, petition)
	for _, f := range fates {
		all = append(all, view.Sent{State: string(f.State), Reason: f.Reason})
	}
	return all, err
}
