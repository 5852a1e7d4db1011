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
	life := Life{ID: "x", Today: "2026-11-26", Drafted: "2026-09-18", Frozen: "2026-09-28", SponsorsWanted: 5, Reviewed: "2026-09-30",
		Opened: "2026-10-02", Delivered: "2026-11-10", DeliveredCount: 988, Due: "2026-11-24", Closes: "2027-01-31",
		Milestones: []Milestone{{"2026-10-30", 660}}, Events: []Event{{ID: "e", Program: "p", Day: "2026-11-18", Title: "readable by all"}},
		Updates: []Update{{N: 1, Day: "2026-11-20", Title: "We meet them"}}}
	steps(t, life, []Step{
		{Place: Past, Title: "Drafted", When: "18 September 2026"}, {Place: Past, Title: "The text frozen, for sponsors to sign", When: "28 September"},
		{Place: Past, Title: "Sponsored", When: "30 September"}, {Place: Past, Title: "Opened", When: "2 October"},
		{Place: Side, Title: "660 signatures", When: "30 October:"}, {Place: Past, Title: "Delivered to leadership", When: "10 November"},
		{Place: Side, Title: "readable by all", When: "18 November, the program:", Address: "/programs/p#entry-e"},
		{Place: Side, Title: "We meet them", When: "20 November, an update:", Address: "/petitions/x#update-1"},
		{Place: Here, Title: "Answer overdue by 2 days", When: "It was due on 24 November."},
		{Place: Next, Title: "Answered"}, {Place: Next, Title: "Closes", When: "at the end of 31 January 2027, in 66 days"},
	})
}

func TestTheTrackerSaysWhatIsNextAndByWhen(t *testing.T) {
	life := Life{Today: "2026-11-26", Frozen: "2026-11-20", GatherBy: "2026-12-20", Sponsors: 3, SponsorsWanted: 5}
	review := []Step{{Place: Next, Title: "A steward reads it"}}
	rest := []Step{{Place: Next, Title: "Opens to all who hold passes"}, {Place: Next, Title: "Delivered to leadership"}, {Place: Next, Title: "Answered"}, {Place: Next, Title: "Closes"}}
	frozen := Step{Place: Past, Title: "The text frozen, for sponsors to sign", When: "20 November 2026"}
	steps(t, life, append(append([]Step{frozen, {Place: Here, Title: "Gathering sponsors", When: "by 20 December, in 24 days"}}, review...), rest...))
	life.Reviewed, life.ReviewBy = "2026-11-24", "2026-11-27"
	sponsored := Step{Place: Past, Title: "Sponsored", When: "24 November"}
	steps(t, life, append([]Step{frozen, sponsored, {Place: Here, Title: "In review", When: "by 27 November, tomorrow"}}, rest...))
	life.Today = "2026-11-28"
	steps(t, life, append([]Step{frozen, sponsored, {Place: Here, Title: "In review, overdue by a day", When: "It was due on 27 November."}}, rest...))
}

func TestALifeThatIsOverHasNothingToCome(t *testing.T) {
	life := Life{Today: "2026-11-26", Drafted: "2026-04-20", Opened: "2026-05-01", Closes: "2026-08-01", Closed: "2026-08-01", Over: true}
	for _, s := range life.Steps(context.Background()) {
		if s.Place == Here || s.Place == Next {
			t.Errorf("%q is still to come", s.Title)
		}
	}
}

func TestTheTrackerSaysWhereTheRatingsAre(t *testing.T) {
	life := Life{Opened: "2026-10-01", Delivered: "2026-11-01", Answered: "2026-11-10", RateUntil: "2026-11-24", Closes: "2026-12-30"}
	for situation, c := range map[string]struct{ today, rated, note string }{
		"its first day":           {"2026-11-10", "", "Until 24 November those who signed say whether it is an answer."},
		"its last":                {"2026-11-24", "", "Until 24 November those who signed say whether it is an answer."},
		"over, not published yet": {"2026-11-25", "", "The time to say whether it is an answer is over. What those who signed have said is published with the next count."},
		"published":               {"2026-11-26", "2026-11-25", "Those who signed have said whether it is an answer; the result stands on this page."},
	} {
		life.Today, life.Rated = c.today, c.rated
		for _, s := range life.Steps(context.Background()) {
			if s.Place == Here && s.Note != c.note {
				t.Errorf("%s: %q", situation, s.Note)
			}
			if s.What == "rated" && s.Day != c.rated {
				t.Errorf("%s: rated on %s", situation, s.Day)
			}
		}
	}
}

func steps(t *testing.T, life Life, want []Step) {
	t.Helper()
	got := life.Steps(context.Background())
	if len(got) != len(want) {
		t.Fatalf("%d steps, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		if g := got[i]; g.Place != w.Place || g.Title != w.Title || g.When != w.When || g.Address != w.Address {
			t.Errorf("step %d is %+v, want %+v", i, g, w)
		}
	}
}
