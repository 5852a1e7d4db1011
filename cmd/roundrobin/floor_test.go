package main

import (
	"bytes"
	"compress/zlib"
	"context"
	"crypto/rand"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"io"
	"log/slog"
	"maps"
	mathrand "math/rand/v2"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers"
	"roundrobin/jobs"
	"roundrobin/models/digest"
	"roundrobin/models/floor/floortest"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/views/words"
)

var campaigns = flag.Int("campaigns", 1, "random campaigns whose every output is handed to the solver; make audit plays more")

// TestNoOutputGivesASmallGroupAway plays a random campaign on the whole site and reads everything that the program says of it on every day:
// each public address that there is, the delivery's mail and its PDF, the weekly summary. What stands there about groups, of a petition
// and of a program's pulse, goes to the solver.
func TestNoOutputGivesASmallGroupAway(t *testing.T) {
	for n := range *campaigns {
		if found := campaignOf(t, uint64(n+1)); found != (finds{}) {
			t.Errorf("campaign %d: %+v", n+1, found)
		}
	}
}

// TestWithoutComplementTheSolverFindsASmallGroup: the same campaign, and the solver is not blind.
func TestWithoutComplementTheSolverFindsASmallGroup(t *testing.T) {
	floortest.WithoutComplement(t)
	if found := campaignOf(t, 1); found.workplace == "" || found.rating == "" || found.pulse == "" {
		t.Errorf("it finds only %+v", found)
	}
}

// finds is what the solver can tell of a small group, by what was asked; "" is nothing.
type finds struct{ workplace, rating, pulse string }

// Names that stand in no other text.
var workplaces = []string{"Zanzidock", "Quillyard", "Ostrelia"}

// sponsors open the petition; from then on it is spoken about.
const sponsors = 2

// campaign is one petition and one program, and a reader who keeps all that is said about them.
type campaign struct {
	t         *testing.T
	s         *site
	app       *fiber.App
	desk      *passtest.Desk
	dice      *mathrand.Rand
	now       time.Time
	p         petition.Petition
	signed    []int          // people, in their order
	says      map[int]string // who will say where they work, and has not
	watch     floortest.Watcher
	mailed    map[string]bool // kinds of what is sent, and whether it was about the petition
	showed    map[string]int
	everShown bool
	comments  map[string]string // one under the petition, one under the round
	sitting
}

func campaignOf(t *testing.T, seed uint64) (found finds) {
	t.Helper()
	words.Strict = true
	c := &campaign{t: t, dice: mathrand.New(mathrand.NewPCG(seed, 7)), now: time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC), says: map[int]string{}, mailed: map[string]bool{}, desk: passtest.Open(t, "2026Q4", 2)}
	c.moods = mathrand.New(mathrand.NewPCG(seed, 11))
	settings := config{
		Data: t.TempDir(), Zone: "UTC", Origin: passtest.Origin, Employer: "Meridian Freight", Short: "Notices", BookSlots: 2, SealMin: 1, SealDays: 1, Review: "none", Sponsors: sponsors,
		Workplaces: strings.Join(workplaces, ";"), Insecure: true,
	}
	o := &outside{Now: func() time.Time { return c.now }, Random: rand.Reader, Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}
	must(t, (&digestAddCommand{config: settings, Address: "board@meridian.example", Name: "the board", Weekday: "monday", Tongue: "en"}).Run(t.Context(), o))
	must(t, withSite(t.Context(), &settings, o, func(s *site) error { found = c.run(s); return nil }))
	if len(c.mailed) != 3 || !c.mailed["mail"] || !c.mailed["file"] || !c.mailed["summary"] {
		t.Errorf("campaign %d: of what is sent only this was read: %v", seed, c.mailed)
	}
	if !c.everShown || !c.steps {
		t.Errorf("campaign %d: of workplaces (%v) or of the pulse (%v) nothing was ever shown, so nothing was tried", seed, c.everShown, c.steps)
	}
	return found
}

func (c *campaign) run(s *site) finds {
	ctx := c.t.Context()
	c.s = s
	quiet := slog.New(slog.DiscardHandler)
	r := running{site: s.config.site(), machinery: quiet, requests: quiet}
	c.app = handlers.New(s.web(r, s.newDesk(r)))
	must(c.t, s.books.Publish(ctx, c.desk.Keys, c.desk.Proofs, "2026-10-01", "2026-12-31"))
	p, err := s.petitions.Gather(ctx, petitionstore.Proposal{Text: pass.Text{Language: "en", Title: "Hear our calls", Addressee: "The board", Ask: "Will you?", Background: "Yes.\n"}, Goal: 30})
	must(c.t, err)
	c.p = p
	c.ask()
	for range 7 { // days
		c.day()
	}
	_, err = s.petitions.Deliver(ctx, c.p.ID)
	must(c.t, err)
	_, err = s.petitions.Respond(ctx, c.p.ID, petitionstore.Answer{Who: "the board", Words: "We will."}, nil)
	must(c.t, err)
	c.look()
	c.rate()
	c.now = c.now.AddDate(0, 0, petition.RatingDays+2)
	must(c.t, s.petitions.TallyRatings(ctx))
	c.look()
	found := finds{workplace: c.watch.Finds(workplaces), rating: c.rated()}
	found.pulse = c.settled()
	return found
}

// day: some come and sign, most say where they work, on that day or later, and everything is read.
func (c *campaign) day() {
	for range c.dice.IntN(28) {
		n := len(c.signed)
		c.signed = append(c.signed, n)
		c.in(c.p, n, pass.Signature, "-", 1, "")
		if c.dice.IntN(20) > 0 {
			c.says[n] = workplaces[min(2, int(c.dice.ExpFloat64()*0.9))]
		}
	}
	c.sit()
	c.seal()
	if len(c.signed) >= sponsors {
		c.speak(c.p)
	}
	for _, n := range slices.Sorted(maps.Keys(c.says)) {
		if c.dice.IntN(4) > 0 {
			c.in(c.p, n, pass.Workplace, pass.OfWorkplace, 1, c.says[n])
			delete(c.says, n)
		}
	}
	c.seal()
	c.look()
	c.now = c.now.AddDate(0, 0, 1)
}

// rate: signers rate the answer, so that few are of another mind than most.
func (c *campaign) rate() {
	for _, n := range c.signed {
		value := pass.RatingValues()[0]
		if c.dice.IntN(20) == 0 {
			value = pass.RatingValues()[2]
		} else if c.dice.IntN(3) == 0 {
			value = pass.RatingValues()[1]
		}
		c.in(c.p, n, pass.Rating, pass.OfResponse, 1, value)
	}
	c.seal()
}

func (c *campaign) in(p petition.Petition, n int, k pass.Kind, subject string, seq int, body string) pass.HandedIn {
	c.t.Helper()
	h := c.desk.Person(n).Act(c.t, p.Slot, k, p.ID, p.Hash, subject, seq, body)
	_, err := c.s.petitions.HandIn(c.t.Context(), h)
	must(c.t, err)
	return h
}

func (c *campaign) seal() {
	c.t.Helper()
	_, err := c.s.petitions.Seal(c.t.Context(), true)
	must(c.t, err)
}

// look reads every output. All that show a figure must show the same ones.
func (c *campaign) look() {
	c.t.Helper()
	c.showed = nil
	all := c.outputs()
	for where, said := range all {
		if kind, _, _ := strings.Cut(where, " "); kind != where || where == "summary" {
			c.mailed[kind] = c.mailed[kind] || strings.Contains(said, "Hear our calls")
		}
		figures := figuresIn(said)
		if len(figures) == 0 {
			continue
		}
		if c.showed != nil && !maps.Equal(c.showed, figures) {
			c.t.Fatalf("%s shows %v, another %v", where, figures, c.showed)
		}
		c.showed, c.everShown = figures, true
	}
	if c.showed == nil {
		c.showed = map[string]int{}
	}
	c.watch.See(len(c.signed), c.showed)
	c.lookAtPulse(all)
}

// outputs are all that the program says now, as plain text, by where it says it. The addresses come from the map that is served: a new one
// is read as soon as it is there.
func (c *campaign) outputs() map[string]string {
	all := map[string]string{}
	for _, r := range c.app.GetRoutes(true) {
		if r.Method != fiber.MethodGet || elsewhere.MatchString(r.Path) {
			continue
		}
		for path, words := range c.addresses(r.Path) {
			all[path] = c.read(path, words)
		}
	}
	c.mails(all)
	return all
}

// addresses are those of a route, each with what has to stand there, or "". What the route names is the petition, the program and its
// round, and a comment under each. Routes that name something else are left out.
func (c *campaign) addresses(route string) map[string]string {
	all := map[string]string{}
	about := map[string]string{c.p.ID: c.p.Text.Title, c.round.ID: ""}
	if strings.HasPrefix(route, "/programs/") {
		about = map[string]string{gleamcam: programName}
	}
	for id, title := range about {
		path := strings.NewReplacer(":id", id, ":comment", c.comments[id], ":season", c.round.Book, ":version", "1").Replace(route)
		if strings.ContainsAny(path, ":*") {
			continue
		}
		all[path] = ""
		switch {
		case strings.HasSuffix(route, ".pdf"), slices.Contains([]string{"/petitions/:id", "/petitions/:id.json", "/programs/:id", "/programs/:id.json"}, route):
			all[path] = title
		case strings.HasSuffix(route, ":comment") && c.comments[id] != "":
			all[path] = asksWho
		}
	}
	return all
}

// read gives an answer as text; it fails where words do not stand there that must.
func (c *campaign) read(path, words string) string {
	c.t.Helper()
	a, err := c.app.Test(httptest.NewRequest("GET", path, nil), -1)
	must(c.t, err)
	body, err := io.ReadAll(a.Body)
	must(c.t, err)
	if a.StatusCode >= 500 {
		c.t.Fatalf("%s: %d", path, a.StatusCode)
	}
	said := plain(body, a.Header.Get("Content-Type"))
	if words != "" && (a.StatusCode != 200 || !strings.Contains(said, words)) {
		c.t.Fatalf("%s: %d, and it does not say %q", path, a.StatusCode, words)
	}
	return said
}

// elsewhere are pages of the desk and the office, and files of the ledger, which hold what everybody can compute.
var elsewhere = regexp.MustCompile(`^/(desk|office|static|booth|log|healthz|readyz|dev)`)

func (c *campaign) mails(all map[string]string) {
	ctx := c.t.Context()
	letters, err := c.s.outbox.All(ctx)
	must(c.t, err)
	for _, e := range letters {
		all["mail "+e.Letter.Subject] = e.Letter.Text + plain([]byte(e.Letter.HTML), fiber.MIMETextHTML)
		for _, f := range e.Letter.Files {
			all["file "+f.Name] = plain(f.Data, f.Type)
		}
	}
	recipients, err := c.s.recipients.All(ctx)
	must(c.t, err)
	summary, err := (digest.Composer{Source: facts{c.s}, Now: c.s.out.Now, Zone: c.s.zone}).Compose(ctx, "2026-W48")
	must(c.t, err)
	props := jobs.DigestProps(summary.For(recipients[0]), recipients[0], c.s.mailSite())
	drawn, err := props.Letter(words.With(context.Background(), "en"))
	must(c.t, err)
	all["summary"] = drawn.Text + plain([]byte(drawn.HTML), fiber.MIMETextHTML)
}

var (
	tag    = regexp.MustCompile(`<[^>]*>`)
	stream = regexp.MustCompile(`(?s)stream\r?\n(.*?)endstream`)
)

// plain is an answer as text: a page without its tags, a PDF's streams unpacked, anything else as it is.
func plain(body []byte, kind string) string {
	switch {
	case strings.HasPrefix(kind, fiber.MIMETextHTML):
		return html.UnescapeString(tag.ReplaceAllString(string(body), " "))
	case bytes.HasPrefix(body, []byte("%PDF-")):
		var b strings.Builder
		for _, m := range stream.FindAllSubmatch(body, -1) {
			if z, err := zlib.NewReader(bytes.NewReader(m[1])); err == nil {
				text, _ := io.ReadAll(z) // what is no text ends somewhere
				b.Write(bytes.ReplaceAll(text, []byte{0}, nil))
			}
		}
		return b.String()
	}
	return string(body)
}

// figuresIn are the numbers that stand right after a workplace's name, with nothing but marks, blanks and JSON's name for it between.
var figure = regexp.MustCompile(`(` + strings.Join(workplaces, "|") + `)["\s,:;|()-]*(?:people["\s:]*)?(\d[\d,]*)`)

func figuresIn(text string) map[string]int {
	found := map[string]int{}
	for _, m := range figure.FindAllStringSubmatch(text, -1) {
		found[m[1]] = number(m[2])
	}
	return found
}

// rated hands the published ratings to the solver: from the file whose hash is in the ledger, and from the page, which must say the same.
func (c *campaign) rated() string {
	all := c.outputs()
	file, page := all["/petitions/"+c.p.ID+"/rating.txt"], all["/petitions/"+c.p.ID]
	f, err := petition.ParseRatingText(file)
	if err != nil || f.Total != len(c.signed) {
		c.t.Fatalf("rating.txt of %d people: %v\n%s", len(c.signed), err, file)
	}
	groups := map[string]int{}
	for _, x := range f.Cells {
		groups[x.Name] = -1
		if x.Hidden {
			continue
		}
		groups[x.Name] = x.People
		if f.Shown && !regexp.MustCompile(`\d[\s\x{a0}\x{202f}]?%\s+`+fmt.Sprint(x.People)+`\s`).MatchString(page) {
			c.t.Errorf("the page does not show %d for %s", x.People, x.Name)
		}
	}
	return floortest.FindsIn(f.Total, groups)
}

// TestTheReaderOfOutputsIsNotBlind: if figures stood there in any of these forms, they would be found.
func TestTheReaderOfOutputsIsNotBlind(t *testing.T) {
	asJSON, err := json.Marshal([]map[string]any{{"name": "Quillyard", "people": 4}})
	must(t, err)
	for _, said := range []string{"Quillyard 4", "Quillyard: 4", "Quillyard,4\n", string(asJSON), plain([]byte("<th>Quillyard</th> <td class=x>4</td>"), fiber.MIMETextHTML), "in Quillyard (4)"} {
		if got := figuresIn(said); got["Quillyard"] != 4 {
			t.Errorf("%q: %v", said, got)
		}
	}
}
