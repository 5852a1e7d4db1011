package jobs_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"roundrobin/jobs"
	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/outbox"
	"roundrobin/models/secret"
)

const (
	thousand = 1000
	killPost = "RR_TEST_KILL_POST" // where the server that is killed sends its mail
	hasty    = 3 * time.Second     // after which what a killed server left is taken over
)

// A thousand summaries, composed and drawn as every week, go through a server that refuses, delays, hangs up and changes its mind, and ours is killed in the middle: each
// arrives once, or it is reported. None comes twice.
func TestAThousandSummariesArriveOnceOrAreReported(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s, post := newSite(t, d, "2026-11-23T07:00:00Z"), moody(t) // a Monday: no summary is due
		s.sender = smtp(t, post.address)
		s.writeThousand(t)
		child := killed(t, d.Setting(), s.master, post.address)
		eventually(t, "a third to arrive", func() bool { return post.len() > thousand/3 })
		must(t, child.Process.Kill())
		child.Wait()
		if post.len() > thousand*9/10 {
			t.Fatal("it was killed too late to matter")
		}
		s.takenOver(t)
		c := s.config()
		c.Hurry(hasty)
		c.Mailers(many)
		start(t, c)
		eventually(t, "all to end", func() bool {
			return rows(t, d, "SELECT count(*) FROM outbox WHERE state IN ('sent', 'dead')") == thousand
		})
		for _, e := range s.letters(t) {
			ended(t, post.arrived(e.ID+"@"+origin), e, numberOf(e.Letter.To))
		}
		if n := rows(t, d, "SELECT count(*) FROM summary"); n != thousand {
			t.Errorf("the public reads %d of them", n)
		}
	})
}

// takenOver waits until what the killed server had in its hands is stale: who starts then takes it over at once, where River looks
// again only after half a minute. Its leadership, which ends by itself after 15 seconds, is ended.
func (s *site) takenOver(t *testing.T) {
	t.Helper()
	time.Sleep(hasty + 500*time.Millisecond)
	must(t, s.d.Write.Exec("DELETE FROM river_leader").Error)
}

// ended compares what the outbox says of a letter with what its receiver has.
func ended(t *testing.T, arrived int, e outbox.Entry, n int) {
	t.Helper()
	unsure := e.Reason == outbox.Interrupted || e.Reason == outbox.Unclear
	switch {
	case e.State == outbox.Sent && arrived == 1 && moodOf(n) != never, e.State == outbox.Dead && unsure && arrived <= 1:
	case e.State == outbox.Dead && e.Reason == "smtp 550" && arrived == 0 && moodOf(n) == never:
	default:
		t.Errorf("letter %d arrived %d times and is %s (%s) after %d tries", n, arrived, e.State, e.Reason, e.Attempts)
	}
	if e.State == outbox.Dead && e.Reason == outbox.Unclear && moodOf(n) != silent {
		t.Errorf("letter %d is %s, and its answer was not lost", n, e.Reason)
	}
}

const many = 12 // deliveries at once

// writeThousand composes this week's summary once, as the job does, and writes it to a thousand readers.
func (s *site) writeThousand(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	for n := range thousand {
		reader := director()
		reader.Address = address(n)
		s.add(t, reader)
	}
	readers, err := s.people.All(ctx)
	must(t, err)
	must(t, s.config().Digests.Weekly(ctx, "2026-W48", nil, readers...))
}

func address(n int) string { return fmt.Sprintf("r%d@meridian.example", n) }

func numberOf(address string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(strings.TrimSuffix(address, "@meridian.example"), "r"))
	return n
}

// killed is a server in a process of its own, which delivers.
func killed(t *testing.T, setting string, m secret.Master, post string) *exec.Cmd {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killStore+"="+setting, killMaster+"="+m.Text(), killPost+"="+post)
	child.Stderr = os.Stderr
	must(t, child.Start())
	return child
}

// postToBeKilled is that process.
func postToBeKilled() {
	d, err := db.Open(os.Getenv(killStore))
	if err != nil {
		panic(err)
	}
	m, err := secret.Parse(os.Getenv(killMaster))
	if err != nil {
		panic(err)
	}
	host, port, _ := net.SplitHostPort(os.Getenv(killPost))
	s := siteWith(d, m, time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC))
	p, _ := strconv.Atoi(port)
	if s.sender, err = mail.NewSMTP(mail.Config{Host: host, Port: p, TLS: mail.TLSNone, Timeout: time.Second}); err != nil {
		panic(err)
	}
	c := s.config()
	c.Hurry(hasty)
	c.Mailers(many)
	clock, err := jobs.New(c)
	if err == nil {
		err = clock.Start(context.Background())
	}
	if err != nil {
		panic(err)
	}
	time.Sleep(time.Minute)
}
