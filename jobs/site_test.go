package jobs_test

import (
	"context"
	"crypto/rand"
	"log/slog"
	"sync"
	"testing"
	"time"

	"roundrobin/jobs"
	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
	"roundrobin/models/outbox"
	"roundrobin/models/secret"
	viewmail "roundrobin/views/mail"
)

// site is a small company with all that a digest needs.
type site struct {
	d       *db.DB
	master  secret.Master
	source  *facts
	people  *digest.Recipients
	out     *outbox.Outbox
	shown   *digeststore.Published
	post    *mail.Memory
	log     *slog.Logger
	retry   func(int) time.Duration
	sender  mail.Sender // instead of post
	mu      *sync.Mutex
	now     time.Time
	answers map[string][]error // what the server says, by address; then it takes the mail
}

func newSite(t *testing.T, d *db.DB, now string) *site {
	t.Helper()
	m, err := secret.New(rand.Reader)
	must(t, err)
	return siteWith(d, m, at(t, now))
}

func siteWith(d *db.DB, m secret.Master, now time.Time) *site {
	s := &site{d: d, master: m, source: &facts{}, post: mail.NewMemory(10), log: discard, mu: &sync.Mutex{}, now: now}
	s.retry = func(int) time.Duration { return 100 * time.Millisecond }
	s.people = digest.NewRecipients(d, m, rand.Reader)
	s.out = outbox.New(d, m, rand.Reader, time.Now)
	s.shown = digeststore.NewPublished(d)
	return s
}

// on is the same site as another process sees it.
func (s *site) on(d *db.DB) *site {
	other := siteWith(d, s.master, s.now)
	other.source, other.post = s.source, s.post
	return other
}

// patience is how soon a killed server's jobs are taken over here, and twice what a job may take.
const patience = 10 * time.Second

func (s *site) start(t *testing.T) *jobs.Clock {
	t.Helper()
	c := s.config()
	c.Hurry(patience)
	return start(t, c)
}

func (s *site) config() jobs.Config {
	return jobs.Config{Booth: s.d, Log: s.log, Zone: time.UTC, Digests: &jobs.Digests{
		Composer:   digest.Composer{Source: s.source, Now: s.clock, Zone: time.UTC},
		Recipients: s.people, Outbox: s.out, Published: s.shown, Sender: s, From: "Round Robin <notices@meridian.example>",
		Site: viewmail.Site{Employer: "Meridian Freight", Origin: origin, Base: "https://" + origin},
		Now:  s.clock, Every: time.Second, Retry: s.retry,
	}}
}

func (s *site) clock() time.Time      { s.mu.Lock(); defer s.mu.Unlock(); return s.now }
func (s *site) clockTo(now time.Time) { s.mu.Lock(); defer s.mu.Unlock(); s.now = now }

// Send answers as told, then takes the mail.
func (s *site) Send(ctx context.Context, m mail.Message) error {
	if s.sender != nil {
		return s.sender.Send(ctx, m)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if left := s.answers[m.To]; len(left) > 0 {
		s.answers[m.To] = left[1:]
		if left[0] != nil {
			return left[0]
		}
	}
	return s.post.Send(ctx, m)
}

func (s *site) add(t *testing.T, r digest.Recipient) {
	t.Helper()
	id, err := s.people.Add(context.Background(), r, nil)
	must(t, err)
	must(t, s.people.Confirm(context.Background(), id, "2026-11-01"))
}

func (s *site) letters(t *testing.T) []outbox.Entry {
	t.Helper()
	all, err := s.out.All(context.Background())
	must(t, err)
	return all
}

func (s *site) states(t *testing.T) map[outbox.State]int {
	t.Helper()
	n := map[outbox.State]int{}
	for _, e := range s.letters(t) {
		n[e.State]++
	}
	return n
}

func director() digest.Recipient {
	return digest.Recipient{
		Address: "office@meridian.example", Name: "the executive office", Language: "en",
		Weekday: time.Thursday, Hour: 8, Zone: "Europe/Madrid",
	}
}

// facts are two petitions, as the stores would give them.
type facts struct {
	mu     sync.Mutex
	broken error
}

func (f *facts) mend() { f.mu.Lock(); defer f.mu.Unlock(); f.broken = nil }

func (f *facts) Holders(context.Context) (int, error)           { return 4118, nil }
func (f *facts) Pulses(context.Context) ([]digest.Pulse, error) { return nil, nil }

func (f *facts) Petition(ctx context.Context, _ string) (digest.Petition, error) {
	all, err := f.Petitions(ctx)
	return all[0], err
}

func (f *facts) Petitions(context.Context) ([]digest.Petition, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return []digest.Petition{
		{
			ID: "aaaaaaaaaaaaaaaa", Title: "Stop recording our screens and keystrokes", Language: "en", State: digest.Delivered,
			Ask: "End the Desktop Learning Program.", Goal: 2000, Count: 1612, Opened: "2026-10-01", Closes: "2026-12-30", Delivered: "2026-11-10", Due: "2026-11-24",
			Days: []digest.Count{{Day: "2026-11-19", Count: 1326}, {Day: "2026-11-25", Count: 1612}}, Angles: places(1612),
			Program: &digest.Program{ID: "p", Name: "Desktop Learning Program", Status: "paused", Since: "2026-11-20"},
			Reasons: []digest.Reason{{Text: "Nobody asked them either.", Agreed: 412}},
		},
		{ID: "bbbbbbbbbbbbbbbb", Title: "Bring back the night bus", Language: "en", State: digest.Open, Ask: "Run the 23:40 bus.", Goal: 205, Count: 7, Opened: "2026-11-25", Closes: "2027-02-23"},
	}, f.broken
}

// busy takes nothing, ever.
type busy struct{}

func (busy) Send(context.Context, mail.Message) error {
	return &mail.Failure{Code: 421, Step: "greeting"}
}
