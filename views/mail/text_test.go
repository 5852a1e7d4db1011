package mail

import (
	"strings"
	"testing"
)

func TestANumberStaysWithItsSign(t *testing.T) {
	for before := range column {
		text := fold(strings.Repeat("a", before+1)+" less than 1\u00a0% of them", "")
		if !strings.Contains(text, "1 %") {
			t.Fatalf("after %d letters: %q", before+1, text)
		}
		for line := range strings.Lines(text) {
			if len(strings.TrimSpace(line)) > column {
				t.Errorf("too long: %q", line)
			}
		}
	}
}
