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

// A thousand summaries go through a server that refuses, delays, hangs up and changes its mind, and ours is killed in the middle: each
// arrives once, or it is reported. None comes twice.
func TestAThousandSummariesArriveOnceOrAreReported(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s, post := newSite(t, d, "2026-11-23T07:00:00Z"), moody(t) // a Monday: no summary is due
		s.sender = smtp(t, post.address)
		written := s.writeThousand(t)
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
			ended(t, post.arrived(e.ID+"@"+origin), e, written[e.ID])
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

// readers get the thousand letters, those of several weeks each.
const readers = 100

// writeThousand writes the letters, in one transaction, and gives their numbers by id.
func (s *site) writeThousand(t *testing.T) map[string]int {
	t.Helper()
	ids := make([]string, readers)
	for n := range ids {
		reader := director()
		reader.Address = address(n)
		id, err := s.people.Add(context.Background(), reader, nil)
		must(t, err)
		must(t, s.people.Confirm(context.Background(), id, "2026-11-01"))
		ids[n] = id
	}
	written := map[string]int{}
	must(t, s.d.InTx(context.Background(), func(tx *db.Tx) error {
		for n := range thousand {
			letter, err := s.out.Put(tx, ids[n%readers], fmt.Sprintf("2026-W%02d", 30+n/readers), outbox.Letter{
				To: address(n), List: "<summary." + origin + ">", Subject: "Petitions: 3 open", Text: "Three are open.\n", HTML: "<p>Three are open.</p>",
			})
			if err != nil {
				return err
			}
			written[letter] = n
		}
		return nil
	}))
	return written
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
