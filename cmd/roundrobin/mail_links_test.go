package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/demo"
	"roundrobin/jobs/mailpit"
	"roundrobin/mail"
	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
)

// mailed are the kinds of mail that a site sends: what tells one that the demo caught by its subject, and the fewest links it has. A code
// has none, so that nobody learns to check in by following one.
var mailed = map[string]struct {
	subject string
	links   int
}{
	"the summary": {`^Petitions at Meridian Freight: \d+ (answer|open)`, 8}, "a goal": {"", 3},
	"a test": {`^Test: `, 6}, "a delivery": {`^Petition delivered: `, 5}, "a question": {`do you want`, 1},
	"a new link": {`^Your (new link to answer|answer is published): `, 2}, "the letter to the staff": {"", 4}, "a code": {`is your code$`, 0},
}

// Every link of each kind of mail leads somewhere, as a real mail server's checker follows them.
func linksLead(t *testing.T, address, data string) {
	post := mailpit.Start(t)
	smtp, err := mail.NewSMTP(mail.Config{Host: post.Host, Port: post.Port, TLS: mail.TLSNone})
	must(t, err)
	came := map[string]mailpit.Message{}
	operatorWrites(t, address, data, func(kind string, m mail.Message) {
		must(t, smtp.Send(t.Context(), m))
		came[kind] = post.Newest(t)
	})
	if answer, err := http.PostForm(address+"/desk/address", url.Values{"address": {"clara.sato@meridian.example"}}); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("a code: %v, %v", answer, err)
	}
	for kind, of := range mailed {
		m, ok := came[kind]
		if !ok {
			must(t, smtp.Send(t.Context(), caught(t, address, kind, regexp.MustCompile(of.subject))))
			m = post.Newest(t)
		}
		links := post.Links(t, m)
		if len(links) < of.links {
			t.Errorf("%s has %d links", kind, len(links))
		}
		for _, l := range links {
			if l.StatusCode != http.StatusOK {
				t.Errorf("%s, %q: %s: %d %s", kind, m.Subject, secrets.ReplaceAllString(l.URL, "…"), l.StatusCode, l.Status)
			}
		}
	}
}

var secrets = regexp.MustCompile(`[\w-]{36,}`)

// operatorWrites what a running demo has no occasion for, by the commands that write it on a real site beside its server: a new reader is
// asked and gets a test, somebody in leadership a new link, and one of the staff the monthly letter. That one goes through hand, and so does
// what was told of a goal on a day that the demo played.
func operatorWrites(t *testing.T, address, data string, hand func(kind string, m mail.Message)) {
	t.Helper()
	company, err := demo.Load()
	must(t, err)
	settings, _, err := (&demoCommand{Data: data, Listen: strings.TrimPrefix(address, "http://")}).settings(company)
	must(t, err)
	o := &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	must(t, withSite(t.Context(), settings, o, func(s *site) error {
		ctx := context.Background()
		id, err := leadership{s}.Add(ctx, digest.Recipient{Address: "works.council@meridian.example", Name: "the works council", Language: "en", Zone: "UTC"}, audit.Operator)
		must(t, err)
		must(t, s.recipients.Confirm(ctx, id, s.today()))
		must(t, leadership{s}.Test(ctx, id))
		must(t, s.responses.Renew(ctx, oneLink(t, s), audit.Operator))
		file := filepath.Join(t.TempDir(), "roster.csv")
		must(t, os.WriteFile(file, []byte("name,email\nClara Sato,clara.sato@meridian.example\n"), 0o600))
		staff := mail.NewMemory(1)
		must(t, s.sendLetters(ctx, file, staff))
		hand("the letter to the staff", staff.All()[0].Message)
		hand("a goal", toldGoal(t, s))
		return nil
	}))
}

// toldGoal tells again, on its own day, of a goal that the demo told of: of the letter itself nothing is left once it was sent.
func toldGoal(t *testing.T, s *site) mail.Message {
	t.Helper()
	ctx := t.Context()
	published, _, err := s.published.Latest(ctx, "", 500, 0)
	must(t, err)
	at := slices.IndexFunc(published, func(m digeststore.Summary) bool { return strings.HasPrefix(m.Period, "goal:") })
	if at < 0 {
		t.Fatal("no goal was told")
	}
	period := published[at].Period
	must(t, s.boothDB.InTx(ctx, func(tx *db.Tx) error {
		const its = " IN (SELECT id FROM outbox WHERE period = ?)"
		return errors.Join(tx.Exec("DELETE FROM summary_petition WHERE letter"+its, period).Error, tx.Exec("DELETE FROM summary WHERE letter"+its, period).Error,
			tx.Exec("DELETE FROM outbox WHERE period = ?", period).Error, tx.Exec("DELETE FROM goal_told WHERE petition = ?", strings.TrimPrefix(period, "goal:")).Error)
	}))
	day, err := time.ParseInLocation(time.DateOnly, string(published[at].Day), s.zone)
	must(t, err)
	then := *s.out
	then.Now = func() time.Time { return day.Add(12 * time.Hour) }
	s.out = &then
	must(t, s.digests(nil).Goals(ctx, nil))
	all, err := s.outbox.All(ctx)
	must(t, err)
	for _, e := range all {
		if l := e.Letter; e.Period == period && l.HTML != "" {
			return mail.Message{From: "notices@meridian.example", To: l.To, Subject: l.Subject, Text: l.Text, HTML: l.HTML}
		}
	}
	t.Fatal("no goal is told again")
	return mail.Message{}
}

// oneLink is a link by which a petition can be answered.
func oneLink(t *testing.T, s *site) string {
	t.Helper()
	var ids []string
	must(t, s.boothDB.Read.Raw("SELECT id FROM response_link WHERE revoked = '' ORDER BY id").Scan(&ids).Error)
	if len(ids) == 0 {
		t.Fatal("nothing can be answered")
	}
	return ids[0]
}

// caught is the newest mail with such a subject that the demo caught; one that was just written goes within seconds.
func caught(t *testing.T, address, kind string, subject *regexp.Regexp) mail.Message {
	t.Helper()
	for range 300 {
		var all []struct{ ID, To, Subject, Text string }
		must(t, json.Unmarshal(fetched(t, address+"/dev/mail.json"), &all))
		for _, m := range all {
			if !subject.MatchString(m.Subject) {
				continue
			}
			html := string(fetched(t, address+"/dev/mail/"+m.ID+".html"))
			return mail.Message{From: "notices@meridian.example", To: m.To, Subject: m.Subject, Text: m.Text, HTML: html}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s was not caught", kind)
	return mail.Message{}
}
