package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"roundrobin/views/words"
)

const chief = "chief.of.staff@meridian.example"

// weekly is leadership's newest weekly summary, as the demo caught it.
func weekly(t *testing.T, address string) (id, text string) {
	t.Helper()
	return newest(t, address, "Weekly summary for")
}

// newest is the newest mail to leadership that says so.
func newest(t *testing.T, address, says string) (id, text string) {
	t.Helper()
	var caught []struct{ ID, To, Subject, Text string }
	if err := json.Unmarshal(fetched(t, address+"/dev/mail.json?to="+chief), &caught); err != nil {
		t.Fatal(err)
	}
	for _, m := range caught {
		if text := strings.Join(strings.Fields(m.Text), " "); strings.Contains(text, says) {
			return m.ID, text
		}
	}
	t.Fatalf("no mail was caught that says %q", says)
	return "", ""
}

// summaryAgrees: the figures of the mail are those of the page, of the site's data, of the coming summary and of whoever recounts.
func summaryAgrees(t *testing.T, address string) {
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
			said := words.Number(context.Background(), c.Count) + " of " + words.Number(context.Background(), c.Goal) + " signed"
			long := words.Number(context.Background(), c.Count) + " of a goal of " + words.Number(context.Background(), c.Goal)
			reached := words.Number(context.Background(), c.Count) + " signed, each a verified colleague. The goal was " + words.Number(context.Background(), c.Goal)
			if !strings.Contains(text, said) && !strings.Contains(text, long) && !strings.Contains(text, reached) {
				t.Errorf("the mail does not say of %q: %s", p.Title, said)
			}
			if page := string(fetched(t, address+"/petitions/"+p.ID)); !strings.Contains(page, words.Number(context.Background(), c.Count)) {
				t.Errorf("the page of %q has no %s", p.Title, words.Number(context.Background(), c.Count))
			}
			dashboardAgrees(t, address, c.ID, c.Count, c.Goal)
			if c.Share > 0 && !strings.Contains(text, strings.Join(strings.Fields(words.Percent(context.Background(), c.Share)), " ")) {
				t.Errorf("the mail does not say that %q has %d %%", p.Title, c.Share)
			}
		}
	}
	if told < len(story) || !strings.Contains(text, words.Number(context.Background(), coming.Holders)) {
		t.Errorf("%d petitions are told, among %s holders", told, words.Number(context.Background(), coming.Holders))
	}
}

// A scanner that follows the link changes nothing; one POST of the reader's mail program does, and so do two. They can begin again.
func readerStops(t *testing.T, address string) {
	_, text := weekly(t, address)
	stop := regexp.MustCompile(`http\S+/summaries/stop/\S+`).FindString(text)
	post := func(form string) string {
		answer, err := http.Post(stop, "application/x-www-form-urlencoded", strings.NewReader(form))
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s, %v", answer.Status, err)
		}
		return string(b)
	}
	says := func(page, want string) {
		t.Helper()
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for range 2 {
		says(string(fetched(t, stop)), "Stop the weekly summary?")
	}
	says(string(fetched(t, stop)), "What you were sent")
	for range 2 {
		says(post("List-Unsubscribe=One-Click"), "The weekly summary is stopped")
	}
	says(string(fetched(t, stop)), "The weekly summary is stopped")
	says(post("do=resume"), "Stop the weekly summary?")
	if answer, err := http.Get(stop[:len(stop)-3] + "aaa"); err != nil || answer.StatusCode != http.StatusNotFound {
		t.Errorf("another link: %v, %v", answer.Status, err)
	}
	says(string(fetched(t, address+"/summaries")), "To the chief of staff: sent")
	says(string(fetched(t, address+"/summaries.atom")), "<title>Petitions at Meridian Freight")
	var listed struct {
		Total     int
		Summaries []struct{ Period, State string }
	}
	if err := json.Unmarshal(fetched(t, address+"/summaries.json"), &listed); err != nil || listed.Total < 9 || listed.Summaries[0].State != "sent" {
		t.Errorf("%v, %+v", err, listed)
	}
	for _, s := range listed.Summaries {
		page := string(fetched(t, address+"/summaries/"+s.Period))
		for _, bad := range []string{"/respond#", "/summaries/stop/", "chief.of.staff@", "people.director@"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s shows %s", s.Period, bad)
			}
		}
	}
}

// dashboardAgrees compares the petition's figures, as everybody sees them.
func dashboardAgrees(t *testing.T, address, id string, count, goal int) {
	t.Helper()
	var figures struct {
		Count, Goal int
		Sent        []struct{ Address string }
	}
	at := address + "/petitions/" + id + "/progress"
	if err := json.Unmarshal(fetched(t, at+".json"), &figures); err != nil {
		t.Fatal(err)
	}
	if figures.Count != count || figures.Goal != goal || len(figures.Sent) == 0 {
		t.Errorf("the dashboard of %s has %d of %d, and names %d mails", id, figures.Count, figures.Goal, len(figures.Sent))
	}
	if page := string(fetched(t, at)); !strings.Contains(page, words.Number(context.Background(), count)) || !strings.Contains(page, "/summaries/") {
		t.Errorf("the dashboard of %s does not say %s, or what leadership was sent", id, words.Number(context.Background(), count))
	}
}
