package jobs_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"roundrobin/jobs"
	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/outbox"
	"roundrobin/models/secret"
)

// Variables by which the test binary starts itself again as the server that is killed; see TestMain.
const (
	killStore  = "RR_TEST_KILL_STORE"
	killMaster = "RR_TEST_KILL_MASTER"
)

func TestAServerKilledInTheMiddleOfADelivery(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		s := newSite(t, d, thursday)
		s.add(t, director())
		killInDelivery(t, d.Setting(), s.master)
		if s.states(t)[outbox.Sending] != 1 {
			t.Fatalf("states %v", s.states(t))
		}
		time.Sleep(patience + time.Second) // the next server finds the delivery's lease over, and takes its job over
		s.start(t)
		eventually(t, "it to be reported", func() bool { return s.states(t)[outbox.Dead] == 1 })
		eventually(t, "its job to be done with", func() bool { return rows(t, d, "SELECT count(*) FROM river_job WHERE kind = 'mail_deliver'") == 0 })
		if e := s.letters(t)[0]; e.Reason != outbox.Interrupted || e.Attempts != 1 || s.post.Len() != 0 {
			t.Errorf("%q after %d, and %d mails", e.Reason, e.Attempts, s.post.Len())
		}
	})
}

// killInDelivery runs a server in a process of its own, waits until it delivers, and kills it.
func killInDelivery(t *testing.T, setting string, m secret.Master) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killStore+"="+setting, killMaster+"="+m.Text())
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	for in := bufio.NewScanner(out); in.Scan(); {
		if in.Text() == "delivering" {
			break
		}
	}
	must(t, child.Process.Kill())
	child.Wait()
}

// serveToBeKilled is that other process.
func serveToBeKilled() {
	d, err := db.Open(os.Getenv(killStore))
	if err != nil {
		panic(err)
	}
	m, err := secret.Parse(os.Getenv(killMaster))
	if err != nil {
		panic(err)
	}
	s := siteWith(d, m, time.Date(2026, 11, 26, 7, 0, 0, 0, time.UTC))
	s.sender = stuck{}
	c := s.config()
	c.Hurry(patience)
	clock, err := jobs.New(c)
	if err == nil {
		err = clock.Start(context.Background())
	}
	if err != nil {
		panic(err)
	}
	time.Sleep(time.Minute)
}

// stuck hands the mail over and waits for an answer that never comes.
type stuck struct{}

func (stuck) Send(context.Context, mail.Message) error {
	fmt.Println("delivering")
	select {}
}
