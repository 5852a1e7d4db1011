package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers"
	"roundrobin/models/audit"
	"roundrobin/models/export/exporttest"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/views/words"
)

// files are the addresses below a petition's that hand something over. Each line of TestWhatIsHandedOverInEveryState follows this order.
var files = []string{"progress", "share", "counts.csv", "whole.json", "letter", "letter.pdf", "poster-a4.pdf", "proof.zip"}

const (
	given   = "200"
	missing = "404 petition_missing"
	notYet  = "404 page_missing" // there is none before it opens
)

// In every state of its life, a petition's figures and files are there, or a sentence says why not. Nothing breaks, and what is hidden stays so.
func TestWhatIsHandedOverInEveryState(t *testing.T) {
	l := newLife(t, reviewSteward)
	must(t, withSite(t.Context(), l.settings, l.outside, func(s *site) error {
		l.begin(s)
		unsigned := func(code string) []string { return []string{given, given, given, given, notYet, notYet, code, notYet} }
		all := func(poster string) []string { return []string{given, given, given, given, given, given, poster, given} }
		nothing := []string{missing, missing, missing, missing, missing, missing, missing, missing}
		for _, id := range []string{"aaaabbbbccccdddd", "nothing", "%2e%2e"} {
			l.hands("unknown", id, nothing)
		}

		p := l.gathered("Hear our calls")
		l.hands("gathering", p.ID, unsigned(given))
		l.hide(p, func() { l.hands("gathering, hidden", p.ID, unsigned("409 petition_hidden")) })
		l.sign(p, 1)
		l.hands("review", p.ID, unsigned("409 petition_not_open"))
		l.hide(p, func() { l.hands("review, hidden", p.ID, unsigned("409 petition_hidden")) })
		l.does(s.petitions.Approve(l.ctx, p.ID, l.decision(p)))
		l.hands("open", p.ID, all(given))
		l.posterLeads(p.ID)
		l.sign(p, 9)
		l.does(s.petitions.Deliver(l.ctx, p.ID))
		l.hands("delivered", p.ID, all(given))
		l.does(s.petitions.Respond(l.ctx, p.ID, petitionstore.Answer{Who: "the board", Words: "We will."}, nil))
		l.hands("answered", p.ID, all(given))

		turned := l.gathered("Shade in the yard")
		l.does(s.petitions.Reject(l.ctx, turned.ID, l.decision(turned)))
		l.hands("rejected", turned.ID, unsigned("410 petition_rejected"))
		l.hide(turned, func() { l.hands("rejected, hidden", turned.ID, unsigned("409 petition_hidden")) })
		l.does(s.petitions.Mend(l.ctx, turned.ID))
		l.hands("draft, being mended", turned.ID, unsigned("409 petition_not_open"))

		back := l.gathered("The night bus")
		must(t, s.boothDB.Write.Exec("UPDATE petition SET state = 'queued' WHERE id = ?", back.ID).Error)
		l.hands("queued", back.ID, unsigned("409 petition_not_open"))
		must(t, s.boothDB.Write.Exec("UPDATE petition SET state = 'gathering' WHERE id = ?", back.ID).Error)
		l.does(s.petitions.Withdraw(l.ctx, back.ID, "It goes again."))
		l.hands("withdrawn", back.ID, unsigned("410 petition_withdrawn"))

		l.now = l.now.AddDate(0, 0, 120)
		l.does(s.petitions.ClosePetition(l.ctx, p.ID))
		l.hands("closed", p.ID, all("410 petition_closed"))
		return nil
	}))
}

// life is a site on which petitions are taken through theirs.
type life struct {
	t        *testing.T
	ctx      context.Context
	settings *config
	outside  *outside
	now      time.Time
	desk     *passtest.Desk
	s        *site
	app      *fiber.App
	log      bytes.Buffer
	signed   int
}

func newLife(t *testing.T, review string) *life {
	words.Strict = true
	l := &life{t: t, ctx: t.Context(), now: time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC), desk: passtest.Open(t, "2026Q4", 4)}
	l.settings = &config{
		Data: t.TempDir(), Zone: "UTC", Origin: passtest.Origin, Employer: "Meridian Freight", Short: "Notices", BookSlots: 4, SealMin: 1, SealDays: 1,
		Review: review, Sponsors: 1, Insecure: true,
	}
	l.outside = &outside{Now: func() time.Time { return l.now }, Random: rand.Reader, Out: io.Discard, Err: io.Discard}
	must(t, (&digestAddCommand{config: *l.settings, Address: "board@meridian.example", Name: "the board", Weekday: "monday", Tongue: "en"}).Run(t.Context(), l.outside))
	return l
}

func (l *life) begin(s *site) {
	l.s = s
	log := slog.New(slog.NewTextHandler(&l.log, nil))
	r := running{site: s.config.site(), machinery: log, requests: log}
	l.app = handlers.New(s.web(r, s.newDesk(r)))
	must(l.t, s.books.Publish(l.ctx, l.desk.Keys, l.desk.Proofs, "2026-10-01", "2026-12-31"))
}

const unseen = "Nobody asked us before it began."

func (l *life) gathered(title string) petition.Petition {
	l.t.Helper()
	text := pass.Text{Language: "en", Title: title, Addressee: "The board", Ask: unseen, Background: "Yes.\n"}
	p, err := l.s.petitions.Gather(l.ctx, petitionstore.Proposal{Text: text, Goal: 9})
	must(l.t, err)
	return p
}

func (l *life) does(_ petition.Petition, err error) { l.t.Helper(); must(l.t, err) }

func (l *life) decision(p petition.Petition) petitionstore.Decision {
	return petitionstore.Decision{By: audit.Who{Name: "Ines Aguilar", Role: "steward"}, Text: p.Hash, Reason: petition.Reason{Code: "person_named", Words: "It names a colleague."}}
}

// hide takes the text out of sight for as long as while takes.
func (l *life) hide(p petition.Petition, while func()) {
	l.t.Helper()
	l.does(l.s.petitions.Hide(l.ctx, p.ID, l.decision(p)))
	while()
	for _, name := range files[:4] {
		if _, body := l.get(p.ID, name); strings.Contains(html.UnescapeString(body), unseen) {
			l.t.Errorf("%s shows what is hidden", name)
		}
	}
	l.does(l.s.petitions.Unhide(l.ctx, p.ID, l.decision(p)))
}

// sign lets so many more people sign.
func (l *life) sign(p petition.Petition, n int) {
	l.t.Helper()
	for range n {
		_, err := l.s.petitions.HandIn(l.ctx, l.desk.Person(l.signed).Act(l.t, p.Slot, pass.Signature, p.ID, p.Hash, "-", 1, ""))
		must(l.t, err)
		l.signed++
	}
	_, err := l.s.petitions.Seal(l.ctx, true)
	must(l.t, err)
}

// hands compares what is handed over of a petition in a state: a status, and the code of the sentence that is said.
func (l *life) hands(state, id string, want []string) {
	l.t.Helper()
	for i, name := range files {
		status, body := l.get(id, name)
		wanted, code, _ := strings.Cut(want[i], " ")
		if fmt.Sprint(status) != wanted {
			l.t.Errorf("%s: %s is %d, not %s", state, name, status, want[i])
			continue
		}
		if sentence := words.Fault(l.ctx, code, map[string]any{"day": blank}); code != "" && !strings.Contains(body, first(sentence)) {
			l.t.Errorf("%s: %s does not say %q: %.300s", state, name, sentence, body)
		}
	}
	if l.log.Len() > 0 {
		l.t.Errorf("%s: %s", state, l.log.String())
		l.log.Reset()
	}
}

// blank is filled into a sentence where a day stands; first is what stands before it.
const blank = "…"

func first(sentence string) string { head, _, _ := strings.Cut(sentence, blank); return head }

func (l *life) get(id, name string) (status int, body string) {
	l.t.Helper()
	a, err := l.app.Test(httptest.NewRequest("GET", "/petitions/"+id+"/"+name, nil), -1)
	must(l.t, err)
	b, err := io.ReadAll(a.Body)
	must(l.t, err)
	return a.StatusCode, html.UnescapeString(string(b))
}

// posterLeads: a phone reads the petition's short link from the poster.
func (l *life) posterLeads(id string) {
	l.t.Helper()
	_, share := l.get(id, "share")
	link := regexp.MustCompile(`value="(http[^"]*/s/[a-z2-7]{8,})"`).FindStringSubmatch(share)
	a, err := l.app.Test(httptest.NewRequest("GET", "/petitions/"+id+"/poster-a4.pdf", nil), -1)
	must(l.t, err)
	pdf, err := io.ReadAll(a.Body)
	must(l.t, err)
	if read := exporttest.Scan(l.t, exporttest.Page(l.t, pdf)); link == nil || read != link[1] {
		l.t.Errorf("the poster leads to %q, the link is %q", read, link)
	}
}
