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
	"strconv"
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
// each public address that there is, the delivery's mail and its PDF, the weekly summary. What stands there about groups goes to the solver.
func TestNoOutputGivesASmallGroupAway(t *testing.T) {
	for n := range *campaigns {
		if workplace, rating := campaignOf(t, uint64(n+1)); workplace+rating != "" {
			t.Errorf("campaign %d: %s %s", n+1, workplace, rating)
		}
	}
}

// TestWithoutComplementTheSolverFindsASmallGroup: the same campaign, and the solver is not blind.
func TestWithoutComplementTheSolverFindsASmallGroup(t *testing.T) {
	floortest.WithoutComplement(t)
	if workplace, rating := campaignOf(t, 1); workplace == "" || rating == "" {
		t.Errorf("of workplaces it finds %q, of ratings %q", workplace, rating)
	}
}

// Names that stand in no other text.
var workplaces = []string{"Zanzidock", "Quillyard", "Ostrelia"}

// campaign is one petition, and a reader who keeps all that is said about it.
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
}

func campaignOf(t *testing.T, seed uint64) (workplace, rating string) {
	t.Helper()
	words.Strict = true
	c := &campaign{t: t, dice: mathrand.New(mathrand.NewPCG(seed, 7)), now: time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC), says: map[int]string{}, mailed: map[string]bool{}, desk: passtest.Open(t, "2026Q4", 2)}
	settings := config{
		Data: t.TempDir(), Zone: "UTC", Origin: passtest.Origin, Employer: "Meridian Freight", Short: "Notices", BookSlots: 2, SealMin: 1, SealDays: 1, Review: "none", Sponsors: 2,
		Workplaces: strings.Join(workplaces, ";"), Insecure: true,
	}
	o := &outside{Now: func() time.Time { return c.now }, Random: rand.Reader, Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}
	must(t, (&digestAddCommand{config: settings, Address: "board@meridian.example", Name: "the board", Weekday: "monday", Tongue: "en"}).Run(t.Context(), o))
	must(t, withSite(t.Context(), &settings, o, func(s *site) error { workplace, rating = c.run(s); return nil }))
	if len(c.mailed) != 3 || !c.mailed["mail"] || !c.mailed["file"] || !c.mailed["summary"] {
		t.Errorf("campaign %d: of what is sent only this was read: %v", seed, c.mailed)
	}
	if !c.everShown {
		t.Errorf("campaign %d: nothing was ever shown, so nothing was tried", seed)
	}
	return workplace, rating
}

func (c *campaign) run(s *site) (workplace, rating string) {
	ctx := c.t.Context()
	c.s = s
	quiet := slog.New(slog.DiscardHandler)
	r := running{site: s.config.site(), machinery: quiet, requests: quiet}
	c.app = handlers.New(s.web(r, s.newDesk(r)))
	must(c.t, s.books.Publish(ctx, c.desk.Keys, c.desk.Proofs, "2026-10-01", "2026-12-31"))
	p, err := s.petitions.Gather(ctx, petitionstore.Proposal{Text: pass.Text{Language: "en", Title: "Hear our calls", Addressee: "The board", Ask: "Will you?", Background: "Yes.\n"}, Goal: 30})
	must(c.t, err)
	c.p = p
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
	return c.watch.Finds(workplaces), c.rated()
}

// day: some come and sign, most say where they work, on that day or later, and everything is read.
func (c *campaign) day() {
	for range c.dice.IntN(28) {
		n := len(c.signed)
		c.signed = append(c.signed, n)
		c.in(n, pass.Signature, "-", "")
		if c.dice.IntN(20) > 0 {
			c.says[n] = workplaces[min(2, int(c.dice.ExpFloat64()*0.9))]
		}
	}
	c.seal()
	for _, n := range slices.Sorted(maps.Keys(c.says)) {
		if c.dice.IntN(4) > 0 {
			c.in(n, pass.Workplace, pass.OfWorkplace, c.says[n])
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
		c.in(n, pass.Rating, pass.OfResponse, value)
	}
	c.seal()
}

func (c *campaign) in(n int, k pass.Kind, subject, body string) {
	c.t.Helper()
	_, err := c.s.petitions.HandIn(c.t.Context(), c.desk.Person(n).Act(c.t, c.p.Slot, k, c.p.ID, c.p.Hash, subject, 1, body))
	must(c.t, err)
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
	for where, said := range c.outputs() {
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
}

// outputs are all that the program says now, as plain text, by where it says it. The addresses come from the map that is served: a new one
// is read as soon as it is there.
func (c *campaign) outputs() map[string]string {
	all := map[string]string{}
	for _, r := range c.app.GetRoutes(true) {
		path := strings.ReplaceAll(r.Path, ":id", c.p.ID)
		if r.Method != fiber.MethodGet || strings.ContainsAny(path, ":*") || elsewhere.MatchString(path) || strings.Contains(r.Path, "/programs/:id") {
			continue
		}
		a, err := c.app.Test(httptest.NewRequest("GET", path, nil), -1)
		must(c.t, err)
		body, err := io.ReadAll(a.Body)
		must(c.t, err)
		all[path] = plain(body, a.Header.Get("Content-Type"))
		if must := path == "/petitions/"+c.p.ID || strings.HasSuffix(path, ".pdf"); must && (a.StatusCode != 200 || !strings.Contains(all[path], "Hear our calls")) {
			c.t.Fatalf("%s: %d, and it does not name the petition", path, a.StatusCode)
		}
	}
	c.mails(all)
	return all
}

// elsewhere are pages of the desk and the office, and files of the ledger, which hold what everybody can compute.
var elsewhere = regexp.MustCompile(`^/(desk|office|static|booth|log|healthz|dev)`)

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
		n, _ := strconv.Atoi(strings.ReplaceAll(m[2], ",", ""))
		found[m[1]] = n
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
