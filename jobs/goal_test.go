package jobs_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"roundrobin/jobs"
	"roundrobin/jobs/mailpit"
	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/digest"
	"roundrobin/models/fault"
	"roundrobin/models/outbox"
)

// reached dates the goal of the night bus, as a seal does.
func (s *site) reached(t *testing.T, day string) {
	t.Helper()
	must(t, s.d.InTx(context.Background(), func(tx *db.Tx) error {
		return errors.Join(
			tx.Exec(`INSERT INTO petition (id, state, since, language, title, addressee, ask, background, html, hash, chosen, goal, count, issued, gathered, opened, closes,
				delivered, due, answered, closed, outcome) VALUES ('bbbbbbbbbbbbbbbb', 'open', ?, 'en', 'Bus', 'x', 'x', 'x', '', ?, 1, 205, 205, 300, '', '', '', '', '', '', '', '')`,
				day, make([]byte, 32)).Error,
			tx.Exec("INSERT INTO petition_milestone (petition, percent, count, day) VALUES ('bbbbbbbbbbbbbbbb', 100, 205, ?)", day).Error)
	}))
}

func TestAGoalIsToldAtOnceAndOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, "2026-11-23T07:00:00Z") // no summary is due
		s.add(t, director())
		elsewhere, unsure := director(), director()
		elsewhere.Address, elsewhere.Programs = "it@meridian.example", []string{"p"}
		s.add(t, elsewhere)
		unsure.Address = "unsure@meridian.example"
		_, err := s.people.Add(context.Background(), unsure, nil)
		must(t, err)
		s.reached(t, "2026-11-22")
		beside, err := db.Open(d.Setting())
		must(t, err)
		defer beside.Close()
		s.start(t)
		s.on(beside).start(t)
		eventually(t, "the mail to go", func() bool { return s.states(t)[outbox.Sent] == 1 })
		clock, err := jobs.New(s.config())
		must(t, err)
		for range 3 {
			must(t, clock.SendGoals(context.Background()))
		}
		all := s.letters(t)
		if len(all) != 1 || s.post.Len() != 1 || all[0].Period != "goal:bbbbbbbbbbbbbbbb" || all[0].Letter.To != director().Address {
			t.Fatalf("%d letters, %d mails", len(all), s.post.Len())
		}
		m := s.post.All()[0]
		if m.Subject != "Petitions at Meridian Freight: a goal is reached, 23 November 2026" || !strings.Contains(m.Text, "Bring back the night bus") || strings.Contains(m.Text, "Stop recording") {
			t.Errorf("%s\n%s", m.Subject, m.Text)
		}
		told, err := s.shown.Of(context.Background(), "goal:bbbbbbbbbbbbbbbb")
		if err != nil || len(told) != 1 || told[0].State != outbox.Sent || told[0].Name != director().Name || len(digest.Quoted(told[0].Words)) != 0 {
			t.Errorf("published: %+v, %v", told, err)
		}
	})
}

func TestAnOldGoalIsNoNews(t *testing.T) {
	t.Parallel()
	s := newSite(t, dbtest.Open(t, db.Booth, dbtest.SQLite(t)), "2026-11-23T07:00:00Z")
	s.add(t, director())
	s.reached(t, "2026-11-19")
	clock, err := jobs.New(s.config())
	must(t, err)
	must(t, clock.SendGoals(context.Background()))
	if goals, err := s.shown.Goals(context.Background()); err != nil || len(goals) != 0 || len(s.letters(t)) != 0 {
		t.Errorf("%v, %v, %d letters", goals, err, len(s.letters(t)))
	}
}

// Whoever stops it between the writing and the sending gets nothing.
func TestAStopIsAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, thursday)
		s.add(t, director())
		s.answers = map[string][]error{director().Address: {&mail.Failure{Code: 451, Step: "RCPT"}}}
		s.start(t)
		eventually(t, "the first try", func() bool { all := s.letters(t); return len(all) == 1 && all[0].Attempts > 0 })
		all, err := s.people.All(context.Background())
		must(t, err)
		must(t, s.people.Stop(context.Background(), all[0].ID, "2026-11-26"))
		eventually(t, "it to be given up or gone", func() bool { n := s.states(t); return n[outbox.Dead]+n[outbox.Sent] == 1 })
		if e := s.letters(t)[0]; e.State == outbox.Dead && e.Reason != outbox.Unwanted {
			t.Errorf("%s: %s", e.State, e.Reason)
		}
		s.clockTo(at(t, "2026-12-03T07:00:00Z"))
		clock, err := jobs.New(s.config())
		must(t, err)
		must(t, clock.SendDigests(context.Background()))
		if n := len(s.letters(t)); n != 1 {
			t.Errorf("%d letters in the week after the stop", n)
		}
	})
}

// A test goes to one reader, once a day, and nobody else hears of it.
func TestATestIsNotPublishedAndGoesOnceADay(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, "2026-11-23T07:00:00Z")
		s.add(t, director())
		ctx := context.Background()
		people, err := s.people.All(ctx)
		must(t, err)
		digests := s.config().Digests
		must(t, digests.Test(ctx, people[0]))
		if err := digests.Test(ctx, people[0]); code(err) != "recipient_tested" {
			t.Errorf("twice: %v", err)
		}
		unsure := people[0]
		unsure.Confirmed = ""
		if err := digests.Test(ctx, unsure); code(err) != "recipient_unsure" {
			t.Errorf("to whom has not said yes: %v", err)
		}
		s.start(t)
		eventually(t, "it to go", func() bool { return s.states(t)[outbox.Sent] == 1 })
		if m := s.post.All()[0]; !strings.HasPrefix(m.Subject, "Test: ") || strings.Contains(m.Text, "/respond#") {
			t.Errorf("%s\n%s", m.Subject, m.Text)
		}
		if _, total, err := s.shown.Latest(ctx, "", 10, 0); err != nil || total != 0 {
			t.Errorf("%d published, %v", total, err)
		}
	})
}

// The headers of a list, as a real server took them: one POST stops it, and what belongs together is shown together.
func TestTheMailSaysHowToStopItAndWhatItBelongsWith(t *testing.T) {
	t.Parallel()
	post, s := mailpit.Start(t), newSite(t, dbtest.Open(t, db.Booth, dbtest.SQLite(t)), thursday)
	s.add(t, director())
	s.sender = through(t, post)
	s.start(t)
	eventually(t, "this week's", func() bool { return s.states(t)[outbox.Sent] == 1 })
	first := post.Newest(t)
	s.clockTo(at(t, "2026-12-03T07:00:00Z"))
	eventually(t, "next week's", func() bool { return s.states(t)[outbox.Sent] == 2 })
	second := post.Newest(t)
	stop := strings.Trim(strings.Join(first.Headers["List-Unsubscribe"], ""), "<>")
	link, ok := strings.CutPrefix(stop, "https://"+origin+"/summaries/stop/")
	if r, err := s.people.Follow(context.Background(), digest.ToStop, link); !ok || err != nil || r.Address != director().Address {
		t.Errorf("%q stops %v, %v", stop, r.Address, err)
	}
	if got := first.Headers["List-Unsubscribe-Post"]; !slices.Equal(got, []string{"List-Unsubscribe=One-Click"}) {
		t.Errorf("one click: %q", got)
	}
	for _, name := range []string{"References", "In-Reply-To"} {
		if a, b := first.Headers[name], second.Headers[name]; len(a) != 1 || !slices.Equal(a, b) {
			t.Errorf("%s: %q and %q", name, a, b)
		}
	}
	if slices.Equal(first.Headers["Message-Id"], second.Headers["Message-Id"]) {
		t.Error("two mails have one id")
	}
}

func code(err error) string {
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return ""
}
