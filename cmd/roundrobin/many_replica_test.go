package main

import (
	"bytes"
	"database/sql"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/wallet"
	"roundrobin/models/db/dbtest"
)

// killClock says how far the clock of a program that a test starts is off; see TestMain. A site itself has no such setting.
const killClock = "RR_TEST_CLOCK"

func clockOff(by string) func() time.Time {
	d, _ := time.ParseDuration(by)
	return func() time.Time { return time.Now().Add(d) }
}

// several are replicas of one site behind nginx, and the people of killable.
type several struct {
	*killable
	t        *testing.T
	front    *front
	replicas []*replica
	client   *http.Client
	tally    *tally
	booth    *sql.DB // past all lines
	rows     []row
	each     int // people in a window
}

// A replica is a process of the program, with lines of its own to the two databases, so that they can be broken.
type replica struct {
	t               testing.TB
	name, address   string
	off             string // its clock
	folder          string
	identity, booth *dbtest.Line
	server          *exec.Cmd
	said            *lines
}

const drained = "1s" // longer than nginx keeps a connection, below

func newMany(t *testing.T, people, windows int) *several {
	t.Helper()
	const sooner = "&idle_in_transaction_session_timeout=2000" // who is cut off in a transaction lets go of it; usually after 15 s
	identity, booth := dbtest.Postgres(t)+sooner, dbtest.Postgres(t)+sooner
	m := &several{t: t, killable: newKillable(t, identity, booth, people*windows), tally: new(tally), each: people}
	var err error
	m.booth, err = sql.Open("pgx", booth)
	must(t, err)
	t.Cleanup(func() { m.booth.Close() })
	for _, off := range []string{"0s", "2m", "-2m"} {
		r := &replica{t: t, name: "the replica with a clock " + off + " off", off: off, address: quietAddress(t), folder: t.TempDir(), identity: dbtest.NewLine(t, identity), booth: dbtest.NewLine(t, booth), said: new(lines)}
		m.replicas = append(m.replicas, r)
		r.start(m.config)
	}
	for _, r := range m.replicas {
		m.isReady(r)
	}
	m.behindNginx()
	return m
}

func (m *several) behindNginx() {
	f := &front{t: m.t, folder: m.t.TempDir(), secure: quietAddress(m.t), plain: quietAddress(m.t), ca: newAuthority(m.t)}
	for _, r := range m.replicas {
		f.replicas = append(f.replicas, r.address)
	}
	f.ca.issue("petitions.example", f.folder)
	f.hurry = strings.NewReplacer("proxy_read_timeout 17s", "proxy_read_timeout 2s", "keepalive_timeout 5s", "keepalive_timeout 500ms")
	f.up(startNginx)
	m.front, m.client = f, f.client()
	m.tally.to = m.client.Transport
	m.client.Transport = m.tally
	for _, w := range m.wallets {
		w.Site = wallet.NewSite("https://petitions.example", m.client)
	}
}

// start starts the program; it is not ready yet.
func (r *replica) start(c *config) {
	r.t.Helper()
	r.server = exec.Command(os.Args[0], "serve", "--listen", r.address, "--data", r.folder, "--key-file", c.KeyFile, "--checkpoint-file", r.folder+"/checkpoint", "--origin", c.Origin,
		"--identity", r.identity.Setting, "--booth", r.booth.Setting, "--book-slots", "1", "--seal-min", "1", "--seal-every", "1s", "--mail-host", "127.0.0.1", "--mail-from", "notices@example.org", "--drain", drained)
	ours := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, dbtest.Long) || strings.HasPrefix(v, reportEnv) }) // no settings
	r.server.Env, r.server.Stdout, r.server.Stderr = append(ours, killMain+"=1", killClock+"="+r.off), r.said, r.said
	must(r.t, r.server.Start())
	server := r.server
	r.t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
}

func (m *several) begin(r *replica) {
	m.t.Helper()
	r.start(m.config)
	m.isReady(r)
}

func (m *several) isReady(r *replica) {
	m.t.Helper()
	for end := time.Now().Add(time.Minute); status(r.address, "/readyz") != 200; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			m.t.Fatalf("%s is never ready: %s", r.name, r.said.text())
		}
	}
}

func (r *replica) hold()   { r.identity.Hold(); r.booth.Hold() }
func (r *replica) breaks() { r.identity.Break(); r.booth.Break() }
func (r *replica) mend()   { r.identity.Mend(); r.booth.Mend() }

// ask asks a replica itself, past nginx.
func ask(address, path string) (int, string) {
	client := http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get("http://" + address + path)
	if err != nil {
		return 0, err.Error()
	}
	return readAll(answer)
}

// reads reads a page as people do.
func (m *several) reads(path string) (int, string) {
	answer, err := m.client.Get("https://petitions.example" + path)
	if err != nil {
		return 0, err.Error()
	}
	return readAll(answer)
}

func readAll(answer *http.Response) (int, string) {
	defer answer.Body.Close()
	var b bytes.Buffer
	if _, err := io.Copy(&b, answer.Body); err != nil {
		return 0, err.Error()
	}
	return answer.StatusCode, b.String()
}
