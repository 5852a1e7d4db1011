package setting_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strconv"
	"testing"
	"time"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/petition"
	"roundrobin/models/setting"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const today day.Day = "2026-11-26"

var tomasz = audit.Who{Name: "Tomasz Wrona", Role: "admin"}

// clock is moved by hand, and keeps what was said into the ledger.
type clock struct {
	at   time.Time
	said []ledger.Rule
}

func (c *clock) say(_ *db.Tx, said ...ledger.Operator) error {
	c.said = append(c.said, *said[0].(*ledger.Rule))
	return nil
}

func (c *clock) now() time.Time { return c.at }

func open(t *testing.T, d *db.DB, c *clock, fixed setting.Values) *setting.Keeper {
	t.Helper()
	k, err := setting.NewKeeper(context.Background(), d, c.say, rand.Reader, c.now, time.UTC, fixed)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func at(d day.Day) *clock {
	t, _ := time.Parse(time.DateOnly, string(d))
	return &clock{at: t.Add(9 * time.Hour)}
}

func each(t *testing.T, f func(t *testing.T, d *db.DB)) { dbtest.Each(t, db.Booth, f) }

func TestAChangeHoldsFromTomorrowForWhatBeginsThen(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		c := at(today)
		k, ctx := open(t, d, c, nil), t.Context()
		if err := k.Change(ctx, setting.Values{setting.OpenDays: 30, setting.MendDays: 30}, 0, tomasz, "Shorter is livelier."); err != nil {
			t.Fatal(err)
		}
		rules := func() petition.Rules { return k.Known().Rules(petition.Defaults(), day.Of(c.now(), time.UTC)) }
		if got := rules().OpenDays; got != 90 {
			t.Errorf("today: %d days", got)
		}
		c.at = c.at.AddDate(0, 0, 1)
		if got := rules(); got.OpenDays != 30 || got.On(today).OpenDays != 90 || got.On(today.Add(1)).OpenDays != 30 || got.SealDays != petition.SealDays {
			t.Errorf("tomorrow: %+v", got)
		}
		h, err := k.History(ctx)
		if err != nil || len(h) != 1 {
			t.Fatalf("what was no change is in the history: %v, %v", h, err)
		}
		if x := h[0]; x.Was != 90 || x.Now != 30 || x.Day != today || x.From != today.Add(1) || x.Who != tomasz || x.Reason != "Shorter is livelier." {
			t.Errorf("%+v", x)
		}
		lines, _, err := audit.NewRecord(d, rand.Reader, nil).Latest(ctx, 10, 0)
		if err != nil || len(lines) != 1 || lines[0].Act != audit.Ruled || lines[0].Detail != "open_days\n90\n30\n2026-11-27" {
			t.Errorf("the record: %+v, %v", lines, err)
		}
		if want := (ledger.Rule{Rule: "open_days", Was: 90, Value: 30, From: today.Add(1), Day: today}); len(c.said) != 1 || c.said[0] != want {
			t.Errorf("the ledger: %+v", c.said)
		}
	})
}

func TestAPetitionsStageKeepsTheRulesOfItsFirstDay(t *testing.T) {
	h := setting.History{
		{Name: setting.GatherDays, Now: 7, From: today.Add(1)}, {Name: setting.ReviewDays, Now: 1, From: today.Add(1)}, {Name: setting.MendDays, Now: 7, From: today.Add(1)},
		{Name: setting.Review, Now: 0, From: today.Add(1)}, {Name: setting.Milestone1, Now: 50, From: today.Add(1)}, {Name: setting.DeliverDays, Now: 1, From: today.Add(1)}, {Name: setting.OpenDays, Now: 14, From: today.Add(1)}, {Name: setting.ResponseDays, Now: 3, From: today.Add(1)},
	}
	base := petition.Defaults()
	base.SealDays = 1
	r := h.Rules(base, today.Add(5))
	for _, c := range []struct {
		what        string
		began, ends day.Day
		want        day.Day
	}{
		{"gathering before", today, petition.Petition{State: petition.Gathering, Gathered: today}.LapsesAfter(r), today.Add(30)},
		{"gathering since", "", petition.Petition{State: petition.Gathering, Gathered: today.Add(1)}.LapsesAfter(r), today.Add(8)},
		{"in review before", "", petition.Petition{State: petition.Review, Since: today}.DueBy(r), today.Add(3)},
		{"in review since", "", petition.Petition{State: petition.Review, Since: today.Add(2)}.DueBy(r), today.Add(3)},
		{"turned away before", "", petition.Petition{State: petition.Rejected, Since: today}.MendBy(r), today.Add(30)},
		{"turned away since", "", petition.Petition{State: petition.Rejected, Since: today.Add(1)}.MendBy(r), today.Add(8)},
		{"at its goal before", "", petition.DeliverBy(today, r), today.Add(14)},
		{"at its goal since", "", petition.DeliverBy(today.Add(1), r), today.Add(2)},
	} {
		if c.ends != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.ends, c.want)
		}
	}
	for began, reviewed := range map[day.Day]bool{today: true, today.Add(1): false} {
		p := petition.Petition{State: petition.Gathering, Gathered: began, Count: 5, Sponsors: 5}
		if err := p.Advance(petition.OpenUp, today.Add(5), r); (err == nil) == reviewed || p.Reviewed(r) != reviewed {
			t.Errorf("gathering since %s opens by itself: %v", began, err)
		}
	}
	for opened, first := range map[day.Day]int{today: 33, today.Add(1): 50} {
		if got := (petition.Petition{State: petition.Open, Opened: opened, Goal: 100}).FirstMilestone(r); got != first {
			t.Errorf("open since %s: first milestone %d", opened, got)
		}
	}
	p := petition.Petition{State: petition.Review, Count: 5, Sponsors: 5, Since: today}
	if err := p.Advance(petition.OpenUp, today.Add(5), r); err != nil || p.Closes != today.Add(5+14) {
		t.Errorf("what opens since: %s, %v", p.Closes, err)
	}
	p.Count, p.Goal = 10, 10
	if err := p.Advance(petition.Deliver, today.Add(5), r); err != nil || p.Due != today.Add(5+3) {
		t.Errorf("what is handed over since: %s, %v", p.Due, err)
	}
}

func TestOfTwoWhoChangeAtOnceTheLaterReadsTheOthers(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		c := at(today)
		one, other := open(t, d, c, nil), open(t, d, c, nil)
		if err := one.Change(t.Context(), setting.Values{setting.Sponsors: 7}, 0, tomasz, "More."); err != nil {
			t.Fatal(err)
		}
		if err := other.Change(t.Context(), setting.Values{setting.Sponsors: 3}, 0, tomasz, "Fewer."); !errors.Is(err, setting.ErrMoved) {
			t.Errorf("the later: %v", err)
		}
		if other.Known().Last()[setting.Sponsors] != 7 {
			t.Error("the later does not read what the first changed")
		}
		third := open(t, d, c, nil)
		third.Known()
		if err := one.Change(t.Context(), setting.Values{setting.Sponsors: 9}, 1, tomasz, "More still."); err != nil {
			t.Fatal(err)
		}
		c.at = c.at.Add(setting.Fresh)
		if got := third.Known().Last()[setting.Sponsors]; got != 9 {
			t.Errorf("another replica goes by %d after %s", got, setting.Fresh)
		}
	})
}

func TestWhatIsSetWhereTheSiteIsRunGoesBeforeTheOffice(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		c, ctx := at(today), t.Context()
		k := open(t, d, c, setting.Values{setting.Sponsors: 2})
		if got := k.Known().On(today)[setting.Sponsors]; got != 2 {
			t.Errorf("from the beginning: %d", got)
		}
		if err := k.Change(ctx, setting.Values{setting.Sponsors: 5}, 1, tomasz, "Why not?"); fault.Of(err) == nil || fault.Of(err).Code != "setting_fixed" {
			t.Errorf("the office changes it: %v", err)
		}
		if want := (ledger.Rule{Rule: "sponsors", Was: 5, Value: 2, From: today, Day: today}); len(c.said) != 1 || c.said[0] != want {
			t.Errorf("what a site begins with, in the ledger: %+v", c.said)
		}
		c.at = c.at.AddDate(0, 0, 3)
		k = open(t, d, c, setting.Values{setting.Sponsors: 4})
		open(t, d, c, setting.Values{setting.Sponsors: 4}) // another start says nothing new
		h := k.Known()
		if len(h) != 2 || h.On(today.Add(3))[setting.Sponsors] != 2 || h.On(today.Add(4))[setting.Sponsors] != 4 || h[1].Who != audit.Operator {
			t.Errorf("a new number there is no change from tomorrow on: %+v", h)
		}
		k = open(t, d, c, nil)
		if err := k.Change(ctx, setting.Values{setting.Sponsors: 6}, 2, tomasz, "It is ours now."); err != nil || k.Known().Last()[setting.Sponsors] != 6 {
			t.Errorf("what is set there no more cannot be changed: %v", err)
		}
	})
}

func TestWhatCannotBeIsSaidBesideItsField(t *testing.T) {
	typed := map[setting.Name]string{setting.Sponsors: "0", setting.OpenDays: "ninety", setting.GoalMost: "101", setting.GatherDays: " 30 "}
	for _, s := range setting.All {
		if _, is := typed[s.Name]; !is {
			typed[s.Name] = strconv.Itoa(s.Least)
		}
	}
	v, refused := setting.Read(func(n setting.Name) string { return typed[n] }, setting.Values{setting.GoalLeast: 1})
	if v[setting.GatherDays] != 30 || len(refused) != 3 {
		t.Errorf("%v, %v", v, refused)
	}
	fields := map[string]string{}
	for _, f := range refused {
		fields[f.Field] = f.Code
	}
	if fields["sponsors"] != "setting_bounds" || fields["open_days"] != "setting_number" || fields["goal_most"] != "setting_bounds" {
		t.Errorf("%v", fields)
	}
	each(t, func(t *testing.T, d *db.DB) {
		k := open(t, d, at(today), nil)
		for reason, values := range map[string]setting.Values{"": {setting.OpenDays: 30}, "no change": {setting.OpenDays: 90}, "out of bounds": {setting.OpenDays: 1}} {
			if err := k.Change(t.Context(), values, 0, tomasz, reason); fault.Of(err) == nil {
				t.Errorf("%q: %v", reason, err)
			}
		}
		if len(k.Known()) != 0 {
			t.Error("a refusal left a change")
		}
	})
}
