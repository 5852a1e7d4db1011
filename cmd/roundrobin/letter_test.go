package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"roundrobin/handlers"
	"roundrobin/mail"
	"roundrobin/models/roster"
	"roundrobin/views/words"
)

// fickle refuses some addresses.
type fickle struct {
	*mail.Memory
	says map[string]error
}

func (f fickle) Send(ctx context.Context, m mail.Message) error {
	if err := f.says[m.To]; err != nil {
		return err
	}
	return f.Memory.Send(ctx, m)
}

func TestTheLetterToTheStaffIsOffUntilItIsSwitchedOn(t *testing.T) {
	o := &outside{Now: time.Now, Random: rand.Reader, Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}
	err := (&letterSendCommand{config: config{Data: t.TempDir(), Zone: "UTC"}, File: "none"}).Run(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "RR_STAFF_LETTER=on") {
		t.Error(err)
	}
}

func TestTheLetterGoesToAllWhoWantItOnceAndSaysNothingOfTheRest(t *testing.T) {
	words.Strict = true
	var out bytes.Buffer
	settings := config{Data: t.TempDir(), Zone: "UTC", Origin: "petitions.example", Employer: "Meridian Freight", BookSlots: 2}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	o := &outside{Now: func() time.Time { return now }, Random: rand.Reader, Out: &out, Err: &bytes.Buffer{}}
	file := filepath.Join(t.TempDir(), "roster.csv")
	rows := "name,email\n"
	for _, name := range []string{"ada", "ben", "cleo", "dana", "ed"} {
		rows += name + "," + name + "@meridian.example\n"
	}
	must(t, os.WriteFile(file, []byte(rows), 0o600))
	must(t, withSite(t.Context(), &settings, o, func(s *site) error {
		_, err := s.importRoster(t.Context(), strings.NewReader(rows))
		must(t, err)
		must(t, s.roster.StopLetter(t.Context(), s.roster.Hash(roster.Address("cleo@meridian.example")), true))
		post := fickle{mail.NewMemory(20), map[string]error{
			"ben@meridian.example": &mail.Failure{Permanent: true, Code: 550}, "dana@meridian.example": &mail.Failure{Code: 451},
		}}
		must(t, s.sendLetters(t.Context(), file, post))
		if said := out.String(); post.Len() != 2 || !strings.Contains(said, "Not taken for now: 1.") || !strings.Contains(said, "Refused for good: 1.") || strings.Contains(said, "cleo") || strings.Contains(said, "2") && strings.Contains(said, ": 2") {
			t.Errorf("%d went\n%s", post.Len(), said)
		}
		post.says = nil
		must(t, s.sendLetters(t.Context(), file, post))
		must(t, s.sendLetters(t.Context(), file, post))
		to, bodies := map[string]int{}, map[string]bool{}
		for _, m := range post.All() {
			to[m.To]++
			link := stopLink(m.Text)
			bodies[strings.ReplaceAll(m.Text, link, "")] = true
			if h, err := s.roster.FollowLetter(link[strings.LastIndexByte(link, '/')+1:]); err != nil || h != s.roster.Hash(roster.Address(m.To)) {
				t.Errorf("the link of %s: %v", m.To, err)
			}
		}
		if len(to) != 3 || to["ada@meridian.example"] != 1 || to["ed@meridian.example"] != 1 || to["dana@meridian.example"] != 1 || len(bodies) != 1 {
			t.Errorf("%v, in %d versions", to, len(bodies))
		}
		stopped := post.All()[0]
		stopsByLink(t, s, stopLink(stopped.Text))
		now = now.AddDate(0, 1, 0)
		must(t, s.sendLetters(t.Context(), file, post))
		for _, m := range post.All()[:3] {
			if m.To == stopped.To || m.To == "cleo@meridian.example" {
				t.Errorf("%s stopped it, and gets the next month's", m.To)
			}
		}
		if post.Len() != 6 {
			t.Errorf("%d went in two months", post.Len())
		}
		return nil
	}))
}

// stopsByLink: looking at the link's page changes nothing, as often as a mail scanner does; a mail program's one POST stops the letter.
func stopsByLink(t *testing.T, s *site, link string) {
	t.Helper()
	quiet := slog.New(slog.DiscardHandler)
	r := running{site: s.config.site(), machinery: quiet, requests: quiet}
	app := handlers.New(s.web(r, s.newDesk(r)))
	path := strings.TrimPrefix(link, "https://petitions.example")
	person, err := s.roster.FollowLetter(path[strings.LastIndexByte(path, '/')+1:])
	must(t, err)
	for i, method := range []string{"GET", "GET", "POST", "POST", "GET"} {
		r := httptest.NewRequest(method, path, nil)
		if method == http.MethodPost {
			r = httptest.NewRequest(method, path, strings.NewReader("List-Unsubscribe=One-Click"))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		answer, err := app.Test(r, -1)
		must(t, err)
		stops, err := s.roster.StopsLetter(t.Context(), person)
		must(t, err)
		if answer.StatusCode != http.StatusOK || stops != (i > 1) {
			t.Errorf("%s, the %d. request: %s, and it is stopped: %v", method, i+1, answer.Status, stops)
		}
	}
}

func stopLink(text string) string {
	link := text[strings.Index(text, "https://petitions.example/desk/letter/"):]
	return strings.TrimSpace(strings.SplitN(link, "\n", 2)[0])
}
