package search_test

import (
	"slices"
	"strings"
	"testing"

	"roundrobin/models/search"
)

func TestWordsAreFolded(t *testing.T) {
	if got := strings.Join(search.Fold("Garçon’s “CAFÉ-Bar” — 32 °C: don't --; DROP"), " "); got != "garcon s cafe bar 32 c don t drop" {
		t.Error(got)
	}
	if got := search.Query("\xff\x00 *:* \"AND' -x"); strings.Join(got, " ") != "and x" {
		t.Error(got)
	}
	if got := search.Query(strings.Repeat("a b ", 9000)); len(got) != 12 {
		t.Errorf("%d words", len(got))
	}
	if got := search.Words("Water, water", "yard"); !slices.Equal(got, []string{"water", "yard"}) {
		t.Error(got)
	}
}

func TestOneWrongLetterIsForgiven(t *testing.T) {
	v := search.NewVocabulary(search.Words("recording keystrokes privacy review yard water waters straße"))
	for typed, want := range map[string]string{
		"recordung":   "recording",    // another
		"recrding":    "recording",    // one too few
		"recoording":  "recording",    // one too many
		"reocrding":   "recording",    // changed places
		"xecording":   "recording",    // the first one, too
		"recordign":   "recording",    // the last ones, too
		"recordings":  "recording",    // a plural
		"recrdi":      "recording",    // not typed to the end
		"privzcy":     "privacy",      //
		"wster":       "water waters", // all that it may be
		"strasse":     "",             // two
		"reccordings": "",             // two
		"yrad":        "",             // too short to forgive
		"recor":       "",             // begins a known word: nothing is wrong
		"":            "",
	} {
		if got := strings.Join(v.Near(typed), " "); got != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
	if !v.Holds([]string{"priv", "recrding"}) || v.Holds([]string{"privacy", "camera"}) {
		t.Error("every word must be there, or one near it")
	}
}
