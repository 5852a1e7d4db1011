package tessera

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
)

// A program is roundrobin as an operator runs it: a process, two files, a key, and others who sign what it says.
type program struct {
	*testing.T
	bin, data, keys, listen string
	witnesses               string
	said                    *bytes.Buffer
	running                 *exec.Cmd
}

func newProgram(t *testing.T) *program {
	p := &program{T: t, bin: filepath.Join(t.TempDir(), "roundrobin"), data: filepath.Join(t.TempDir(), "data"), keys: t.TempDir(), listen: quietAddress(t)}
	if out, err := exec.Command("go", "-C", "../..", "build", "-o", p.bin, "./cmd/roundrobin").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Cleanup(p.stop)
	return p
}

func quietAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	no(t, err)
	defer l.Close()
	return l.Addr().String()
}

func (p *program) command(args ...string) *exec.Cmd {
	c := exec.Command(p.bin, append(args, "--data", p.data, "--key-file", p.key(), "--origin", origin, "--book-slots", "1")...)
	c.Env = append(os.Environ(), "RR_WITNESSES="+p.witnesses, "RR_MAIL_HOST=127.0.0.1", "RR_MAIL_FROM=n@petitions.example")
	return c
}

func (p *program) key() string { return filepath.Join(p.keys, "master.key") }

func (p *program) serve() *exec.Cmd { return p.command("serve", "--listen", p.listen, "--insecure") }

// start returns when it answers.
func (p *program) start() {
	p.Helper()
	p.said, p.running = &bytes.Buffer{}, p.serve()
	p.running.Stdout, p.running.Stderr = p.said, p.said
	no(p.T, p.running.Start())
	p.eventually("it answers", func() bool { return p.get("/log/checkpoint") != "" })
}

func (p *program) stop() {
	if p.running != nil {
		_ = p.running.Process.Signal(os.Interrupt)
		_ = p.running.Wait()
		p.running = nil
	}
}

// refused is what it says as it refuses to start.
func (p *program) refused() string {
	p.Helper()
	out, err := p.serve().CombinedOutput()
	if err == nil {
		p.Fatalf("it started and ended well:\n%s", out)
	}
	return string(out)
}

func (p *program) get(path string) string {
	answer, err := http.Get("http://" + p.listen + path)
	if err != nil {
		return ""
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(answer.Body)
	return string(body)
}

func (p *program) eventually(what string, is func() bool) {
	p.Helper()
	for end := time.Now().Add(2 * time.Minute); !is(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			p.Fatalf("never: %s", what)
		}
	}
}

// joins lets the ledger grow, beside the running site: somebody joins the company.
func (p *program) joins(names ...string) {
	p.Helper()
	file := filepath.Join(p.TempDir(), "roster.csv")
	rows := "name,email,department,site,kind,staff_id\n"
	for i, name := range names {
		rows += name + " Person," + strings.ToLower(name) + "@meridian.example,Routing,Leeds,employee,M" + string(rune('1'+i)) + "\n"
	}
	no(p.T, os.WriteFile(file, []byte(rows), 0o600))
	if out, err := p.command("roster", "import", file).CombinedOutput(); err != nil {
		p.Fatalf("%v\n%s", err, out)
	}
}

// shown is the size of what everybody is shown, and whether the witness signed that.
func (p *program) shown(public note.Verifier) (int64, bool) {
	p.Helper()
	key, err := note.NewVerifier(strings.TrimSpace(p.get("/log/key")))
	no(p.T, err)
	signed := []byte(p.get("/log/checkpoint"))
	c, err := ledger.OpenCheckpoint(signed, key)
	no(p.T, err)
	n, err := note.Open(signed, note.VerifierList(key, public))
	return c.Size, err == nil && len(n.Sigs) == 2
}

// trouble is what the office is told of the witness.
func (p *program) trouble() string {
	d := dbtest.Open(p, db.Booth, filepath.Join(p.data, "booth.db"))
	defer d.Close()
	var trouble string
	no(p.T, d.Read.Raw("SELECT trouble FROM ledger_witness").Row().Scan(&trouble))
	return trouble
}

// awayable is transparency-dev's witness, whose operator can pull its plug.
func awayable(t *testing.T, log note.Verifier) (setting string, public note.Verifier, away *atomic.Bool) {
	setting, public = realWitness(t, log)
	away = &atomic.Bool{}
	key, url, _ := strings.Cut(setting, " ")
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if away.Load() {
			panic(http.ErrAbortHandler)
		}
		answer, err := http.Post(url+r.URL.Path, r.Header.Get("Content-Type"), r.Body)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		w.Header().Set("Content-Type", answer.Header.Get("Content-Type"))
		w.WriteHeader(answer.StatusCode)
		_, _ = io.Copy(w, answer.Body)
	}))
	t.Cleanup(front.Close)
	return key + " " + front.URL, public, away
}

func TestTheRunningProgramAndAWitnessOfOthers(t *testing.T) {
	p := newProgram(t)
	p.start() // once alone: who is to sign for a ledger must be told its key
	log, err := note.NewVerifier(strings.TrimSpace(p.get("/log/key")))
	no(t, err)
	p.stop()
	setting, public, away := awayable(t, log)
	p.witnesses = setting
	p.start()
	first, signed := p.shown(public)
	if !signed || p.trouble() != "" {
		t.Fatalf("%d leaves, not signed: %s", first, p.said)
	}
	yesterday := filepath.Join(t.TempDir(), "yesterday")
	p.stop()
	no(t, os.CopyFS(yesterday, os.DirFS(p.data)))
	p.start()

	away.Store(true)
	p.joins("Ada")
	size, signed := p.shown(public)
	if size <= first || signed {
		t.Errorf("the witness is away, and %d leaves after %d are shown; signed: %v", size, first, signed)
	}
	p.eventually("the office is told", func() bool { return p.trouble() != "" })
	t.Logf("the office is told: %s", p.trouble())
	away.Store(false)
	p.stop()
	p.start() // at which all are asked again; else they are once a minute
	if again, signed := p.shown(public); again != size || !signed || p.trouble() != "" {
		t.Errorf("%d leaves, want %d; signed: %v, %s", again, size, signed, p.trouble())
	}
	p.stop()

	no(t, os.RemoveAll(p.data))
	no(t, os.CopyFS(p.data, os.DirFS(yesterday)))
	p.says(p.refused(), p.key()+".checkpoint has seen")
	no(t, os.Remove(p.key()+".checkpoint"))
	p.says(p.refused(), public.Name()+" has seen")
}

// says: the sentence names who has seen more, and what to do.
func (p *program) says(sentence, who string) {
	p.Helper()
	p.Logf("it does not start: %s", sentence)
	for _, part := range []string{"the ledger was set back", who, "Bring back a newer backup"} {
		if !strings.Contains(sentence, part) {
			p.Errorf("it does not say %q: %s", part, sentence)
		}
	}
}
