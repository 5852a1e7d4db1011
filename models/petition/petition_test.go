package petition_test

import (
	"strings"
	"testing"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

const today day.Day = "2026-11-23"

func TestWhoMaySignWhen(t *testing.T) {
	for situation, c := range map[string]struct {
		state petition.State
		close day.Day
		sign  string // code of the refusal, or ""
		speak string
	}{
		"looking for sponsors":     {petition.Gathering, "", "", "petition_not_open"},
		"with a steward":           {petition.Review, "", "petition_not_open", "petition_not_open"},
		"open for weeks":           {petition.Open, "2026-12-31", "", ""},
		"on its last day":          {petition.Open, today, "", ""},
		"past it, not yet closed":  {petition.Open, "2026-11-22", "petition_closed", "petition_closed"},
		"delivered, not yet over":  {petition.Delivered, "2026-12-31", "", ""},
		"answered, not yet over":   {petition.Answered, "2026-12-31", "", ""},
		"closed":                   {petition.Closed, "2026-11-01", "petition_closed", "petition_closed"},
		"taken back by organizers": {petition.Withdrawn, "2026-12-31", "petition_withdrawn", "petition_withdrawn"},
		"turned away":              {petition.Rejected, "", "petition_rejected", "petition_rejected"},
	} {
		p := petition.Petition{State: c.state, Closes: c.close}
		if got := code(p.MaySign(today)); got != c.sign {
			t.Errorf("%s: sign: %q", situation, got)
		}
		if got := code(p.MaySpeak(today)); got != c.speak {
			t.Errorf("%s: speak: %q", situation, got)
		}
	}
}

func TestTheGoal(t *testing.T) {
	for situation, c := range map[string]struct{ chosen, holders, goal int }{
		"chosen":                       {2000, 4110, 2000},
		"chosen beyond all sense":      {5_000_000, 4110, petition.MostGoal},
		"a twentieth, rounded up":      {0, 4110, 206},
		"a twentieth would be too few": {0, 300, 25},
		"half of a small crowd":        {0, 40, 20},
		"nobody holds passes yet":      {0, 0, 2},
		"half is less than sponsors":   {0, 2, 2},
		"chosen below its sponsors":    {1, 4110, 5},
	} {
		if got := petition.Defaults().GoalFor(c.chosen, c.holders); got != c.goal {
			t.Errorf("%s: %d", situation, got)
		}
	}
}

func TestMilestonesRoundUp(t *testing.T) {
	p := petition.Petition{Goal: 10, Count: 3}
	if r := p.Reached(petition.Defaults()); len(r) != 0 {
		t.Errorf("3 of 10 reached %v", r)
	}
	p.Count = 7
	if r := p.Reached(petition.Defaults()); len(r) != 2 || r[1] != 66 {
		t.Errorf("7 of 10 reached %v", r)
	}
}

func TestSealsOfAWeekEndOnSundays(t *testing.T) {
	for says, x := range map[string]struct {
		days     int
		on, ends day.Day
	}{
		"a Monday":             {7, "2026-11-23", "2026-11-29"},
		"a Sunday":             {7, "2026-11-29", "2026-11-29"},
		"across the year":      {7, "2026-12-31", "2027-01-03"},
		"every night":          {1, "2026-11-25", "2026-11-25"},
		"rules of another age": {0, "2026-11-25", "2026-11-25"},
	} {
		if got := (petition.Rules{SealDays: x.days}).SealEnds(x.on); got != x.ends {
			t.Errorf("%s: %s", says, got)
		}
	}
	p, r := petition.Petition{State: petition.Gathering}, petition.Defaults()
	r.Steward = false
	for n := range day.Day("2026-12-07").Sub(today) {
		p.State = petition.Gathering
		if err := p.Advance(petition.OpenUp, today.Add(n), r); err != nil || r.SealEnds(p.Closes) != p.Closes || p.Closes.Sub(p.Opened) < r.OpenDays {
			t.Errorf("opened on %s it closes on %s, %v", p.Opened, p.Closes, err)
		}
	}
}

func TestAWholeLife(t *testing.T) {
	p, r := petition.Petition{State: petition.Gathering, Goal: 9, Gathered: today, Sponsors: 1}, petition.Defaults()
	step := func(e petition.Event, on day.Day, want string) {
		t.Helper()
		if got := code(p.Advance(e, on, r)); got != want {
			t.Fatalf("%s on %s: %q", e, on, got)
		}
	}
	step(petition.Submit, today, "sponsors_missing")
	p.Count = 1
	step(petition.OpenUp, today, "review_rule")
	step(petition.Submit, today, "")
	step(petition.OpenUp, today, "")
	if p.Closes != "2027-02-21" || p.Since != today {
		t.Errorf("closes %s", p.Closes)
	}
	step(petition.Deliver, today.Add(2), "delivery_too_early")
	p.Count = 3
	step(petition.Deliver, today.Add(3), "")
	if p.Due != "2026-12-10" || p.DueBy(r) != p.Due {
		t.Errorf("due %s", p.Due)
	}
	step(petition.Respond, today.Add(9), "")
	step(petition.Respond, today.Add(12), "")
	if p.Answered != today.Add(9) {
		t.Error("a second answer hides the day of the first")
	}
	step(petition.Close, p.Closes, "petition_still_open")
	step(petition.Close, p.Closes.Add(1), "")
	step(petition.Withdraw, p.Closes.Add(2), "petition_state")
}

func TestWhatCannotBeATextStandsBesideItsField(t *testing.T) {
	good := pass.Text{Language: "en", Title: "Stop it", Addressee: "The board", Ask: "Will you stop?", Background: "Because.\n"}
	if refused := petition.CheckText(good); len(refused) != 0 {
		t.Fatalf("a good text: %v", refused)
	}
	bad := good
	bad.Title, bad.Ask, bad.Background = strings.Repeat("é", 81), "", "\n"
	var fields []string
	for _, f := range petition.CheckText(bad) {
		fields = append(fields, f.Field+":"+f.Code)
	}
	if got := strings.Join(fields, " "); got != "title:text_too_long ask:text_empty background:text_empty" {
		t.Errorf("got %s", got)
	}
	bad = good
	bad.Title, bad.Background = strings.Repeat("é", 80), strings.Repeat("ü", 5000)+"\n"
	if refused := petition.CheckText(bad); len(refused) != 0 {
		t.Errorf("just short enough: %v", refused)
	}
}

func TestMarkdownBecomesHarmless(t *testing.T) {
	html, err := petition.Render("# Why\n\nSee [the memo](https://memo.example/1) & *act*.\n\n![spy](https://evil.example/x.png)\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n- one\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{"<script", "<img", "javascript:", "<h1"} {
		if strings.Contains(html, no) {
			t.Errorf("%s stays in %s", no, html)
		}
	}
	for _, yes := range []string{"<h2>Why</h2>", `href="https://memo.example/1"`, "<em>act</em>", "<li>one</li>", "noreferrer"} {
		if !strings.Contains(html, yes) {
			t.Errorf("%s is gone from %s", yes, html)
		}
	}
}

func TestAnUpdateIsCalledByItsFirstWords(t *testing.T) {
	long := strings.Repeat("a word ", 20)
	for words, want := range map[string]string{
		"\n\n## We *met* them\n\nAnd so on.": "We *met* them",
		"**Thank you.**":                     "Thank you.",
		"> - one\n- two":                     "one",
		"***\n\nAfter a rule":                "After a rule",
		long:                                 "a word a word a word a word a word a word a word a word a word a word a word a…",
		strings.Repeat("x", 90):              strings.Repeat("x", 80) + "…",
		"\n \n":                              "",
	} {
		if got := (petition.Update{Words: words}).Headline(); got != want {
			t.Errorf("%.20q: %q, want %q", words, got, want)
		}
	}
}

func TestATopicIsOneOfTheList(t *testing.T) {
	for _, known := range append(petition.Topics(), "") {
		if got, err := petition.ParseTopic(string(known)); err != nil || got != known {
			t.Errorf("%q: %q, %v", known, got, err)
		}
	}
	if _, err := petition.ParseTopic("Pay"); code(err) != "topic_unknown" {
		t.Errorf("got %v", err)
	}
}

func code(err error) string {
	if err == nil {
		return ""
	}
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return "broke: " + err.Error()
}
