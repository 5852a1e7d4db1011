package digest_test

import (
	"testing"
	"time"

	"roundrobin/models/digest"
)

var director = digest.Recipient{
	Address: "office@meridian.example", Name: "the executive office", Language: "en",
	Weekday: time.Thursday, Hour: 8, Zone: "Europe/Madrid", Confirmed: "2026-01-01",
}

func TestWhenADigestIsDue(t *testing.T) {
	in := func(zone string) digest.Recipient { r := director; r.Zone = zone; return r }
	unsure, over := director, director
	unsure.Confirmed, over.Stopped = "", "2026-11-25"
	from := func(s string) digest.Recipient { r := director; r.From = at(t, s); return r }
	on := func(w time.Weekday, hour int) digest.Recipient { r := director; r.Weekday, r.Hour = w, hour; return r }
	for name, c := range map[string]struct {
		who  digest.Recipient
		now  string
		want digest.Period
	}{
		"a minute before the hour":                     {director, "2026-11-26T06:59:00Z", ""},
		"on the hour":                                  {director, "2026-11-26T07:00:00Z", "2026-W48"},
		"that night":                                   {director, "2026-11-26T22:00:00Z", "2026-W48"},
		"the server slept until Saturday":              {director, "2026-11-28T12:00:00Z", "2026-W48"},
		"the server slept for a week":                  {director, "2026-12-01T12:00:00Z", ""},
		"in New York it is not yet eight":              {in("America/New_York"), "2026-11-26T12:59:00Z", ""},
		"in New York it is eight":                      {in("America/New_York"), "2026-11-26T13:00:00Z", "2026-W48"},
		"in Auckland it was eight on Wednesday in UTC": {in("Pacific/Auckland"), "2026-11-25T19:00:00Z", "2026-W48"},
		"summer time: eight is an hour earlier":        {director, "2026-07-02T06:00:00Z", "2026-W27"},
		"Sunday night, told on Monday":                 {on(time.Sunday, 23), "2026-11-30T01:00:00Z", "2026-W48"},
		"an hour that the clocks skip":                 {on(time.Sunday, 2), "2026-03-29T02:30:00Z", "2026-W13"},
		"added after this week's hour":                 {from("2026-11-26T09:00:00Z"), "2026-11-26T10:00:00Z", ""},
		"added before it":                              {from("2026-11-25T09:00:00Z"), "2026-11-26T10:00:00Z", "2026-W48"},
		"who has not said yes":                         {unsure, "2026-11-26T07:00:00Z", ""},
		"who has stopped it":                           {over, "2026-11-26T07:00:00Z", ""},
		"a zone that is none":                          {in("Mars/Olympus"), "2026-11-26T13:00:00Z", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, due := c.who.Due(at(t, c.now))
			if got != c.want || due != (c.want != "") {
				t.Errorf("got %q, %v", got, due)
			}
		})
	}
}

func TestWhoCannotBeWrittenTo(t *testing.T) {
	for code, change := range map[string]func(*digest.Recipient){
		"recipient_address":  func(r *digest.Recipient) { r.Address = "the office" },
		"recipient_zone":     func(r *digest.Recipient) { r.Zone = "" },
		"recipient_hour":     func(r *digest.Recipient) { r.Hour = 24 },
		"recipient_name":     func(r *digest.Recipient) { r.Name = "" },
		"recipient_language": func(r *digest.Recipient) { r.Language = "tlhingan hol" },
	} {
		r := director
		change(&r)
		if refused := r.Check(); len(refused) != 1 || refused[0].Code != code || refused[0].Field == "" {
			t.Errorf("%s: got %v", code, refused)
		}
	}
	if refused := director.Check(); len(refused) > 0 {
		t.Error(refused)
	}
}

func TestFollowing(t *testing.T) {
	some := director
	some.Programs, some.Petitions = []string{"routecam"}, []string{"nightbus"}
	for name, c := range map[string]struct {
		who               digest.Recipient
		petition, program string
		want              bool
	}{
		"everything":          {director, "x", "", true},
		"its program":         {some, "x", "routecam", true},
		"itself":              {some, "nightbus", "", true},
		"another":             {some, "x", "badges", false},
		"another without one": {some, "x", "", false},
	} {
		if c.who.Follows(c.petition, c.program) != c.want {
			t.Errorf("%s: not %v", name, c.want)
		}
	}
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, s)
	must(t, err)
	return when
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
