package standard_test

import (
	"testing"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/petition"
	"roundrobin/models/standard"
)

func TestTheStandardsCanBeDecidedBy(t *testing.T) {
	v := standard.First()
	if _, err := day.Parse(string(v.From)); err != nil || v.Version != 1 || v.Language != "en" || len(v.All) < 5 {
		t.Fatalf("%+v, %v", v, err)
	}
	seen := map[string]bool{}
	for _, s := range v.All {
		r := petition.Reason{Code: s.Code, Words: "It names: somebody."}
		if seen[s.Code] || s.Title == "" || s.Text == "" || r.Check() != nil {
			t.Errorf("%+v", s)
		}
		if got := petition.ParseReason(r.String()); got != r {
			t.Errorf("%q is read back as %+v", r, got)
		}
		seen[s.Code] = true
		if found, err := v.Find(s.Code); err != nil || found != s {
			t.Errorf("%s: %+v, %v", s.Code, found, err)
		}
	}
	if _, err := v.Find("i_do_not_like_it"); fault.Of(err) == nil || fault.Of(err).Field != "code" {
		t.Errorf("another reason: %v", err)
	}
}

func TestAReasonInWordsAlone(t *testing.T) {
	for _, line := range []string{"Granted.", "Note: granted.", "it was: granted"} {
		if got := petition.ParseReason(line); got.Code != "" || got.Words != line {
			t.Errorf("%q: %+v", line, got)
		}
	}
	if got := petition.OneLine(" It\r\nnames \t somebody. "); got != "It names somebody." {
		t.Errorf("%q", got)
	}
}
