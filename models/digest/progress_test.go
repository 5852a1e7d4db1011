package digest_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"roundrobin/models/digest"
)

func progress(t *testing.T, p digest.Petition) digest.Progress {
	t.Helper()
	p.ID = "x"
	c := digest.Composer{Source: site{holders: 4118, petitions: []digest.Petition{p}}, Now: func() time.Time { return at(t, "2026-11-26T08:00:00Z") }, Zone: time.UTC}
	got, err := c.Progress(context.Background(), "x")
	must(t, err)
	return got
}

func TestProgressSaysWhatTheSummarySays(t *testing.T) {
	p := digest.Petition{
		ID: "x", State: digest.Delivered, Goal: 2000, Count: 1612, Opened: "2026-09-30", Closes: "2026-12-29", Delivered: "2026-11-10", Due: "2026-11-24",
		Days: []digest.Count{{"2026-09-28", 5}, {"2026-10-11", 400}, {"2026-11-12", 1034}, {"2026-11-19", 1326}, {"2026-11-26", 1612}},
	}
	got, summary := progress(t, p), compose(t, site{holders: 4118, petitions: []digest.Petition{p}})
	told := summary.Petitions[0]
	if got.Count != told.Count || got.Share != told.Share || got.Change != told.Change || got.Overdue != told.Overdue || got.Holders != summary.Holders ||
		!slices.Equal(got.Weeks, told.Weeks) {
		t.Errorf("progress %+v\nsummary %+v", got.Told, told)
	}
	if want := (digest.Count{Day: "2026-09-30", Count: 5}); got.Days[0] != want || len(got.Days) != 5 {
		t.Errorf("it begins with %v, %d days", got.Days[0], len(got.Days))
	}
	if got.Before != 292 || got.Change != 286 || !got.Forecast.Known {
		t.Errorf("the week before: %d, %+v", got.Before, got.Forecast)
	}
}

func TestWhatCannotBeSignedIsNotForetold(t *testing.T) {
	days, opened := weekly(50, 50, 50)
	for name, p := range map[string]digest.Petition{
		"closed":               {State: digest.Closed, Closes: "2026-11-30"},
		"its last day is over": {State: digest.Open, Closes: "2026-11-25"},
		"withdrawn":            {State: "withdrawn", Closes: "2026-12-30"},
	} {
		p.Opened, p.Days, p.Count = opened, days, 150
		if got := progress(t, p); got.Forecast.Known || got.Count != 150 {
			t.Errorf("%s: %+v", name, got.Forecast)
		}
	}
	if got := progress(t, digest.Petition{State: "gathering", Count: 3, Days: []digest.Count{{"2026-11-20", 3}}}); got.Days != nil || got.Count != 3 {
		t.Errorf("gathering: %+v", got)
	}
}

func TestNoProgressOfWhatIsNotThere(t *testing.T) {
	broke := errors.New("no such petition")
	c := digest.Composer{Source: site{broken: broke}, Now: time.Now, Zone: time.UTC}
	if _, err := c.Progress(context.Background(), "x"); !errors.Is(err, broke) {
		t.Errorf("got %v", err)
	}
}
