package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/load"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/secret"
	views "roundrobin/views/desk"
)

// Which company comes, and how many if not all of it. The usual one is small; `make peak` and `make soak` ask for the others, whose reports
// are kept in docs/performance.md.
const (
	companyEnv = "RR_LOAD"
	peopleEnv  = "RR_LOAD_PEOPLE"
)

type invited struct {
	people    int
	over      time.Duration
	stay      time.Duration
	petitions int
	talkers   int
	flat      bool // memory does not grow
}

var companies = map[string]invited{
	"":     {people: 40, over: time.Second, stay: time.Second, petitions: 1, talkers: 20},
	"peak": {people: 100_000, over: 5 * time.Minute, stay: 20 * time.Second, petitions: 4, talkers: 1},
	"soak": {people: 200_000, over: 20 * time.Minute, stay: 20 * time.Second, petitions: 4, talkers: 1, flat: true}, // half of the peak's pace
}

// A company comes to a site of its own process, as a process of its own: no request fails, all that was acknowledged is counted once, and
// the outsiders' recount agrees.
func TestACompanyComes(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); companyComes(t, "", "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); companyComes(t, dbtest.Postgres(t), dbtest.Postgres(t)) })
}

func companyComes(t *testing.T, identity, booth string) {
	name := os.Getenv(companyEnv)
	x, known := companies[name]
	if !known {
		t.Fatalf("%s=%s is no company", companyEnv, name)
	}
	if n, err := strconv.Atoi(os.Getenv(peopleEnv)); err == nil { // at the same pace
		x.over, x.people = x.over*time.Duration(n)/time.Duration(x.people), n
	}
	p := newParty(t, identity, booth, x)
	r, tool := p.come(x)
	acts := x.people + p.talkers
	if !r.OK || r.Acknowledged != acts || r.Counted != acts {
		t.Errorf("%d acts should have been counted: %+v", acts, r)
	}
	said := p.tell(r, tool)
	t.Log("\n" + said)
	if x.flat {
		p.stayedFlat()
	}
	if name != "" && os.Getenv(reportEnv) != "" {
		keepIn(t, "../../docs/performance.md", "<!-- "+name+" -->\n", "<!-- end of "+name+" -->\n", "```\n"+said+"```\n")
	}
}

// A party is a test site that a company comes to.
type party struct {
	t       *testing.T
	config  *config
	passes  string
	talkers int
	server  *exec.Cmd
	memory  []float64 // of the site, in MB, at equal distances while they came
	cpu     time.Duration
}

func newParty(t *testing.T, identity, booth string, x invited) *party {
	t.Helper()
	c := &config{Data: t.TempDir(), Identity: identity, Booth: booth, Origin: "petitions.test", Zone: "UTC", Insecure: true, Ways: []string{views.WayEmail}, Review: reviewNone, Sponsors: 2, BookSlots: x.petitions, Listen: quietAddress(t)}
	c.KeyFile = filepath.Join(c.Data, "master.key")
	_, err := secret.Create(c.KeyFile, rand.Reader)
	must(t, err)
	p := &party{t: t, config: c, passes: filepath.Join(t.TempDir(), "passes")}
	o := &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	prepare := &loadPrepareCommand{config: *c, Passes: p.passes, People: x.people, Petitions: x.petitions, Talkers: x.talkers}
	must(t, prepare.Run(t.Context(), o))
	again := *prepare
	again.Passes += "2"
	if err := again.Run(t.Context(), o); err == nil || err.Error() != errNotEmpty.Error() {
		t.Errorf("a site that has people is prepared: %v", err)
	}
	made, err := load.Open(p.passes)
	must(t, err)
	for _, person := range made.People {
		if person.Voice != nil {
			p.talkers++
		}
	}
	p.serve(x)
	return p
}

// serve starts the site. All acts are sealed at once, as those of a week are, as soon as the last is there.
func (p *party) serve(x invited) {
	c := p.config
	args := []string{"serve", "--listen", c.Listen, "--data", c.Data, "--key-file", c.KeyFile, "--origin", c.Origin, "--insecure", "--review", "none", "--book-slots", fmt.Sprint(x.petitions),
		"--seal-min", fmt.Sprint(x.people + p.talkers), "--seal-every", "1s", "--mail-host", "127.0.0.1", "--mail-from", "notices@petitions.test"}
	if c.Booth != "" {
		args = append(args, "--identity", c.Identity, "--booth", c.Booth)
	}
	p.server = exec.Command(os.Args[0], args...)
	p.server.Env = append(os.Environ(), killMain+"=1")
	must(p.t, p.server.Start())
	p.t.Cleanup(func() { kill(p.t, p.server) })
	eventually(p.t, "it is ready", func() bool { return status(c.Listen, "/readyz") == 200 })
}

// come lets them come, and watches the site meanwhile.
func (p *party) come(x invited) (r load.Report, tool *os.ProcessState) {
	watching, stop := context.WithCancel(p.t.Context())
	watched := make(chan struct{})
	before := processor(p.t, p.server.Process.Pid)
	go func() {
		defer close(watched)
		for sleep(watching, (x.over+x.stay)/20) == nil {
			p.memory = append(p.memory, memory(p.t, p.server.Process.Pid))
		}
	}()
	var out bytes.Buffer
	c := exec.CommandContext(p.t.Context(), os.Args[0], "load", "run", "http://"+p.config.Listen, "--passes", p.passes, "--people", fmt.Sprint(x.people), "--over", x.over.String(), "--stay", x.stay.String(),
		"--recount", recountProgram(p.t), "--json", "--quiet")
	c.Env, c.Stdout, c.Stderr = append(os.Environ(), killMain+"=1"), &out, os.Stderr
	_ = c.Run() // the report says it better
	stop()
	<-watched
	p.cpu = processor(p.t, p.server.Process.Pid) - before
	must(p.t, json.Unmarshal(out.Bytes(), &r))
	return r, c.ProcessState
}

func (p *party) tell(r load.Report, tool *os.ProcessState) string {
	var b strings.Builder
	r.Address = ""
	r.Write(&b)
	fmt.Fprintf(&b, "From the first request to the end of the recount the site took %.0f s of a core, the tool with the recount %.0f s.\n", p.cpu.Seconds(), (tool.UserTime() + tool.SystemTime()).Seconds())
	b.WriteString("Memory of the site in MB, twenty times while they came:")
	for _, mb := range p.memory[:min(20, len(p.memory))] {
		fmt.Fprintf(&b, " %.0f", mb)
	}
	fmt.Fprintf(&b, "; at most until the end of the recount: %.0f.\n", slices.Max(append(p.memory, 0)))
	return b.String()
}

// stayedFlat compares the fifth fifth of the time in which they came with the second.
func (p *party) stayedFlat() {
	if len(p.memory) < 20 {
		p.t.Fatal("it was not watched")
	}
	early, late := slices.Max(p.memory[4:8]), slices.Max(p.memory[16:20])
	if late > 1.2*early {
		p.t.Errorf("memory grew from %.0f to %.0f MB", early, late)
	}
}

// keepIn writes a report into a marked part of a page.
func keepIn(t *testing.T, page, from, until, report string) {
	t.Helper()
	text, err := os.ReadFile(page)
	must(t, err)
	before, rest, found := strings.Cut(string(text), from)
	_, after, ended := strings.Cut(rest, until)
	if !found || !ended {
		t.Fatalf("%s has no place for the report", page)
	}
	must(t, os.WriteFile(page, []byte(before+from+report+until+after), 0o644))
}

func TestALoadGoesNowhereElse(t *testing.T) {
	for _, address := range []string{"http://192.0.2.1:8080", "https://127.0.0.1", "http://127.0.0.1.example:80", "127.0.0.1:80", "http://u@127.0.0.1", "http://127.0.0.1/x", "http://[2001:db8::1]/", "http://0.0.0.0:80", ""} {
		if at, err := load.Loopback(t.Context(), address); err == nil {
			t.Errorf("%q is taken for %s", address, at)
		}
	}
	for address, want := range map[string]string{"http://127.0.0.1:8080/": "127.0.0.1:8080", "http://[::1]:80": "[::1]:80"} {
		if at, err := load.Loopback(t.Context(), address); err != nil || at.String() != want {
			t.Errorf("%q is %s: %v", address, at, err)
		}
	}
	for name, c := range map[string]loadPrepareCommand{"a real name": {config: config{Origin: "petitions.example", BookSlots: 1}, People: 1, Petitions: 1}, "nobody": {config: config{Origin: "petitions.test", BookSlots: 1}, Petitions: 1}} {
		if err := c.Run(t.Context(), nil); err == nil {
			t.Errorf("%s: passes were made", name)
		}
	}
}
