package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"roundrobin/cmd/roundrobin/drill"
	"roundrobin/cmd/roundrobin/wallet"
	"roundrobin/models/digest"
	"roundrobin/models/petition"
)

// A hand runs `roundrobin wallet …` for one person, against a real site, on a clock that only sleeping moves.
type hand struct {
	t       *testing.T
	site    *drilled
	now     *time.Time
	file    string
	address string
}

func (h *hand) runs(in io.Reader, args ...string) (printed string, err error) {
	h.t.Helper()
	var out bytes.Buffer
	var commands wallet.Commands
	o := &wallet.Outside{
		Now: func() time.Time { return *h.now }, Random: rand.Reader, Client: &http.Client{Timeout: time.Minute}, In: in, Out: &out,
		Sleep: func(ctx context.Context, d time.Duration) error { return ctx.Err() },
	}
	parser, err := kong.New(&commands, kong.BindTo(h.t.Context(), (*context.Context)(nil)), kong.Bind(o))
	if err != nil {
		h.t.Fatal(err)
	}
	k, err := parser.Parse(append([]string{args[0], h.file}, args[1:]...))
	if err != nil {
		h.t.Fatal(err)
	}
	if err = k.Run(); err != nil {
		err = fmt.Errorf("%w\n%s", err, &out)
	}
	return out.String(), err
}

// does runs what must succeed, and gives what a pattern finds in what was printed.
func (h *hand) does(pattern, typed string, args ...string) string {
	h.t.Helper()
	printed, err := h.runs(strings.NewReader(typed), args...)
	if err != nil {
		h.t.Fatalf("%v: %v", args, err)
	}
	found := regexp.MustCompile(pattern).FindStringSubmatch(printed)
	if found == nil {
		h.t.Fatalf("%v: %q is not in %q", args, pattern, printed)
	}
	return found[len(found)-1]
}

func (h *hand) fails(why string, args ...string) {
	h.t.Helper()
	if _, err := h.runs(strings.NewReader(""), args...); err == nil || !strings.Contains(err.Error(), why) {
		h.t.Errorf("%v: %v says nothing of %q", args, err, why)
	}
}

// code is typed once the mail is there.
type codeFromMail struct {
	*hand
	before string
}

func (c codeFromMail) Read(b []byte) (int, error) {
	for range 500 {
		if subject := c.site.Mailed(c.address); subject != c.before {
			return copy(b, regexp.MustCompile(`\d{6}`).FindString(subject)+"\n"), nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return 0, io.EOF
}

// collects checks in and takes the passes.
func (h *hand) collects() {
	h.t.Helper()
	in := codeFromMail{h, h.site.Mailed(h.address)}
	if _, err := h.runs(in, "collect", "--site", h.site.Address(), "--address", h.address); err != nil {
		h.t.Fatal(err)
	}
}

// organizersTown is a site with people who hold passes.
func organizersTown(t *testing.T, people int) (*drilled, []*hand) {
	t.Helper()
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	site, err := startDrill(t.Context(), drill.Setting{
		Folder: t.TempDir(), Origin: "petitions.meridian.example", Slots: 2, SealMin: 1, Now: func() time.Time { return now }, Logs: io.Discard,
	}, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = site.Close() })
	roster := "name,email,department,site,kind,staff_id\n"
	var hands []*hand
	for n := range people {
		h := &hand{t, site.(*drilled), &now, filepath.Join(t.TempDir(), "wallet"), fmt.Sprintf("person%d@meridian.example", n)}
		hands = append(hands, h)
		roster += fmt.Sprintf("Person %d,%s,Works,Hill,staff,%d\n", n, h.address, 7000+n)
	}
	if err := site.Import(t.Context(), strings.NewReader(roster)); err != nil {
		t.Fatal(err)
	}
	if err := site.Day(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, h := range hands {
		h.does("Made", "", "new")
		h.collects()
	}
	return site.(*drilled), hands
}

// seal is the hourly job; it must have something to do.
func (d *drilled) sealed(t *testing.T) {
	t.Helper()
	if r, err := d.petitions.Seal(t.Context(), true); err != nil || !r.Ran {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestAPetitionIsDraftedByTwoFromTheTerminal(t *testing.T) {
	site, hands := organizersTown(t, 3)
	if _, err := site.recipients.Add(t.Context(), digest.Recipient{Address: "board@meridian.example", Name: "the board", Language: "en", Zone: "UTC"}, nil); err != nil {
		t.Fatal(err)
	}
	one, two, three := hands[0], hands[1], hands[2]
	id := one.does(`id is (\S+)\.`, "Because it leaks.\n", "draft", "--title", "Stop recording our screens", "--addressee", "The board")
	one.fails("beside each field", "gather", id)
	one.does("Saved as version 2", "", "save", id, "--ask", "Will you stop?")
	link := one.does(`(http\S+#/join/\S+)`, "", "invite", id)
	two.does("Stop recording our screens", "", "join", link)
	three.fails("over", "join", link)
	three.fails("no draft of yours", "organize", id)
	site.sealed(t)
	two.does("Saved as version 3", "It leaked in June.\n", "save", id, "--background")
	if text := one.does(`(?s)(It leaked.*)$`, "", "read", id); strings.TrimSpace(text) != "It leaked in June." {
		t.Errorf("%q", text)
	}
	one.does("Saved as version 4", "", "restore", id, "2")
	said := two.does(`(?s)(.*)`, "", "organize", id)
	if strings.Count(said, "since") != 2 || !strings.Contains(said, "Version 4 of 4 stands") {
		t.Errorf("%s", said)
	}
	two.does("Will you stop", "", "gather", id)
	if _, err := site.petitions.Find(t.Context(), id); err == nil {
		t.Error("it is public before its seal")
	}
	site.sealed(t)
	p, err := site.petitions.Find(t.Context(), id)
	if err != nil || p.State != petition.Gathering || p.Text.Background != "Because it leaks.\n" {
		t.Fatalf("%+v, %v", p, err)
	}
	if _, err := site.petitions.Open(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	three.does("Signature", "", "sign", id)
	one.does("Signature", "", "sign", id) // the pass of slot 1 is not the draft place's
	site.sealed(t)
	two.does("An update", "They read it.\n", "update", id)
	one.does("leadership", "", "deliver", id)
	two.does("Leaving", "", "leave", id)
	two.fails("not among the organizers", "organize", id)
	one.fails("only organizer", "leave", id)
	site.sealed(t)
	one.does("What came", "", "outcome", id, "won", "They stopped.")
	site.sealed(t)
	if p, err = site.petitions.Find(t.Context(), id); err != nil || p.State != petition.Delivered || p.Outcome != petition.Won || p.Count != 2 {
		t.Errorf("%+v, %v", p, err)
	}
}

// Whoever lost the device goes on with the recovery code.
func TestAnOrganizerGoesOnFromAnotherDevice(t *testing.T) {
	_, hands := organizersTown(t, 2)
	one, two := hands[0], hands[1]
	id := one.does(`id is (\S+)\.`, "Because.\n", "draft", "--title", "First", "--addressee", "The board", "--ask", "Will you?")
	link := one.does(`(http\S+#/join/\S+)`, "", "invite", id)
	two.does("First", "", "join", link)
	for _, old := range hands {
		words := old.does(`((?:\w+ ?){12})`, "", "words")
		fresh := &hand{old.t, old.site, old.now, filepath.Join(t.TempDir(), "wallet"), old.address}
		fresh.does("", words, "recover")
		fresh.collects()
		fresh.does("Saved as version", "", "save", id, "--title", "From "+old.address)
		old.does("Saved as version", "", "save", id, "--title", "Again")
		if old == one {
			fresh.does(`(http\S+#/join/\S+)`, "", "invite", id)
			if second := fresh.does(`id is (\S+)\.`, "Because.\n", "draft", "--title", "Second"); second == id {
				t.Error("a second draft is the first")
			}
		}
	}
}

func TestAProgramIsProposedFromTheTerminal(t *testing.T) {
	site, hands := organizersTown(t, 2)
	one, two := hands[0], hands[1]
	one.fails("note: ", "propose", "--title", "RouteCam", "--source", "The notice board")
	two.fails("day: ", "propose", "--program", "routecam", "--title", "Extended", "--source", "https://example.com/", "--kind", "change", "--day", "2027-01-01")
	id := one.does(`Proposal ([0-9a-f]{32})`, "", "propose", "--title", "RouteCam", "--note", "Cameras in the cab.", "--source", "The notice board", "--collects", "Footage", "--collects", "Place")
	two.fails("no such program", "propose", "--program", "nothing", "--title", "Extended", "--source", "https://example.com/", "--kind", "change", "--day", "2026-11-20")
	second := one.does(`Proposal ([0-9a-f]{32})`, "", "propose", "--title", "Badge days", "--note", "Office days.", "--source", "The intranet")
	site.sealed(t)
	waiting, err := site.programs.Proposed(t.Context())
	if err != nil || len(waiting) != 2 {
		t.Fatalf("%+v, %v", waiting, err)
	}
	for _, p := range waiting {
		if p.ID != id && p.ID != second || p.ID == id && (p.Title != "RouteCam" || len(p.Kinds()) != 2) {
			t.Errorf("%+v", p)
		}
	}
}
