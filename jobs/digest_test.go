package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"roundrobin/jobs"
	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/digest"
	"roundrobin/models/outbox"
	"roundrobin/views/words"
)

func init() { words.Strict = true }

const (
	origin   = "petitions.meridian.example"
	thursday = "2026-11-26T07:00:00Z" // eight o'clock in Madrid
)

func TestOneDigestOfThreeReplicasWhateverRunsAndRestarts(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, thursday)
		s.add(t, director())
		three := []*site{s}
		for range 2 {
			beside, err := db.Open(d.Setting())
			must(t, err)
			defer beside.Close()
			three = append(three, s.on(beside))
		}
		for range 2 {
			var clocks []*jobs.Clock
			for _, replica := range three {
				clocks = append(clocks, replica.start(t))
			}
			eventually(t, "the mail to go", func() bool { return s.post.Len() > 0 && s.states(t)[outbox.Sent] == 1 })
			time.Sleep(1500 * time.Millisecond) // each clock looks again at least once
			for _, clock := range clocks {
				must(t, clock.Stop(context.Background()))
			}
		}
		if n := s.post.Len(); n != 1 {
			t.Errorf("%d mails went", n)
		}
		s.now = at(t, thursday).AddDate(0, 0, 7)
		s.start(t)
		eventually(t, "next week's mail", func() bool { return s.post.Len() == 2 })
	})
}

func TestTheReadersOwnWayToAnswerIsInTheMailAndIsForgotten(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, thursday)
		s.add(t, director())
		board := director()
		board.Address, board.Name = "board@meridian.example", "the board" // to whom nothing was delivered
		s.add(t, board)
		people, err := s.people.All(context.Background())
		must(t, err)
		office := people[0]
		if office.Address != director().Address {
			office = people[1]
		}
		c := s.config()
		c.Hurry(patience)
		c.Digests.Answer = func(_ *db.Tx, petition string, r digest.Recipient) (string, error) {
			if r.ID != office.ID {
				return "", nil
			}
			return "https://" + origin + "/respond#of-" + petition, nil
		}
		start(t, c)
		eventually(t, "both mails", func() bool { return s.post.Len() == 2 && s.states(t)[outbox.Sent] == 2 })
		for _, m := range s.post.All() {
			for half, body := range map[string]string{"text": m.Text, "HTML": m.HTML} {
				delivered, open := strings.Contains(body, "/respond#of-aaaaaaaaaaaaaaaa"), strings.Contains(body, "/respond#of-bbbbbbbbbbbbbbbb")
				if delivered != (m.To == office.Address) || open {
					t.Errorf("%s of %s: answers what was delivered: %v, what was not: %v", half, m.To, delivered, open)
				}
			}
		}
		for _, e := range s.letters(t) {
			if gone := e.Letter.Text == ""; gone != (e.Letter.To == office.Address) {
				t.Errorf("the mail to %s is kept: %v", e.Letter.To, !gone)
			}
		}
	})
}

func TestEachGetsItAtTheirOwnHour(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, thursday)
		york := director()
		york.Address, york.Zone, york.Name = "board@meridian.example", "America/New_York", "the board"
		s.add(t, director())
		s.add(t, york)
		s.start(t)
		eventually(t, "Madrid's mail", func() bool { return s.post.Len() == 1 })
		time.Sleep(1500 * time.Millisecond)
		if all := s.post.All(); len(all) != 1 || all[0].To != "office@meridian.example" {
			t.Fatalf("at eight in Madrid went %d", len(all))
		}
		s.clockTo(at(t, "2026-11-26T13:00:00Z"))
		eventually(t, "New York's mail", func() bool { return s.post.Len() == 2 && s.post.All()[0].To == "board@meridian.example" })
	})
}

func TestAServerThatIsBusyIsAskedAgainAndOneThatRefusesIsNot(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, thursday)
		s.add(t, director())
		board := director()
		board.Address = "board@meridian.example"
		s.add(t, board)
		s.answers = map[string][]error{
			"office@meridian.example": {&mail.Failure{Code: 451, Step: "RCPT"}, &mail.Failure{Step: "no connection, or it broke"}, nil},
			"board@meridian.example":  {&mail.Failure{Permanent: true, Code: 550, Step: "RCPT"}},
		}
		s.start(t)
		eventually(t, "one to arrive and one to be given up", func() bool {
			states := s.states(t)
			return states[outbox.Sent] == 1 && states[outbox.Dead] == 1
		})
		for _, e := range s.letters(t) {
			if e.State == outbox.Sent && e.Attempts != 3 || e.State == outbox.Dead && (e.Attempts != 1 || e.Reason != "smtp 550") {
				t.Errorf("%s after %d, %q", e.State, e.Attempts, e.Reason)
			}
		}
		if s.post.Len() != 1 || s.post.All()[0].To != "office@meridian.example" {
			t.Errorf("%d mails arrived", s.post.Len())
		}
		readers, err := s.people.All(context.Background())
		must(t, err)
		for _, r := range readers { // each is told of what was sent to them alone, and what became of it
			told, err := s.shown.To(context.Background(), r.ID, 5)
			if refused := r.Address == board.Address; err != nil || len(told) != 1 || refused != (told[0].State == outbox.Dead && told[0].Reason == "smtp 550") {
				t.Errorf("%s is told %+v, %v", r.Address, told, err)
			}
		}
		noFinishedRowLasts(t, d)
	})
}

func TestAnAnswerThatGotLostIsReportedAndNotRepeated(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
	s := newSite(t, d, thursday)
	s.add(t, director())
	s.sender = smtp(t, hangsUpAfterData(t))
	s.start(t)
	eventually(t, "it to be given up", func() bool { return s.states(t)[outbox.Dead] == 1 })
	if e := s.letters(t)[0]; e.Reason != outbox.Unclear || e.Attempts != 1 {
		t.Errorf("%q after %d", e.Reason, e.Attempts)
	}
}

func TestAfterFourteenTriesItIsGivenUp(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
	s := newSite(t, d, thursday)
	s.add(t, director())
	s.sender = busy{}
	s.retry = func(int) time.Duration { return 2 * time.Second }
	s.start(t)
	eventually(t, "the first try", func() bool { return s.states(t)[outbox.Failed] == 1 })
	must(t, d.Write.Exec("UPDATE outbox SET attempts = 12 WHERE state = 'failed'").Error)
	eventually(t, "it to be given up", func() bool { return s.states(t)[outbox.Dead] == 1 })
	if e := s.letters(t)[0]; e.Reason != outbox.GaveUp || e.Attempts != 14 {
		t.Errorf("%q after %d", e.Reason, e.Attempts)
	}
}

func TestWaitsGrowToADayInAll(t *testing.T) {
	var all time.Duration
	for try := 1; try < 14; try++ {
		wait := jobs.UsualRetry(try)
		if wait < time.Minute || wait > 4*time.Hour {
			t.Errorf("after try %d: %s", try, wait)
		}
		all += wait
	}
	if all < 20*time.Hour || all > 28*time.Hour {
		t.Errorf("in all %s", all)
	}
}

func TestJobsHoldIDsOnlyAndTheLetterIsWholeInside(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, thursday)
		s.add(t, director())
		s.answers = map[string][]error{"office@meridian.example": {&mail.Failure{Code: 451, Step: "RCPT"}, nil}}
		s.retry = func(int) time.Duration { return 4 * time.Second }
		s.start(t)
		eventually(t, "the first try", func() bool { return s.states(t)[outbox.Failed] == 1 })
		var found []map[string]any
		must(t, d.Read.Raw("SELECT * FROM river_job WHERE kind = 'mail_deliver'").Scan(&found).Error)
		if len(found) != 1 {
			t.Fatalf("%d jobs", len(found))
		}
		for column, value := range found[0] {
			if text, ok := value.(string); ok && (strings.Contains(text, "office") || strings.Contains(text, "Stop recording")) {
				t.Errorf("%s holds %q", column, text)
			}
			if b, ok := value.([]byte); ok && strings.Contains(string(b), "office") {
				t.Errorf("%s holds %q", column, b)
			}
		}
		eventually(t, "the mail to go", func() bool { return s.post.Len() == 1 })
		m := s.post.All()[0]
		e := s.letters(t)[0]
		if len(m.Inline) != 2 || m.Headers[0].Value != "<"+e.ID+"@"+origin+">" || !strings.Contains(m.Text, "Stop recording our screens") {
			t.Errorf("headers %v, %d pictures\n%s", m.Headers, len(m.Inline), m.Text)
		}
	})
}

func TestWhatFailsForOneHoldsUpNobody(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
	s := newSite(t, d, thursday)
	s.source.broken = errors.New("the thread's table is gone")
	s.add(t, director())
	var log locked
	s.log = slog.New(slog.NewTextHandler(&log, nil))
	s.start(t)
	eventually(t, "it to fail", func() bool { return strings.Contains(log.String(), "the thread's table is gone") })
	s.source.mend()
	eventually(t, "it to go all the same", func() bool { return s.post.Len() == 1 })
}

func TestALetterWhoseServerDiedBeforeDeliveryGoesOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, thursday)
		s.add(t, director())
		died, err := jobs.New(s.config())
		must(t, err)
		must(t, jobs.Migrate(context.Background(), d))
		must(t, died.SendDigests(context.Background()))
		if s.states(t)[outbox.Waiting] != 1 || s.post.Len() != 0 {
			t.Fatalf("states %v", s.states(t))
		}
		s.start(t)
		eventually(t, "it to go", func() bool { return s.post.Len() == 1 && s.states(t)[outbox.Sent] == 1 })
		time.Sleep(1500 * time.Millisecond)
		if s.post.Len() != 1 {
			t.Errorf("%d mails", s.post.Len())
		}
	})
}
