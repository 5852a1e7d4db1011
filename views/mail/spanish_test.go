package mail_test

import (
	"context"
	"strings"
	"testing"

	"roundrobin/views/mail"
	"roundrobin/views/words"
)

func TestTheMailsInSpanish(t *testing.T) {
	ctx := words.With(context.Background(), "es")
	for name, m := range map[string]interface {
		Letter(context.Context) (mail.Letter, error)
	}{
		"digest": meridian(), "delivery": delivery(), "code": mail.Code{Site: meridian().Site, Code: "731204", Minutes: 10}, "confirm": question(), "notice": notice(),
	} {
		l, err := m.Letter(ctx)
		must(t, err)
		golden(t, name+".es.txt", l.Subject+"\n\n"+l.Text)
		if !strings.Contains(l.HTML, `lang="es"`) {
			t.Errorf("%s: its HTML does not say its language", name)
		}
	}
}

// A reader's own pages are in the language of their mail, whatever their browser asks for; the site's own needs no mark.
func TestAReadersOwnPagesAreInTheirLanguage(t *testing.T) {
	for _, x := range [][3]string{{"en", "es", "https://p.example/es"}, {"es", "es", "https://p.example"}, {"", "en", "https://p.example"}, {"es", "en", "https://p.example/en"},
		{"es", "de", "https://p.example"}, {"", "", "https://p.example"}} {
		if got := (mail.Site{Base: "https://p.example", Language: x[0]}).In(x[1]); got != x[2] {
			t.Errorf("of a site in %q, somebody who reads %q is led to %s", x[0], x[1], got)
		}
	}
	if got := (mail.Site{}).In("es"); got != "" {
		t.Errorf("without an address there is %q", got)
	}
}
