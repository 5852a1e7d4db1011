package ui

import (
	"strings"
	"testing"
)

func TestWhatIsInAValueIsNeverMarkup(t *testing.T) {
	name := `<b>x</b> [gone](limits) **bold** "q"`
	got := drawnText(t, Say("petition.about", "program", name, "links", Links{"program": "/programs/x"}))
	if strings.Contains(got, "<b>") || strings.Contains(got, "<strong>") || strings.Count(got, "<a ") != 1 {
		t.Errorf("a program's name was read as markup: %s", got)
	}
	if !strings.Contains(got, "[gone](limits)") {
		t.Errorf("a program's name was changed: %s", got)
	}
}

func TestALinkOutOfTheAllowedSchemesIsDefused(t *testing.T) {
	got := drawnText(t, Say("petition.about", "program", "x", "links", Links{"program": "javascript:alert(1)"}))
	if strings.Contains(got, "javascript:") {
		t.Errorf("got %s", got)
	}
}
