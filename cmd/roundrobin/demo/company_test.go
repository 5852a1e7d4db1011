package demo

import (
	"encoding/csv"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"roundrobin/models/digest"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// story is what the demo must show of each petition on the day on which it starts.
var story = map[string]struct {
	state, outcome string
	count, goal    int
}{
	"stop-recording":          {"delivered", "", 1612, 2000},
	"publish-routecam-review": {"open", "", 214, 300},
	"valencia-shade":          {"answered", "won", 431, 400},
	"no-automatic-warnings":   {"answered", "partly_won", 688, 600},
	"badge-days-monthly":      {"open", "", 61, 260},
	"hear-our-calls":          {"review", "", 5, 240},
	"contractor-sick-pay":     {"gathering", "", 3, 300},
	"canteen-name":            {"rejected", "", 5, 60},
	"wellbeing-data":          {"closed", "won", 372, 350},
	"leeds-night-bus":         {"open", "", 7, 100},
	"hall-three-bicycles":     {"withdrawn", "", 38, 60},
	"quiet-dock":              {"withdrawn", "", 2, 120},
	"rota-four-weeks":         {"queued", "", 0, 150},
}

func load(t *testing.T) *Company {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEachPetitionStandsWhereTheStorySays(t *testing.T) {
	c, all := load(t), 0
	for _, p := range c.Petitions {
		want, known := story[p.Key]
		if !known {
			t.Errorf("%s is not in the story", p.Key)
		}
		if got := outcome(p); p.State != want.state || got != want.outcome || p.Count() != want.count || p.Goal != want.goal {
			t.Errorf("%s: %s, outcome %q, %d of %d; want %+v", p.Key, p.State, got, p.Count(), p.Goal, want)
		}
		all += p.Count()
	}
	if len(c.Petitions) != len(story) || all != 3438 {
		t.Errorf("%d petitions with %d signatures", len(c.Petitions), all)
	}
	if c.Petitions[0].Key != "stop-recording" {
		t.Error("the story's first petition does not stand first")
	}
}

func outcome(p Petition) string {
	if p.Outcome == nil {
		return ""
	}
	return p.Outcome.Result
}

// The player writes these facts by the domain's own rules; where data and rules differ, the demo would not start.
func TestEachPetitionLivesByTheRules(t *testing.T) {
	rules := petition.Defaults()
	for _, p := range load(t).Petitions {
		days := []*int{&p.Drafted, &p.Gathering, p.Review, p.Opened, p.Delivered, responded(p), decided(p)}
		if !slices.IsSorted(come(days)) {
			t.Errorf("%s: its days are not in order: %v", p.Key, come(days))
		}
		for _, d := range come(days) {
			if d >= 0 {
				t.Errorf("%s: something has happened on day %d", p.Key, d)
			}
		}
		apart(t, p.Key+" closes", p.Opened, p.Closes, rules.OpenDays)
		apart(t, p.Key+" is answered", p.Delivered, p.Due, rules.ResponseDays)
		if p.Lapsed != nil {
			apart(t, p.Key+" lapses", &p.Gathering, p.Lapsed, rules.GatherDays+1)
			if p.Count() >= rules.Sponsors || p.Opened != nil {
				t.Errorf("%s: it lapsed, and had enough sponsors", p.Key)
			}
		}
		if p.Opened != nil && *p.Opened-*p.Review > rules.ReviewDays {
			t.Errorf("%s: opened late", p.Key)
		}
		if p.Delivered != nil {
			mile := petition.Petition{Goal: p.Goal}.FirstMilestone(petition.Defaults())
			if n := p.CountAt(*p.Delivered); n < mile {
				t.Errorf("%s: delivered with %d, below %d", p.Key, n, mile)
			}
		}
		if (p.State == "rejected") != (p.Rejection != nil) || (p.State == "withdrawn") != (p.Withdrawal != nil || p.Lapsed != nil) || (p.Outcome != nil && p.Response == nil) || (p.Rating != nil && p.Response == nil) {
			t.Errorf("%s: its end does not hang together", p.Key)
		}
	}
}

func responded(p Petition) *int {
	if p.Response == nil {
		return nil
	}
	return &p.Response.Day
}

func decided(p Petition) *int {
	switch {
	case p.Outcome != nil:
		return &p.Outcome.Day
	case p.Rejection != nil:
		return &p.Rejection.Day
	case p.Withdrawal != nil:
		return &p.Withdrawal.Day
	}
	return nil
}

func come(days []*int) (come []int) {
	for _, d := range days {
		if d != nil {
			come = append(come, *d)
		}
	}
	return come
}

func apart(t *testing.T, what string, from, to *int, days int) {
	t.Helper()
	if (from == nil) != (to == nil) || from != nil && *to-*from != days {
		t.Errorf("%s: not %d days later", what, days)
	}
}

func TestTheClocksStandWhereTheStorySays(t *testing.T) {
	by := map[string]Petition{}
	for _, p := range load(t).Petitions {
		by[p.Key] = p
	}
	if due := *by["stop-recording"].Due; due != -2 {
		t.Errorf("the answer is due on day %d, and should be overdue by 2 days", due)
	}
	if closes := *by["badge-days-monthly"].Closes; closes != 4 {
		t.Errorf("Badge days close on day %d", closes)
	}
	if review := *by["hear-our-calls"].Review + petition.Defaults().ReviewDays; review != -1 {
		t.Errorf("the review is due on day %d, and should be overdue by a day", review)
	}
	if opened := *by["leeds-night-bus"].Opened; opened != -1 {
		t.Errorf("the night bus opened on day %d", opened)
	}
	if r := *by["valencia-shade"].Rating; r.Answered*100/(r.Answered+r.Partly+r.NotAnswered) != 71 || min(r.Answered, r.Partly, r.NotAnswered) < 10 {
		t.Errorf("Valencia is rated %+v", r)
	}
	first := by["stop-recording"]
	if a, b, c := first.CountAt(-16), first.CountAt(-28), first.CountAt(-7); a != 988 || b >= 660 || first.CountAt(-27) < 660 || c < 1320 || first.CountAt(-8) >= 1320 {
		t.Errorf("the first petition's counts on its days: %d, %d, %d", a, b, c)
	}
}

func TestSponsorsSignFirstAndNobodySignsOutOfTime(t *testing.T) {
	for _, p := range load(t).Petitions {
		if p.State == Queued {
			continue
		}
		curve := p.Curve()
		if p.Signed.From != p.Gathering || curve[0].Day != p.Gathering {
			t.Errorf("%s: the first sponsor does not sign on the day of gathering", p.Key)
		}
		opens, closes := 0, -1
		if p.Opened != nil {
			opens, closes = *p.Opened, min(*p.Closes, -1)
		}
		if p.Withdrawal != nil {
			closes = p.Withdrawal.Day - 1
		}
		if n := p.CountAt(opens - 1); n != p.Sponsors {
			t.Errorf("%s: %d sponsors, want %d", p.Key, n, p.Sponsors)
		}
		if p.Review != nil && (p.CountAt(*p.Review) != petition.Defaults().Sponsors || p.CountAt(*p.Review-1) == p.Sponsors) {
			t.Errorf("%s: goes to review on another day than that of its last sponsor", p.Key)
		}
		if last := curve[len(curve)-1].Day; last > closes {
			t.Errorf("%s: somebody signs on day %d", p.Key, last)
		}
		if slices.Min(p.Signed.ByDay) < 0 {
			t.Errorf("%s: a day with fewer than none", p.Key)
		}
	}
}

func TestPetitionsKeepToTheLimitsOfText(t *testing.T) {
	c := load(t)
	for _, p := range c.Petitions {
		text := pass.Text{Language: p.Language, Title: p.Title, Addressee: p.Addressee, Ask: p.Ask, Background: p.Background}
		for _, refused := range petition.CheckText(text) {
			t.Errorf("%s: %v", p.Key, refused)
		}
		if n := len(strings.Fields(p.Background)); n < 150 || n > 500 {
			t.Errorf("%s: %d words", p.Key, n)
		}
		if !slices.Contains(c.Site.Addressees, p.Addressee) {
			t.Errorf("%s: addressed to %q", p.Key, p.Addressee)
		}
		if topic, err := petition.ParseTopic(p.Topic); err != nil || topic == "" {
			t.Errorf("%s: topic %q", p.Key, p.Topic)
		}
		if _, err := petition.Render(p.Background); err != nil {
			t.Errorf("%s: %v", p.Key, err)
		}
	}
}

func TestProgramsAreWhole(t *testing.T) {
	c := load(t)
	keys := []string{""}
	for _, p := range c.Programs {
		if slices.Contains(keys, p.Key) {
			t.Errorf("two programs are %q", p.Key)
		}
		keys = append(keys, p.Key)
		if !slices.Contains([]string{"announced", "active", "scaled_back", "paused", "ended"}, p.Status) ||
			!slices.Contains([]string{"none", "running", "finished", "published"}, p.Review) {
			t.Errorf("%s: status %q, review %q", p.Key, p.Status, p.Review)
		}
		if (p.Start > 0) != (p.Status == "announced") || p.Since >= 0 || p.Covered < 1 || len(p.Collects) == 0 || len(p.Sources) == 0 {
			t.Errorf("%s: start %d, since %d, %d covered", p.Key, p.Start, p.Since, p.Covered)
		}
		if !slices.IsSortedFunc(p.Timeline, func(a, b Entry) int { return a.Day - b.Day }) || !slices.ContainsFunc(p.Timeline, func(e Entry) bool { return e.Day == p.Since }) {
			t.Errorf("%s: its timeline is out of order, or does not say when its status began", p.Key)
		}
		became := ""
		for _, e := range p.Timeline {
			if e.Status != "" {
				became = e.Status
			}
			if !slices.Contains([]string{"launch", "change", "incident", "pause", "note"}, e.Kind) || e.Day >= 0 {
				t.Errorf("%s: %+v", p.Key, e)
			}
			invented(t, e.Source)
		}
		if became != p.Status {
			t.Errorf("%s: its timeline ends with %q", p.Key, became)
		}
		for _, s := range p.Sources {
			invented(t, s.URL)
		}
	}
	if len(c.Programs) != 6 {
		t.Errorf("%d programs", len(c.Programs))
	}
	for _, p := range c.Petitions {
		if !slices.Contains(keys, p.Program) {
			t.Errorf("%s is about %q", p.Key, p.Program)
		}
	}
}

func invented(t *testing.T, address string) {
	t.Helper()
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" || u.Host != "intranet.meridian.example" {
		t.Errorf("source %q", address)
	}
}

func TestThreadsAreTalksInTime(t *testing.T) {
	agreed, long, tops := 0, 0, map[string]int{}
	for _, p := range load(t).Petitions {
		thread := p.Thread()
		if len(thread) > 0 && (p.Opened == nil || thread[0].Day < *p.Opened) || p.State == "rejected" && len(thread) > 0 {
			t.Errorf("%s: somebody speaks before it opens", p.Key)
			continue
		}
		for i, s := range thread {
			if s.Parent >= i || s.Parent != NoParent && thread[s.Parent].Parent != NoParent {
				t.Errorf("%s: comment %d answers %d", p.Key, i, s.Parent)
			}
			if i > 0 && s.Day < thread[i-1].Day || s.Day > min(*p.Closes, -1) || s.Voice < 1 || s.Agreed < 0 || s.Agreed > 140 {
				t.Errorf("%s: comment %d is %+v", p.Key, i, s)
			}
			if n := utf8.RuneCountInString(s.Text); n > 900 {
				long++
				if n < 2000 || n > 2700 {
					t.Errorf("%s: comment %d has %d characters", p.Key, i, n)
				}
			}
			if _, err := pass.ParseComment(pass.CommentBody{Parent: pass.NoParent, Text: s.Text}.Marshal()); err != nil || s.Text != strings.TrimSpace(s.Text) {
				t.Errorf("%s: comment %d cannot be handed in: %v", p.Key, i, err)
			}
			agreed += s.Agreed
		}
		for _, c := range p.Comments {
			for _, r := range c.Replies {
				if r.Day < c.Day {
					t.Errorf("%s: answered before it was said: %q", p.Key, r.Text)
				}
			}
		}
		tops[p.Key] = len(p.Comments)
	}
	if agreed > 600 || long != 1 || tops["stop-recording"] != 60 {
		t.Errorf("%d agreements, %d long texts, %d comments under the first petition", agreed, long, tops["stop-recording"])
	}
}

// roster gives the addresses, and every part of a name, of everybody on the roster.
func roster(t *testing.T) (addresses, names map[string]bool) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(Roster))).ReadAll()
	if err != nil || len(rows) != 5205 || rows[0][1] != "email" {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	addresses, names = map[string]bool{}, map[string]bool{}
	for _, row := range rows[1:] {
		addresses[row[1]] = true
		for _, part := range strings.Fields(row[0]) {
			if part != strings.ToLower(part) { // "van" is a word like any other
				names[part] = true
			}
		}
	}
	return addresses, names
}

func TestTheSiteAndItsRecipients(t *testing.T) {
	c := load(t)
	addresses, _ := roster(t)
	if c.Site.Holders != 4118 || c.Site.Holders >= len(addresses) || !addresses[c.Site.Try] {
		t.Errorf("%d holders of %d; the banner offers %q", c.Site.Holders, len(addresses), c.Site.Try)
	}
	if _, err := time.LoadLocation(c.Site.Zone); err != nil {
		t.Error(err)
	}
	onRoster := 0
	for _, r := range c.Recipients {
		asked := digest.Recipient{Address: r.Email, Name: r.Name, Language: r.Language, Weekday: time.Weekday(r.Weekday), Hour: r.Hour, Zone: c.Site.Zone}
		if err := asked.Check(); err != nil || r.Email == c.Site.Try {
			t.Errorf("%s: %v", r.Email, err)
		}
		if addresses[r.Email] {
			onRoster++
		}
	}
	if len(c.Recipients) != 3 || onRoster != 1 {
		t.Errorf("%d recipients, %d of them on the roster", len(c.Recipients), onRoster)
	}
}

// The demo's days move with the day on which it starts, and nobody on the roster may be found in what people say.
func TestTextsNameNobodyAndNoDate(t *testing.T) {
	_, names := roster(t)
	addressed := regexp.MustCompile(`\S@\S|\bM1\d{5}\b`)
	dated := regexp.MustCompile(`\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(January|February|April|June|July|August|September|October|November|December)\b|\b20[0-9][0-9]\b`)
	for _, text := range texts(load(t)) {
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n.,;:!?“”’()*_…-", r) }) {
			if names[word] {
				t.Errorf("%q is on the roster: %q", word, text)
			}
		}
		if found := addressed.FindString(text) + dated.FindString(text); found != "" {
			t.Errorf("%q in %q", found, text)
		}
	}
}

func texts(c *Company) (all []string) {
	for _, p := range c.Programs {
		all = append(all, p.Name, p.Owner, p.Purpose, p.Who, p.Choice, p.ReviewNote)
		for _, k := range p.Collects {
			all = append(all, k.Kind, k.Note)
		}
		for _, e := range p.Timeline {
			all = append(all, e.Title, e.Note)
		}
		for _, s := range p.Sources {
			all = append(all, s.Title)
		}
	}
	for _, p := range c.Petitions {
		all = append(all, p.Title, p.Addressee, p.Ask, p.Background)
		if p.Response != nil {
			all = append(all, p.Response.Text)
		}
		if p.Outcome != nil {
			all = append(all, p.Outcome.Reason)
		}
		if p.Rejection != nil {
			all = append(all, p.Rejection.Words)
		}
		if p.Withdrawal != nil {
			all = append(all, p.Withdrawal.Words)
		}
		for _, s := range p.Thread() {
			all = append(all, s.Text)
		}
	}
	return append(all, c.Site.Addressees...)
}

func TestAKeyThatNothingTakesIsAnError(t *testing.T) {
	if _, err := read("[site]\nemployer = \"Meridian\"\nmotto = \"On time\""); err == nil || !strings.Contains(err.Error(), "motto") {
		t.Errorf("got %v", err)
	}
}

func TestAnUnknownDayOfTheWeekIsRefused(t *testing.T) {
	var w Weekday
	if err := w.UnmarshalText([]byte("thursday")); err != nil || time.Weekday(w) != time.Thursday {
		t.Errorf("%v, %v", w, err)
	}
	if w.UnmarshalText([]byte("someday")) == nil {
		t.Error("someday is a day")
	}
}
