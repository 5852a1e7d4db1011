package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/demo"
	"roundrobin/mail"
	"roundrobin/models/outbox"
)

// comesBackLate hands to the command, beside the running site, what a mail server writes when it finds out late that nobody has the address: first of
// a weekly summary, then of a letter that handed a petition over. Whoever may know reads it, and nobody an address.
func comesBackLate(t *testing.T, address, data string) {
	weekly, handover := cameTo(t, address, "Weekly summary for"), cameTo(t, address, "verified colleagues ask this of you")
	own := regexp.MustCompile(`http\S+/summaries/stop/\S+`).FindString(weekly.Text)
	petition := regexp.MustCompile(`/petitions/[a-z2-7]+`).FindString(handover.Text)
	pages := map[string]string{
		own: "The last one did not reach you", address + "/summaries": "To the chief of staff: came back, it could not be delivered",
		address + petition + "/delivery": "did not reach", address + petition + "/progress": "did not reach",
	}
	for page, says := range pages {
		if strings.Contains(string(fetched(t, page)), says) {
			t.Errorf("%s says %q of what arrived", page, says)
		}
	}
	came := returns(t, data)
	for _, letter := range []mail.Message{weekly, handover} {
		came(letter)
	}
	for page, says := range pages {
		text := ""
		eventually(t, page+" says "+says, func() bool { text = string(fetched(t, page)); return strings.Contains(text, says) })
		if strings.Contains(text, "5.1.10") || strings.Contains(text, chief) {
			t.Errorf("%s says what the other server said, or to whom", page)
		}
	}
}

// returns lets mails come back, and sees that each is then dead in the list of its reader's letters, as the office shows it.
func returns(t *testing.T, data string) func(mail.Message) {
	t.Helper()
	company, err := demo.Load()
	must(t, err)
	settings, _, err := (&demoCommand{Data: data, Listen: "127.0.0.1:0"}).settings(company)
	must(t, err)
	report, err := os.ReadFile("../../mail/testdata/exchange.eml")
	must(t, err)
	dead := 0
	return func(m mail.Message) {
		t.Helper()
		mark := strings.TrimPrefix(m.Returns[:strings.IndexByte(m.Returns, '@')], "bounces+")
		o := &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
		must(t, (&bounceCommand{config: *settings, in: strings.NewReader(strings.ReplaceAll(string(report), "MARK", mark))}).Run(t.Context(), o))
		dead++
		must(t, withSite(t.Context(), settings, o, func(s *site) error {
			if n, err := deadOf(t.Context(), leadership{s}); n != dead || err != nil {
				t.Errorf("the office shows %d that came back, of %d: %v", n, dead, err)
			}
			return nil
		}))
	}
}

func deadOf(ctx context.Context, l leadership) (dead int, err error) {
	readers, err := l.All(ctx)
	if err != nil {
		return 0, err
	}
	for _, r := range readers {
		letters, err := l.Letters(ctx, r.ID)
		if err != nil {
			return 0, err
		}
		for _, x := range letters {
			if r.Address == chief && x.State == string(outbox.Dead) && x.Reason == "bounced 5.1.10" {
				dead++
			}
		}
	}
	return dead, nil
}

// cameTo is the newest mail to the chief of staff that says so.
func cameTo(t *testing.T, address, says string) mail.Message {
	t.Helper()
	var caught []struct{ Text, Returns string }
	must(t, json.Unmarshal(fetched(t, address+"/dev/mail.json?to="+chief), &caught))
	for _, m := range caught {
		if strings.Contains(strings.Join(strings.Fields(m.Text), " "), says) {
			return mail.Message{Text: m.Text, Returns: m.Returns}
		}
	}
	t.Fatalf("no mail was caught that says %q", says)
	return mail.Message{}
}
