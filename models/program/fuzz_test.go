package program_test

import (
	"testing"

	"roundrobin/models/program"
)

func FuzzParseProposal(f *testing.F) {
	f.Add([]byte(`{"title":"Shuttle","note":"n","source":"https://example.org"}`))
	f.Add([]byte(`{"title":"` + "\\u0000\xff" + `"} {}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := program.ParseProposal(b)
		if err != nil {
			return
		}
		if again, err := program.ParseProposal(p.Marshal()); err == nil && again.Title != p.Title {
			t.Errorf("%q, and read again %q", p.Title, again.Title)
		}
	})
}

// FuzzParseLists: what an admin types into a field, a thing on each line.
func FuzzParseLists(f *testing.F) {
	f.Add("location: hourly\r\nhttps://example.org/a title\n\n :")
	f.Fuzz(func(t *testing.T, s string) {
		for _, source := range program.ParseSources(s) {
			if source.URL == "" && source.Title == "" {
				t.Error("a source that is nothing")
			}
		}
		_ = program.ParseCollects(s)
	})
}
