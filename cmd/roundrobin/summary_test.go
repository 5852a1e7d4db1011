package main

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"roundrobin/jobs/mailpit"
	"roundrobin/mail"
	"roundrobin/views/words"
)

const chief = "chief.of.staff@meridian.example"

// weekly is leadership's newest weekly summary, as the demo caught it.
func weekly(t *testing.T, address string) (id, text string) {
	t.Helper()
	var caught []struct{ ID, To, Subject, Text string }
	if err := json.Unmarshal(fetched(t, address+"/dev/mail.json?to="+chief), &caught); err != nil {
		t.Fatal(err)
	}
	for _, m := range caught {
		if strings.HasPrefix(m.Subject, "Petitions at ") && strings.Contains(m.Text, "Weekly summary for") {
			return m.ID, strings.Join(strings.Fields(m.Text), " ")
		}
	}
	t.Fatal("no weekly summary was caught")
	return "", ""
}

// The figures of the mail are those of the page, of the site's data, of the coming summary and of whoever recounts.
func figuresAgree(t *testing.T, address string) {
	_, text := weekly(t, address)
	counted := recount(t, address)
	var listed struct {
		Petitions []struct {
			ID, Title   string
			Count, Goal int
		}
	}
	var coming struct {
		Holders   int
		Petitions []struct {
			ID                         string
			Count, Goal, Share, Change int
		}
	}
	for path, into := range map[string]any{"/petitions.json": &listed, "/summaries/coming.json": &coming} {
		if err := json.Unmarshal(fetched(t, address+path), into); err != nil {
			t.Fatal(err)
		}
	}
	told := 0
	for _, c := range coming.Petitions {
		for _, p := range listed.Petitions {
			if p.ID != c.ID {
				continue
			}
			told++
			if p.Count != c.Count || p.Goal != c.Goal || counted[p.Title] != c.Count {
				t.Errorf("%s: the summary has %d of %d, the site's data %d of %d, and a recount %d", p.Title, c.Count, c.Goal, p.Count, p.Goal, counted[p.Title])
			}
			said := words.Number(c.Count) + " of " + words.Number(c.Goal) + " signed"
			long := words.Number(c.Count) + " of a goal of " + words.Number(c.Goal)
			reached := words.Number(c.Count) + " signed, each a verified colleague. The goal was " + words.Number(c.Goal)
			if !strings.Contains(text, said) && !strings.Contains(text, long) && !strings.Contains(text, reached) {
				t.Errorf("the mail does not say of %q: %s", p.Title, said)
			}
			if page := string(fetched(t, address+"/petitions/"+p.ID)); !strings.Contains(page, words.Number(c.Count)) {
				t.Errorf("the page of %q has no %s", p.Title, words.Number(c.Count))
			}
			if c.Share > 0 && !strings.Contains(text, strings.Join(strings.Fields(words.Percent(context.Background(), c.Share)), " ")) {
				t.Errorf("the mail does not say that %q has %d %%", p.Title, c.Share)
			}
		}
	}
	if told < len(story) || !strings.Contains(text, words.Number(coming.Holders)) {
		t.Errorf("%d petitions are told, among %s holders", told, words.Number(coming.Holders))
	}
}

// Every link of the mail leads somewhere, as a real mail server's checker follows them, and mail programs understand the mail.
func linksLead(t *testing.T, address string) {
	id, text := weekly(t, address)
	html := string(fetched(t, address+"/dev/mail/"+id+".html"))
	post := mailpit.Start(t)
	smtp, err := mail.NewSMTP(mail.Config{Host: post.Host, Port: post.Port, TLS: mail.TLSNone})
	if err != nil {
		t.Fatal(err)
	}
	if err := smtp.Send(t.Context(), mail.Message{From: "notices@meridian.example", To: chief, Subject: "Petitions", Text: text, HTML: html}); err != nil {
		t.Fatal(err)
	}
	links := post.Links(t, post.Newest(t))
	if len(links) < 8 {
		t.Errorf("%d links", len(links))
	}
	for _, l := range links {
		if l.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %s", secrets.ReplaceAllString(l.URL, "…"), l.StatusCode, l.Status)
		}
	}
}

var secrets = regexp.MustCompile(`[\w-]{36,}`)
