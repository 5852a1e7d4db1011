package response_test

import (
	"crypto/rand"
	"strings"
	"testing"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/response"
)

func TestACodeIsReadHoweverItIsTyped(t *testing.T) {
	for range 200 {
		k := response.NewKey(rand.Reader)
		name, rest := k.Parts()
		for _, typed := range []string{k.Code(), strings.ToLower(k.Code()), " " + strings.ReplaceAll(k.Code(), "-", " ") + " ", strings.ReplaceAll(k.Code(), "0", "O"), strings.ReplaceAll(k.Code(), "1", "l")} {
			got, err := response.ParseTyped(typed)
			if err != nil || got.Name != name || got.Rest != rest || got.Secret != "" {
				t.Fatalf("%q: %+v, %v", typed, got, err)
			}
		}
		got, err := response.ParseTyped(k.Secret)
		if err != nil || got.Secret != k.Secret || got.Name != "" {
			t.Fatalf("%q: %+v, %v", k.Secret, got, err)
		}
	}
}

func TestWhatIsNoCodeIsTold(t *testing.T) {
	for _, typed := range []string{"", "K7M2-9QXD-4TR", "K7M2-9QXD-4TRVX", "K7M2-9QXD-4TR!", "ключ", strings.Repeat("A", 42), strings.Repeat("Ä", 12)} {
		if _, err := response.ParseTyped(typed); fault.Of(err) == nil || fault.Of(err).Field != "code" {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestALinkSaysWhyItOpensNothing(t *testing.T) {
	good := response.Link{Expires: "2027-05-07"}
	revoked := good
	revoked.Revoked = "2026-11-20"
	for name, c := range map[string]struct {
		link  response.Link
		state string
		today day.Day
		want  string
	}{
		"good":          {good, response.Open, "2027-05-07", ""},
		"a day late":    {good, response.Open, "2027-05-08", "answer_link_expired"},
		"revoked":       {revoked, response.Open, "2026-11-21", "answer_link_revoked"},
		"revoked, used": {revoked, response.Answered, "2026-11-21", "answer_link_revoked"},
		"used":          {good, response.Answered, "2026-11-21", "answer_link_answered"},
		"replaced":      {good, response.Replaced, "2026-11-21", "answer_link_replaced"},
	} {
		err := c.link.May(c.state, "2026-11-20", c.today)
		if f := fault.Of(err); err != nil && (f == nil || f.Code != c.want) || err == nil && c.want != "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestADiffLosesNothing(t *testing.T) {
	for _, c := range []struct{ older, newer, shown string }{
		{"", "", ""},
		{"We will.", "We will.", "We will."},
		{"", "We will.", "+We will.+"},
		{"We will.", "", "-We will.-"},
		{"We will stop it.", "We will pause it.", "We will -stop-+pause+ it."},
		{"Within two weeks they stop.", "Since Monday they stop.", "-Within two weeks-+Since Monday+ they stop."},
		{"One.\n\nTwo.", "One.\n\nAnd two.\n\nThree.", "One.\n\n-Two.-+And two.\n\nThree.+"},
		{"naïve 我们 a", "naïve 你们 a", "naïve -我们-+你们+ a"},
	} {
		var shown, was, is strings.Builder
		for _, p := range response.Diff(c.older, c.newer) {
			if p.Was {
				was.WriteString(p.Text)
			}
			if p.Is {
				is.WriteString(p.Text)
			}
			mark := ""
			if !p.Is {
				mark = "-"
			} else if !p.Was {
				mark = "+"
			}
			shown.WriteString(mark + p.Text + mark)
		}
		if was.String() != c.older || is.String() != c.newer || shown.String() != c.shown {
			t.Errorf("%q to %q: %q (%q, %q)", c.older, c.newer, shown.String(), was.String(), is.String())
		}
	}
}
