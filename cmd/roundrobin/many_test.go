package main

import (
	"context"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"roundrobin/models/db/dbtest"
)

// Three replicas behind the nginx that we ship, on one PostgreSQL: whatever happens to one, or to the way to the database, everything that was
// acknowledged is counted exactly once, and the outsiders' recount agrees. While they are replaced one after the other, no request fails.
func TestManyReplicas(t *testing.T) {
	t.Parallel()
	var c *several
	faults := []calamity{
		// Two of them have clocks of their own, from the first to the last.
		{name: "none; one clock two minutes ahead, one two behind", spared: true},
		{name: "one is killed (kill -9)", do: func() { kill(t, c.replicas[0].server) }, heal: func() { c.begin(c.replicas[0]) }},
		{name: "one is paused (SIGSTOP) until the others have done all", do: func() { c.replicas[1].stops() }, heal: func() { c.replicas[1].goesOn() }},
		{name: "one is cut from the database, silently", do: func() { c.isCut() }, heal: func() { c.mend(c.replicas[2]) }},
		{name: "the database is gone for all, and back", do: func() { c.allAreCut() }, heal: func() {}},
		{name: "all three are replaced, one after the other", spared: true, do: func() { c.replaceAll() }},
	}
	faults = faults[dbtest.Times(1, 0):] // the last spares everybody, too, and sees the same clocks
	rounds := dbtest.Times(1, 6)
	c = newMany(t, dbtest.Times(5, 12), len(faults)*rounds)
	for range rounds {
		for _, f := range faults {
			c.under(f)
		}
	}
	c.everythingIsCountedOnce()
	t.Logf("\n%s", c.table())
	if os.Getenv(reportEnv) != "" {
		c.keep()
	}
}

// A calamity comes when the first promise of its people is there, and is healed when they have the last; nil heal is nothing.
type calamity struct {
	name     string
	do, heal func()
	spared   bool // no request may fail
}

func (r *replica) stops()  { must(r.t, r.server.Process.Signal(syscall.SIGSTOP)) }
func (r *replica) goesOn() { must(r.t, r.server.Process.Signal(syscall.SIGCONT)) }

// isCut: nothing tells the replica that its database is away. It has to notice, to say so to whoever asks, and to let nobody wait.
func (m *several) isCut() {
	r := m.replicas[2]
	r.hold()
	m.saysNo(r)
}

func (m *several) allAreCut() {
	for _, r := range m.replicas {
		r.breaks()
	}
	for _, r := range m.replicas {
		m.saysNo(r)
	}
	if code, page := m.reads("/"); code != 503 || !strings.Contains(strings.ToLower(page), "try again in a moment") {
		m.t.Errorf("without a database people read %d: %s", code, page)
	}
	for _, r := range m.replicas {
		m.mend(r)
	}
	eventually(m.t, "people read again", func() bool { code, _ := m.reads("/"); return code == 200 })
}

func (m *several) saysNo(r *replica) {
	m.t.Helper()
	eventually(m.t, r.name+" says that it is not ready", func() bool { return status(r.address, "/readyz") == 503 })
	eventually(m.t, r.name+" answers with a sentence", func() bool {
		code, page := ask(r.address, "/petitions/"+m.petition)
		return code == 503 && strings.Contains(page, "cannot reach its records")
	})
}

// mend is all that anybody does: the replica is ready again by itself.
func (m *several) mend(r *replica) {
	m.t.Helper()
	r.mend()
	m.isReady(r)
}

func (m *several) replaceAll() {
	for _, r := range m.replicas {
		must(m.t, r.server.Process.Signal(syscall.SIGTERM))
		if err := r.server.Wait(); err != nil {
			m.t.Errorf("%s ended with %v: %s", r.name, err, r.said.text())
		}
		m.begin(r)
	}
}

// everythingIsCountedOnce also sends nobody away who has been refused: there was nobody.
func (m *several) everythingIsCountedOnce() {
	ctx, stop := context.WithTimeout(m.t.Context(), 5*time.Minute)
	defer stop()
	m.everythingIsCounted(ctx)
	for i := range m.rows {
		m.rows[i].counted = m.countedOf(m.rows[i].people)
	}
	var kept int
	must(m.t, m.booth.QueryRow("SELECT count(*) FROM statement").Scan(&kept))
	if kept != int(m.promised.Load()) {
		m.t.Errorf("%d acts are kept, %d were acknowledged", kept, m.promised.Load())
	}
	signed, withdrew := len(m.wallets), 0
	for n := range m.wallets {
		if n%3 == 2 {
			withdrew++
		}
	}
	got := recount(m.t, "http://"+m.replicas[0].address)[killText.Title]
	for i := range m.rows {
		m.rows[i].recount = "agrees"
	}
	if got != signed-withdrew {
		m.t.Errorf("recounted %d; %d signed, of whom %d withdrew", got, signed, withdrew)
	}
}
