package digest_test

import (
	"testing"

	"roundrobin/models/digest"
)

func TestWhatWasHiddenSinceIsNotQuotedAnyMore(t *testing.T) {
	one, two := digest.As("one", "It hurts."), digest.As("two", "It helps.")
	if one == digest.As("one", "It hurts, a little.") {
		t.Error("a comment that was edited is the same")
	}
	words := "They say:\n" + digest.Quote(one, "  “It hurts.”\n") + "\n" + digest.Quote(two, "  “It helps.”\n") + "\nThe end.\n"
	if quoted := digest.Quoted(words); len(quoted) != 2 || quoted["one"][0] != one || quoted["two"][0] != two {
		t.Errorf("quoted: %v", quoted)
	}
	if got := digest.Unquote(words, map[string]bool{one: true, two: true}, "x"); got != "They say:\n  “It hurts.”\n\n  “It helps.”\n\nThe end.\n" {
		t.Errorf("whole: %q", got)
	}
	if got := digest.Unquote(words, map[string]bool{two: true}, "[hidden]\n"); got != "They say:\n[hidden]\n\n  “It helps.”\n\nThe end.\n" {
		t.Errorf("one hidden: %q", got)
	}
	if got := digest.Unquote("Nothing quoted.", nil, "x"); got != "Nothing quoted." || len(digest.Quoted("Nothing.")) != 0 {
		t.Errorf("none: %q", got)
	}
}
