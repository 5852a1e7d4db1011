package booth_test

import (
	"context"
	"crypto/rand"
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/booth"
	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/incident"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/response"
	responsestore "roundrobin/models/response/store"
	"roundrobin/models/secret"
	threadstore "roundrobin/models/thread/store"
)

// delivered gives a site on which one petition was handed to the board, and the board's key to its answer.
func delivered(t *testing.T, d *db.DB) (b *booth.Booth, id string, key response.Key) {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	m, err := secret.New(rand.Reader)
	no(t, err)
	l, err := ledgerstore.Open(t.Context(), d, passtest.Origin, m, rand.Reader)
	no(t, err)
	books := passstore.New(d, l, m, now, time.UTC, rand.Reader)
	desk := passtest.Open(t, "2026Q4", 2)
	no(t, books.Publish(t.Context(), desk.Keys, desk.Proofs, "2026-10-01", "2026-12-31"))
	some := func(context.Context) (int, error) { return 100, nil }
	rules := petition.Defaults()
	rules.Sponsors, rules.Steward = 0, false
	var links *responsestore.Store
	p := petitionstore.New(d, l, books, threadstore.New(d), m, petitionstore.Options{
		Now: now, Loc: time.UTC, Random: rand.Reader, Rules: rules, SealMin: 1,
		Holders: some, Issued: func(ctx context.Context, _ string) (int, error) { return some(ctx) },
		HandOver: func(tx *db.Tx, over petition.Handover) (_ []byte, err error) {
			_, key, err = links.Invite(tx, over.Petition, "recipient of the board", "the board")
			return []byte("what they were sent"), err
		},
	})
	t.Cleanup(p.Close)
	links = responsestore.New(d, p, m, responsestore.Options{
		Now: now, Loc: time.UTC, Random: rand.Reader, Pause: func(context.Context) error { return nil },
		Renewed: func(*db.Tx, petition.Petition, response.Link, response.Key, int) error { return nil },
	})
	x, err := p.Gather(t.Context(), petitionstore.Proposal{Text: pass.Text{Language: "en", Title: "Shade", Addressee: "The board", Ask: "Shade, please.", Background: "It is hot.\n"}, Goal: 1})
	no(t, err)
	_, err = p.Open(t.Context(), x.ID)
	no(t, err)
	_, err = p.HandIn(t.Context(), desk.Person(1).Act(t, x.Slot, pass.Signature, x.ID, x.Hash, "-", 1, ""))
	no(t, err)
	_, err = p.Seal(t.Context(), true)
	no(t, err)
	_, err = p.Deliver(t.Context(), x.ID)
	no(t, err)
	return &booth.Booth{
		Ledger: l, Books: books, Petitions: p, Threads: threadstore.New(d), Responses: links, Now: now, Zone: time.UTC, Rules: p.Ruled, Holders: some,
		Incidents: incident.NewKeeper(d, rand.Reader, now, time.UTC), Status: func(error) int { return fiber.StatusConflict },
	}, x.ID, key
}

// Leadership opens its page and looks at what it wrote while writing is frozen. Nothing that is pressed there is done, nothing that was
// typed is lost, and the link is good afterwards.
func TestLeadershipSaysNothingWhileWritingIsFrozen(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		b, id, key := delivered(t, d)
		app := fiber.New(fiber.Config{Immutable: true})
		b.Public(app)
		press := func(do string, more ...string) (int, string) {
			t.Helper()
			form := url.Values{"key": {key.Code()}, "do": {do}, "words": {"We **will**, by March."}, "seen": {"0"}, "meeting": {"Ask the works council."}}
			for i := 0; i < len(more); i += 2 {
				form.Set(more[i], more[i+1])
			}
			r := httptest.NewRequest(fiber.MethodPost, "/respond", strings.NewReader(form.Encode()))
			r.Header.Set(fiber.HeaderContentType, fiber.MIMEApplicationForm)
			answer, err := app.Test(r, -1)
			no(t, err)
			body, err := io.ReadAll(answer.Body)
			no(t, err)
			return answer.StatusCode, string(body)
		}
		happened := func() int {
			life, err := b.Petitions.Life(t.Context(), id)
			no(t, err)
			return len(life.Happenings) + len(life.Responses)
		}
		by, before := audit.Who{Name: "Tomasz Wrona", Role: "admin"}, happened()
		no(t, b.Incidents.Take(t.Context(), incident.Step{What: incident.Opened, Text: "Stop.", Freeze: true}, by))
		const said = "Writing is frozen while an incident is looked into."
		for _, do := range []string{"receive", "meet", "publish", "say"} {
			status, body := press(do, "speech", "Thank you all.")
			if status != fiber.StatusConflict || !strings.Contains(body, said) || !strings.Contains(body, "We **will**, by March.</textarea>") || !strings.Contains(body, "Ask the works council.") || !strings.Contains(body, "Thank you all.") {
				t.Errorf("%s: %d %s", do, status, body)
			}
		}
		for _, do := range []string{"", "preview"} {
			if status, body := press(do); status != fiber.StatusOK || strings.Contains(body, said) || !strings.Contains(body, "Shade, please.") {
				t.Errorf("reading by %q: %d %s", do, status, body)
			}
		}
		if n := happened(); n != before {
			t.Errorf("%d things happened", n-before)
		}
		no(t, b.Incidents.Take(t.Context(), incident.Step{What: incident.Lifted, Text: "Go on.", Seen: 1}, by))
		if status, body := press("publish"); status != fiber.StatusOK || happened() == before {
			t.Errorf("afterwards: %d %s", status, body)
		}
	})
}
