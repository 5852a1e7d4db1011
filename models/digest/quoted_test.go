package digest_test

import (
	"slices"
	"testing"

	"roundrobin/models/digest"
)

func TestWhatWasHiddenSinceIsNotQuotedAnyMore(t *testing.T) {
	words := "They say:\n" + digest.Quote("one", "  “It hurts.”\n") + "\n" + digest.Quote("two", "  “It helps.”\n") + "\nThe end.\n"
	if ids := digest.Quoted(words); !slices.Equal(ids, []string{"one", "two"}) {
		t.Errorf("quoted: %v", ids)
	}
	if got := digest.Unquote(words, map[string]bool{"one": true, "two": true}, "x"); got != "They say:\n  “It hurts.”\n\n  “It helps.”\n\nThe end.\n" {
		t.Errorf("whole: %q", got)
	}
	if got := digest.Unquote(words, map[string]bool{"two": true}, "[hidden]\n"); got != "They say:\n[hidden]\n\n  “It helps.”\n\nThe end.\n" {
		t.Errorf("one hidden: %q", got)
	}
	if got := digest.Unquote("Nothing quoted.", nil, "x"); got != "Nothing quoted." || digest.Quoted("Nothing.") != nil {
		t.Errorf("none: %q", got)
	}
}
