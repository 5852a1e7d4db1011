package ui

import (
	"context"
	"strings"
	"testing"
)

func TestOnlyRuledLinesOfAMailAreCut(t *testing.T) {
	long := strings.Repeat("=", 44)
	for text, want := range map[string]string{
		"":                         "",
		"Title\n" + long + "\nWhy": "Title\n<span class=\"mail-rule\">" + long + "\n</span>Why",
		long:                       `<span class="mail-rule">` + long + `</span>`,
		"-- \n---\n":               "-- \n---\n",
		long + "<b>":               long + "&lt;b&gt;",
	} {
		var drawn strings.Builder
		if err := MailText(text).Render(context.Background(), &drawn); err != nil || drawn.String() != want {
			t.Errorf("%q: %q, want %q (%v)", text, drawn.String(), want, err)
		}
	}
}
