package thread_test

import (
	"strings"
	"testing"

	"roundrobin/models/pass"
	"roundrobin/models/thread"
)

func TestAVoiceIsSomebodyElseUnderEveryPetition(t *testing.T) {
	key := pass.BoothKey{7}
	here, there := thread.VoiceOf(key, "a"), thread.VoiceOf(key, "b")
	if here == there || thread.PseudonymOf(here, 0) == thread.PseudonymOf(there, 0) {
		t.Error("one voice, two petitions, one name")
	}
	again := thread.VoiceOf(key, "a")
	if thread.PseudonymOf(here, 0) != thread.PseudonymOf(again, 0) || thread.PseudonymOf(here, 0) == thread.PseudonymOf(here, 1) {
		t.Error("a pseudonym is not what its voice and try say")
	}
}

func TestPseudonymsAreTwoWordsAndSpreadWide(t *testing.T) {
	seen := map[string]int{}
	for i := range 2000 {
		p := thread.PseudonymOf(thread.VoiceOf(pass.BoothKey{byte(i), byte(i >> 8)}, "a"), 0)
		if len(strings.Fields(p.Words)) != 2 {
			t.Fatalf("%q", p.Words)
		}
		seen[p.Words]++
	}
	if len(seen) < 1850 { // 2,000 of some 30,000 meet about 64 times
		t.Errorf("only %d different ones of 2,000", len(seen))
	}
}

func TestAnOrderThatIsNone(t *testing.T) {
	if thread.ParseOrder("newest") != thread.Newest || thread.ParseOrder("reasons") != thread.Reasons || thread.ParseOrder("'; DROP") != thread.MostAgreed {
		t.Error("an address chose an order of its own")
	}
}
