package petition_test

import (
	"strings"
	"testing"

	"roundrobin/models/petition"
)

func FuzzParseContent(f *testing.F) {
	f.Add(petition.Content{Language: "en", Title: "t"}.Marshal())
	f.Add([]byte(`{"language":"en","language":"es"}`))
	f.Add([]byte(`{"language":` + strings.Repeat(`[{"a":`, 20_000)))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := petition.ParseContent(b)
		if err != nil {
			return
		}
		if _, err := petition.ParseContent(c.Marshal()); err != nil && len(c.Marshal()) <= len(b) {
			t.Errorf("what was read cannot be read again: %v", err)
		}
		_ = c.Ready()
	})
}

// FuzzParseLines: lines that stand in files of the site, and in copies of it that anybody hands on.
func FuzzParseLines(f *testing.F) {
	f.Add("roundrobin/v1 rating\npetition\nrated 12\nyes 7\nno -\n")
	f.Add("spam_or_scam: words")
	f.Fuzz(func(t *testing.T, s string) {
		if r := petition.ParseReason(s); r.Code != "" && r.String() != s {
			t.Errorf("%q is %+v", s, r)
		}
		_, _ = petition.ParseRatingText(s)
		_, _ = petition.ParsePulseText(s)
	})
}
