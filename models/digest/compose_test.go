package digest_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/digest"
)

const today = day.Day("2026-11-26")

// site stands in for the stores: facts in, nothing computed.
type site struct {
	petitions []digest.Petition
	pulses    []digest.Pulse
	holders   int
	broken    error
}

func (s site) Petitions(context.Context) ([]digest.Petition, error) { return s.petitions, s.broken }
func (s site) Petition(_ context.Context, id string) (digest.Petition, error) {
	for _, p := range s.petitions {
		if p.ID == id {
			return p, s.broken
		}
	}
	return digest.Petition{}, s.broken
}
func (s site) Holders(context.Context) (int, error)           { return s.holders, nil }
func (s site) Pulses(context.Context) ([]digest.Pulse, error) { return s.pulses, nil }

func compose(t *testing.T, s site) digest.Summary {
	t.Helper()
	c := digest.Composer{Source: s, Now: func() time.Time { return at(t, "2026-11-26T08:00:00Z") }, Zone: time.UTC}
	got, err := c.Compose(context.Background(), "2026-W48")
	must(t, err)
	return got
}

func TestAPetitionIsToldWhole(t *testing.T) {
	got := compose(t, site{holders: 4118, petitions: []digest.Petition{{
		ID: "screens", State: digest.Delivered, Goal: 2000, Count: 1612, Opened: "2026-09-20", Delivered: "2026-11-10", Due: "2026-11-24",
		Days: []digest.Count{{"2026-11-26", 1612}, {"2026-11-12", 1034}, {"2026-11-19", 1326}, {"2026-10-02", 143}},
		Reasons: []digest.Reason{
			{"d", "fourth", 9}, {"e", "nobody agrees", 0}, {"a", "first", 80}, {"c", "third", 40}, {"b", "second", 41},
		},
	}}})
	if got.Day != today || got.Period != "2026-W48" || got.Holders != 4110 || len(got.Petitions) != 1 {
		t.Fatalf("got %+v", got)
	}
	p := got.Petitions[0]
	if p.Share != 39 || p.Change != 286 || p.Overdue != 2 || !p.Waiting() {
		t.Errorf("share %d, change %d, overdue %d", p.Share, p.Change, p.Overdue)
	}
	if want := []int{143, 0, 0, 0, 0, 891, 292, 286}; !slices.Equal(p.Weeks, want) {
		t.Errorf("weeks %v, want %v", p.Weeks, want)
	}
	if len(p.Reasons) != 3 || p.Reasons[0].Text != "first" || p.Reasons[2].Text != "third" {
		t.Errorf("reasons %v", p.Reasons)
	}
}

func TestSmallAndOddNumbers(t *testing.T) {
	for name, c := range map[string]struct {
		petition     digest.Petition
		holders      int
		share        int
		change, bars int
	}{
		"opened today, nobody yet":     {digest.Petition{Opened: today}, 4118, 0, 0, 1},
		"one signed":                   {digest.Petition{Opened: today, Count: 1, Days: []digest.Count{{today, 1}}}, 4118, 0, 1, 1},
		"more took back than signed":   {digest.Petition{Opened: "2026-11-13", Count: 7, Days: []digest.Count{{"2026-11-14", 9}, {today, 7}}}, 100, 7, -2, 2},
		"so few that no share is told": {digest.Petition{Opened: today, Count: 7, Days: []digest.Count{{today, 7}}}, 19, 0, 7, 1},
		"all of them":                  {digest.Petition{Opened: "2020-01-01", Count: 29}, 29, 100, 29, 8},
	} {
		t.Run(name, func(t *testing.T) {
			c.petition.State = digest.Open
			p := compose(t, site{petitions: []digest.Petition{c.petition}, holders: c.holders}).Petitions[0]
			if p.Share != c.share || p.Change != c.change || len(p.Weeks) != c.bars {
				t.Errorf("share %d, change %d, weeks %v", p.Share, p.Change, p.Weeks)
			}
		})
	}
}

func TestWhatStandsFirst(t *testing.T) {
	grew := func(id string, by int) digest.Petition {
		return digest.Petition{ID: id, State: digest.Open, Opened: "2026-11-01", Count: 50 + by, Days: []digest.Count{{"2026-11-18", 50}, {today, 50 + by}}}
	}
	got := compose(t, site{petitions: []digest.Petition{
		grew("quiet", 1), grew("shrinking", -9), grew("loud", 30),
		{ID: "in review", State: "review"}, {ID: "gathering", State: "gathering"},
		{ID: "won yesterday", State: digest.Closed, Ended: "2026-11-25"}, {ID: "won long ago", State: digest.Closed, Ended: "2026-11-12"},
		{ID: "due later", State: digest.Delivered, Due: "2026-12-09"}, {ID: "due today", State: digest.Delivered, Due: today},
		{ID: "late", State: digest.Delivered, Due: "2026-11-25"}, {ID: "later", State: digest.Delivered, Due: "2026-11-20"},
		{ID: "answered", State: digest.Answered, Answered: "2026-11-20"},
	}})
	var order []string
	for _, p := range got.Petitions {
		order = append(order, p.ID)
	}
	want := []string{"later", "late", "due today", "due later", "loud", "shrinking", "quiet", "answered", "won yesterday"}
	if !slices.Equal(order, want) {
		t.Errorf("got %v\nwant %v", order, want)
	}
}

func TestOnlyWhatIsFollowed(t *testing.T) {
	s := compose(t, site{petitions: []digest.Petition{
		{ID: "a", State: digest.Open, Program: &digest.Program{ID: "routecam"}}, {ID: "b", State: digest.Open},
	}})
	r := director
	r.Programs = []string{"routecam"}
	if got := s.For(r).Petitions; len(got) != 1 || got[0].ID != "a" || len(s.Petitions) != 2 {
		t.Errorf("got %v of %v", got, s.Petitions)
	}
}

func TestABrokenSourceIsNoSummary(t *testing.T) {
	broke := errors.New("broke")
	c := digest.Composer{Source: site{broken: broke}, Now: time.Now, Zone: time.UTC}
	if _, err := c.Compose(context.Background(), "2026-W48"); !errors.Is(err, broke) {
		t.Errorf("got %v", err)
	}
}

// What is told of one petition at once says how its program sits with people, to those who follow that, and nothing of other programs.
func TestOfOnePetitionItsOwnPulseIsTold(t *testing.T) {
	got := compose(t, site{pulses: []digest.Pulse{{Program: "routecam", Answered: 106}, {Program: "tone", Answered: 7}}, petitions: []digest.Petition{
		{ID: "a", State: digest.Open, Program: &digest.Program{ID: "routecam"}}, {ID: "b", State: digest.Open},
	}})
	for _, c := range []struct {
		petition string
		reader   digest.Recipient
		pulses   int
	}{
		{"a", digest.Recipient{}, 1}, {"b", digest.Recipient{}, 0}, {"a", digest.Recipient{Programs: []string{"routecam"}}, 1}, {"a", digest.Recipient{Petitions: []string{"a"}}, 0},
	} {
		own := got.Only(c.petition).For(c.reader)
		if len(own.Petitions) != 1 || len(own.Pulses) != c.pulses || c.pulses == 1 && own.Pulses[0].Answered != 106 || len(got.Pulses) != 2 {
			t.Errorf("of %s to %+v: %+v", c.petition, c.reader, own)
		}
	}
}

func TestAProgramsPulseIsToldToThoseWhoFollowIt(t *testing.T) {
	got := compose(t, site{pulses: []digest.Pulse{{Program: "routecam", Answered: 106}, {Program: "tone", Answered: 7}}})
	if len(got.Pulses) != 2 || len(got.For(digest.Recipient{}).Pulses) != 2 {
		t.Errorf("%+v", got.Pulses)
	}
	own := got.For(digest.Recipient{Programs: []string{"tone"}})
	if len(own.Pulses) != 1 || own.Pulses[0].Answered != 7 || len(got.Pulses) != 2 {
		t.Errorf("%+v", own.Pulses)
	}
}
