package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"roundrobin/jobs"
	"roundrobin/mail"
	"roundrobin/models/outbox"
)

// A letter goes to a mail server that takes it and finds out later that nobody has the address; what comes back is handed to the command.
func TestWhatComesBackIsNotedByTheCommand(t *testing.T) {
	ctx := t.Context()
	settings := config{Data: t.TempDir(), Zone: "UTC", Origin: "petitions.example", BookSlots: 1, Mail: mailConfig{Bounces: "bounces@petitions.example"}}
	var out bytes.Buffer
	o := &outside{Now: time.Now, Random: rand.Reader, Out: &out, Err: io.Discard}
	must(t, (&digestAddCommand{config: settings, Address: "board@meridian.example", Name: "the board", Weekday: "monday", Tongue: "en"}).Run(ctx, o))
	returns := ""
	must(t, withSite(ctx, &settings, o, func(s *site) error {
		post := mail.NewMemory(1)
		clock, err := jobs.New(jobs.Config{Booth: s.boothDB, Log: slog.New(slog.DiscardHandler), Zone: s.zone, Digests: s.digests(post)})
		must(t, err)
		must(t, clock.Start(ctx))
		eventually(t, "the question goes", func() bool { return post.Len() == 1 })
		returns = post.All()[0].Returns
		return clock.Stop(context.WithoutCancel(ctx))
	}))
	if !strings.HasPrefix(returns, "bounces+") || !strings.HasSuffix(returns, "@petitions.example") {
		t.Fatalf("it comes back to %q", returns)
	}
	report, err := os.ReadFile("../../mail/testdata/exchange.eml")
	must(t, err)
	came := func(text string) string {
		t.Helper()
		out.Reset()
		must(t, (&bounceCommand{config: settings, in: strings.NewReader(text)}).Run(ctx, o))
		return out.String()
	}
	is := func(state outbox.State, reason string) {
		t.Helper()
		must(t, withSite(ctx, &settings, o, func(s *site) error {
			all, err := s.letters(ctx)
			if err != nil || len(all) != 1 || all[0].State != string(state) || all[0].Reason != reason {
				t.Errorf("%+v, %v", all, err)
			}
			return nil
		}))
	}
	mark := returns[len("bounces+"):strings.IndexByte(returns, '@')]
	forged := strings.Repeat("a", len(mark))
	if said := came("Subject: Hello\n\nIs +" + mark + "@petitions.example yours?\n"); !strings.Contains(said, "no delivery status") {
		t.Error(said)
	}
	if said := came(strings.ReplaceAll(string(report), "MARK", forged)); !strings.Contains(said, "No mark") {
		t.Error(said)
	}
	is(outbox.Sent, "")
	if said := came(strings.ReplaceAll(string(report), "MARK", mark)); !strings.Contains(said, "Noted") {
		t.Error(said)
	}
	is(outbox.Dead, "bounced 5.1.10")

	settings.Zone = "Nowhere" // the site cannot be opened: the mail server keeps the mail and comes again
	var code interface{ ExitCode() int }
	if err := (&bounceCommand{config: settings, in: strings.NewReader(strings.ReplaceAll(string(report), "MARK", mark))}).Run(ctx, o); !errors.As(err, &code) || code.ExitCode() != 75 {
		t.Error(err)
	}
}
