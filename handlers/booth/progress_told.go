package booth

import (
	"roundrobin/models/outbox"
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
