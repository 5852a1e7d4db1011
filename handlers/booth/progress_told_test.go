package booth

import (
	"testing"

	"roundrobin/views/petition"
	view "roundrobin/views/summary"
)

func TestWhomSomethingDidNotReachIsCounted(t *testing.T) {
	to := []view.Sent{
		{State: "sent"}, {State: "sent", Reason: "delayed 4.4.1"}, {State: "failed", Reason: "smtp 451"}, {State: "waiting"},
		{State: "dead", Reason: "bounced 5.1.1"}, {State: "dead", Reason: "smtp 550"}, {State: "dead", Reason: "gave up"}, {State: "dead", Reason: "unreachable"},
		{State: "dead", Reason: "interrupted"}, {State: "dead", Reason: "unclear"},
		{State: "dead", Reason: "unwanted"}, // its reader stopped it: nothing is wrong
	}
	if got, want := reached(to, petition.Sent{Day: "2026-11-26"}), (petition.Sent{Day: "2026-11-26", To: 10, Lost: 4, Unsure: 2}); got != want {
		t.Errorf("%+v, not %+v", got, want)
	}
	if got := reached(nil, petition.Sent{}); got != (petition.Sent{}) {
		t.Errorf("of nothing %+v", got)
	}
}
