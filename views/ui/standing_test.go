package ui

import (
	"context"
	"testing"
)

func TestAStateIsSaidWithItsSign(t *testing.T) {
	ctx := context.Background()
	for situation, c := range map[string]struct {
		is   Standing
		sign Sign
		said string
	}{
		"opened yesterday":           {Standing{State: "open", Since: "2026-11-25", Closes: "2027-02-23"}, Disc, "Open since yesterday"},
		"opened today":               {Standing{State: "open", Since: "2026-11-26", Closes: "2027-02-23"}, Disc, "Open since today"},
		"closes tonight":             {Standing{State: "open", Since: "2026-09-01", Closes: "2026-11-26"}, Disc, "Open, closes tonight"},
		"closes in a week":           {Standing{State: "open", Since: "2026-09-01", Closes: "2026-12-03"}, Disc, "Open, closes in 7 days"},
		"closes in eight days":       {Standing{State: "open", Since: "2026-09-01", Closes: "2026-12-04"}, Disc, "Open"},
		"the answer is due":          {Standing{State: "delivered", Due: "2026-12-01"}, Half, "Delivered, answer due 1 December"},
		"the answer is due today":    {Standing{State: "delivered", Due: "2026-11-26"}, Half, "Delivered, answer due today"},
		"the answer is late":         {Standing{State: "delivered", Due: "2026-11-24"}, Lozenge, "Delivered, answer overdue by 2 days"},
		"the review is late":         {Standing{State: "review", Due: "2026-11-25"}, Lozenge, "In review, overdue by a day"},
		"two sponsors are missing":   {Standing{State: "gathering", Sponsors: 3, SponsorsWanted: 5}, Half, "Gathering, 3 of 5 sponsors"},
		"two wait before it":         {Standing{State: "queued", Turn: 3}, Half, "Waiting for a free place, number 3 in line"},
		"it was closed with success": {Standing{State: "closed", Outcome: "partly_won"}, Square, "Closed: partly won"},
		"it was closed":              {Standing{State: "closed"}, Square, "Closed"},
		"it was not accepted":        {Standing{State: "rejected"}, Circle, "Not accepted"},
	} {
		c.is.Today = "2026-11-26"
		if got := c.is.Words(ctx); got != c.said || c.is.Sign() != c.sign {
			t.Errorf("%s: %s %q, want %s %q", situation, c.is.Sign(), got, c.sign, c.said)
		}
	}
}

func TestTheTrackerTellsALife(t *testing.T) {
	life := Life{Today: "2026-11-26", Drafted: "2026-09-18", Frozen: "2026-09-28", Sponsors: 5, Reviewed: "2026-09-30",
		Opened: "2026-10-02", Delivered: "2026-11-10", DeliveredCount: 988, Due: "2026-11-24", Closes: "2027-01-31",
		Milestones: []Milestone{{"2026-10-30", 660}}, Events: []Event{{Day: "2026-11-18", Title: "readable by all"}}}
	want := []stop{
		{title: "Drafted", when: "18 September 2026"}, {title: "Sponsored, and the text frozen", when: "28 September"},
		{title: "Reviewed", when: "30 September"}, {title: "Opened", when: "2 October"},
		{class: "side", title: "660 signatures", when: "30 October:"}, {title: "Delivered to leadership", when: "10 November"},
		{class: "side", title: "readable by all", when: "18 November, the program:"},
		{class: "now", title: "Answer overdue by 2 days", when: "It was due on 24 November."},
		{class: "next", title: "Answered"}, {class: "next", title: "Closes", when: "at the end of 31 January 2027"},
	}
	got := life.stops(context.Background())
	if len(got) != len(want) {
		t.Fatalf("%d stops, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		if g := got[i]; g.class != w.class || g.title != w.title || g.when != w.when {
			t.Errorf("stop %d is %q %q %q, want %q %q %q", i, g.class, g.title, g.when, w.class, w.title, w.when)
		}
	}
}

func TestALifeThatIsOverHasNothingToCome(t *testing.T) {
	life := Life{Today: "2026-11-26", Drafted: "2026-04-20", Opened: "2026-05-01", Closes: "2026-08-01", Closed: "2026-08-01", Outcome: "won"}
	for _, s := range life.stops(context.Background()) {
		if s.class == "now" || s.class == "next" {
			t.Errorf("%q is still to come", s.title)
		}
	}
}
