package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/demo"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/petition"
)

func TestMain(m *testing.M) {
	if os.Getenv(killMain) != "" {
		run(clockOff(os.Getenv(killClock)))
		return
	}
	if os.Getenv(benchServer) != "" {
		beServer()
		return
	}
	dbtest.Main(m, func() { os.RemoveAll(builtFolder) })
}

// counts are those of the story.
var story = map[string]int{
	"Stop recording our screens and keystrokes": 1612, "Publish the RouteCam privacy review": 214,
	"Count Badge days over a month, not a week": 61, "Bring back the night bus from Leeds depot": 7,
}

// started runs the demo command and gives its address; it ends with the test.
func started(t *testing.T, c demoCommand) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, ended := &lines{}, make(chan error, 1)
	c.Listen = "127.0.0.1:0"
	go func() {
		ended <- c.Run(ctx, &outside{Now: time.Now, Random: rand.Reader, Out: out, Err: io.Discard})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	for range 6000 {
		if address, ok := strings.CutPrefix(out.text(), "ready "); ok {
			return strings.TrimSpace(address)
		}
		select {
		case err := <-ended:
			ended <- nil
			t.Fatalf("the demo ended: %v", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
	t.Fatal("the demo is not ready after ten minutes")
	return ""
}

type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *lines) text() string                { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

// The same demo on PostgreSQL is recounted by the browser stories.
func TestTheDemoIsRecountedByAnOutsider(t *testing.T) {
	data := t.TempDir()
	mine := filepath.Join(data, "notes.txt")
	if err := os.WriteFile(mine, []byte("not the demo's"), 0o600); err != nil {
		t.Fatal(err)
	}
	half := endedEarly(t, data)
	t.Run("after one that was ended early", func(t *testing.T) {
		address := started(t, demoCommand{Data: data, Full: true})
		recounted(t, address)
		t.Run("it has a petition in every state that the public sees", func(t *testing.T) { everyState(t, address) })
		t.Run("a petition's bundle is recounted without the site", func(t *testing.T) { bundleRecounted(t, address) })
		t.Run("every feed is Atom", func(t *testing.T) { feedsAreAtom(t, address) })
		t.Run("a petition tells what happened to its program meanwhile, and nothing older", func(t *testing.T) { toldMeanwhile(t, address) })
		t.Run("its figures agree wherever they stand", func(t *testing.T) { figuresAgree(t, address) })
		t.Run("it can be handed on and kept", func(t *testing.T) { sharedAndKept(t, address) })
		t.Run("leadership has its mail", func(t *testing.T) { summaryCame(t, address) })
		t.Run("whose figures are everybody's", func(t *testing.T) { summaryAgrees(t, address) })
		t.Run("and whose reader stops it", func(t *testing.T) { readerStops(t, address) })
		t.Run("and a mail that comes back is told", func(t *testing.T) { comesBackLate(t, address, data) })
		t.Run("every link of every mail leads somewhere", func(t *testing.T) { linksLead(t, address, data) })
		t.Run("nothing of the roster is on disk in clear", func(t *testing.T) { nobodyOnDisk(t, data) })
	})
	whole := keyIn(t, data)
	if bytes.Equal(whole, half) {
		t.Error("half a company lives on")
	}
	t.Run("and is the same when it comes back", func(t *testing.T) { allTold(t, started(t, demoCommand{Data: data})) })
	if !bytes.Equal(keyIn(t, data), whole) {
		t.Error("a whole company was thrown away")
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error("what is not the demo's was taken away")
	}
}

// everyState: with its season full, the demo also has one that stands in line.
func everyState(t *testing.T, address string) {
	var listed struct {
		Petitions []struct{ ID, Title, State string }
	}
	must(t, json.Unmarshal(fetched(t, address+"/petitions.json?state=all"), &listed))
	seen := map[string]string{}
	for _, p := range listed.Petitions {
		seen[p.State] = p.ID
	}
	for _, state := range petition.States() {
		if seen[string(state)] == "" && state != petition.Draft {
			t.Errorf("none is %s", state)
		}
	}
	if page := string(fetched(t, address+"/petitions/"+seen["queued"])); !strings.Contains(page, "Waiting for a free place, number 1 in line") {
		t.Error("the page does not say where in the line it stands")
	}
}

// bundleRecounted takes one away, and asks the site for nothing more.
func bundleRecounted(t *testing.T, address string) {
	const title, want = "Stop recording our screens and keystrokes", 1612
	var listed struct{ Petitions []struct{ ID, Title string } }
	if err := json.Unmarshal(fetched(t, address+"/petitions.json"), &listed); err != nil {
		t.Fatal(err)
	}
	for _, p := range listed.Petitions {
		if p.Title != title {
			continue
		}
		name := filepath.Join(t.TempDir(), "proof.zip")
		if err := os.WriteFile(name, fetched(t, address+"/petitions/"+p.ID+"/proof.zip"), 0o600); err != nil {
			t.Fatal(err)
		}
		key := strings.TrimSpace(string(fetched(t, address+"/log/key")))
		out, err := exec.Command(recountProgram(t), "--json", "--key", key, name).Output()
		if said := fmt.Sprintf(`"petitions":[{"id":"%s","title":"%s","count":%d}]`, p.ID, title, want); err != nil || !strings.Contains(string(out), said) || !strings.Contains(string(out), `"part":true`) {
			t.Errorf("%v: %s", err, out)
		}
		return
	}
	t.Error("no such petition")
}

func fetched(t *testing.T, url string) []byte {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", url, answer.Status, err)
	}
	return b
}

// recountProgram is built once, into a folder that TestMain removes.
func recountProgram(t testing.TB) string {
	t.Helper()
	program, err := builtRecount()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

var builtFolder string

var builtRecount = sync.OnceValues(func() (program string, err error) {
	if builtFolder, err = os.MkdirTemp("", "rr-recount-"); err != nil {
		return "", err
	}
	program = filepath.Join(builtFolder, "recount")
	if out, err := exec.Command("go", "build", "-o", program, "roundrobin/cmd/recount").CombinedOutput(); err != nil {
		return "", fmt.Errorf("recount: %w\n%s", err, out)
	}
	return program, nil
})

func recounted(t *testing.T, address string) {
	t.Helper()
	counts := recount(t, address)
	for title, want := range story {
		if counts[title] != want {
			t.Errorf("%s: recounted %d, the story has %d", title, counts[title], want)
		}
	}
}

// recount runs the outsiders' program, which shares no store with the site, and gives the counts by title.
func recount(t testing.TB, address string) map[string]int {
	t.Helper()
	out, err := exec.Command(recountProgram(t), "--json", address).Output()
	if err != nil {
		t.Fatalf("recount: %v\n%s", err, out)
	}
	var report struct {
		OK        bool
		Petitions []struct {
			Title string
			Count int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil || !report.OK {
		t.Fatalf("%v: %s", err, out)
	}
	counts := map[string]int{}
	for _, p := range report.Petitions {
		counts[p.Title] = p.Count
	}
	return counts
}

func summaryCame(t *testing.T, address string) {
	for range 1200 {
		answer, err := http.Get(address + "/dev/mail.json?to=chief.of.staff@meridian.example")
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if strings.Contains(string(b), "1,612") && strings.Contains(string(b), "Stop recording our screens and keystrokes") {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("no summary after two minutes")
}

// nobodyOnDisk looks for every address and every full name in every file that the demo keeps.
func nobodyOnDisk(t *testing.T, data string) {
	var disk []byte
	files, err := filepath.Glob(filepath.Join(data, "*"))
	if err != nil || len(files) < 3 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		disk = append(disk, b...)
	}
	disk = bytes.ToLower(disk)
	rows, err := csv.NewReader(bytes.NewReader(demo.Roster)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	clear := []string{}
	for _, row := range rows[1:] {
		clear = append(clear, row[:2]...)
	}
	if found := grepped(t, disk, clear); found != "" {
		t.Errorf("in clear on disk: %s", found)
	}
	if grepped(t, disk, append(clear, "keystrokes")) == "" {
		t.Error("the search finds nothing at all: not even a petition's title")
	}
}

// grepped is what of the words stands in the text, which is in small letters.
func grepped(t *testing.T, text []byte, words []string) string {
	t.Helper()
	list := filepath.Join(t.TempDir(), "words")
	if err := os.WriteFile(list, []byte(strings.ToLower(strings.Join(words, "\n"))), 0o600); err != nil {
		t.Fatal(err)
	}
	grep := exec.Command("grep", "--text", "--only-matching", "--fixed-strings", "--max-count=9", "--file", list)
	grep.Stdin, grep.Env = bytes.NewReader(text), append(os.Environ(), "LC_ALL=C")
	found, err := grep.Output()
	if none := (*exec.ExitError)(nil); err != nil && !(errors.As(err, &none) && none.ExitCode() == 1) {
		t.Fatal(err)
	}
	return string(found)
}

func TestTheRosterIsImportedByHand(t *testing.T) {
	file := filepath.Join(t.TempDir(), "people.csv")
	csv := "name,email,department,site,kind,staff_id\nNoah Osei,noah@example.org,Fleet,Leeds,employee,1\nBroken Row,not-an-address,Fleet,Leeds,employee,2\n"
	if err := os.WriteFile(file, []byte(csv), 0o600); err != nil {
		t.Fatal(err)
	}
	out := &lines{}
	o := &outside{Now: time.Now, Random: rand.Reader, Out: out, Err: io.Discard}
	c := config{Data: t.TempDir(), Origin: "petitions.example", Zone: "UTC", SealMin: 10, BookSlots: 1}
	for range 2 {
		if err := (&rosterImportCommand{config: c, rosterFile: rosterFile{File: file}}).Run(context.Background(), o); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"Line 3: ", "1 added, 0 changed, 0 unchanged, 0 left, 1 refused.", "0 added, 0 changed, 1 unchanged, 0 left, 1 refused."}
	for _, w := range want {
		if !strings.Contains(out.text(), w) {
			t.Errorf("%q is not said in\n%s", w, out.text())
		}
	}
}

func TestALostOrWrongMasterKeyStopsTheStart(t *testing.T) {
	ctx, o := context.Background(), &outside{Now: time.Now, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	c := &config{Data: t.TempDir(), Origin: "petitions.example", Zone: "UTC", SealMin: 1, BookSlots: 1}
	s, err := open(ctx, c, o)
	if err != nil {
		t.Fatal(err)
	}
	s.close()
	if err := os.Rename(c.keyFile(), c.keyFile()+".away"); err != nil {
		t.Fatal(err)
	}
	_, lost := open(ctx, c, o)
	if lost == nil || !strings.Contains(lost.Error(), "no master key") {
		t.Errorf("without its key: %v", lost)
	}
	if err := (&keyNewCommand{File: c.keyFile()}).Run(o); err != nil {
		t.Fatal(err)
	}
	_, wrong := open(ctx, c, o)
	if wrong == nil || !strings.Contains(wrong.Error(), "not the one") {
		t.Errorf("with another key: %v", wrong)
	}
}

func Example_company() {
	c, err := demo.Load()
	fmt.Println(c.Site.Employer, len(c.Petitions), err)
	// Output: Meridian Freight 13 <nil>
}
