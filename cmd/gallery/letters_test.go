package main

import (
	"testing"

	"roundrobin/jobs/mailpit"
	"roundrobin/mail"
)

// leastUnderstood is how much of a mail the mail programs of the world must understand, in per cent, as a real mail server reckons it.
const leastUnderstood = 90

// Every mail of the product goes through a real mail server, arrives as it was drawn, and is understood by nearly all mail programs.
func TestEveryMailIsUnderstood(t *testing.T) {
	post := mailpit.Start(t)
	smtp, err := mail.NewSMTP(mail.Config{Host: post.Host, Port: post.Port, TLS: mail.TLSNone})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range letters() {
		m, err := l.mail()
		if err != nil {
			t.Fatalf("%s: %v", l.name, err)
		}
		if err := smtp.Send(t.Context(), m); err != nil {
			t.Fatalf("%s: %v", l.name, err)
		}
		came := post.Newest(t)
		if came.Subject != m.Subject || len(came.Inline) != len(m.Inline) {
			t.Errorf("%s: %q with %d pictures arrived", l.name, came.Subject, len(came.Inline))
		}
		if understood := post.Supported(t, came); understood < leastUnderstood {
			t.Errorf("%s: mail programs understand %.1f %% of it", l.name, understood)
		}
	}
}
