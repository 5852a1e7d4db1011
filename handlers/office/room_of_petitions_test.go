package office_test

import (
	"context"
	"crypto/rand"
	"net/url"
	"sync"
	"testing"
	"time"

	"roundrobin/handlers/office"
	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/incident"
	ledgerstore "roundrobin/models/ledger/store"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	programstore "roundrobin/models/program/store"
	"roundrobin/models/secret"
	"roundrobin/models/setting"
	threadstore "roundrobin/models/thread/store"
	views "roundrobin/views/office"
)

var ctx = context.Background()

// working is an office over a real booth: petitions that one sponsor hands to a steward, programs, a record.
type working struct {
	*house
	desk      *passtest.Desk
	petitions *petitionstore.Store
	programs  *programstore.Programs
	record    audit.Record
	proposed  *proposals
	cases     *casestore.Cases
}

func eachWorking(t *testing.T, f func(t *testing.T, w *working)) {
	dbtest.EachPair(t, func(t *testing.T, identity, booth *db.DB) {
		w := &working{desk: passtest.Open(t, "2026Q4", 3), proposed: &proposals{}}
		w.house = open(t, identity, true, func(h *house, deps *office.Deps) { w.furnish(t, h, booth, deps) })
		f(t, w)
	})
}

func (w *working) furnish(t *testing.T, h *house, d *db.DB, deps *office.Deps) {
	master, err := secret.New(rand.Reader)
	must(t, err)
	l, err := ledgerstore.Open(ctx, d, passtest.Origin, master, rand.Reader)
	must(t, err)
	books := passstore.New(d, l, master, h.now, time.UTC, rand.Reader)
	must(t, books.Publish(ctx, w.desk.Keys, w.desk.Proofs, "2026-10-01", "2026-12-31"))
	rules := petition.Defaults()
	rules.Sponsors = 1
	w.cases = casestore.New(d, l, rand.Reader, func() day.Day { return day.Of(h.now(), time.UTC) })
	w.petitions = petitionstore.New(d, l, books, threadstore.New(d), master, petitionstore.Options{
		Stewards: w.cases,
		Now:      h.now, Loc: time.UTC, Random: rand.Reader, Rules: rules, SealMin: 1,
		Holders: func(context.Context) (int, error) { return 300, nil }, Issued: func(context.Context, string) (int, error) { return 300, nil },
	})
	t.Cleanup(w.petitions.Close)
	w.programs = programstore.New(d, l)
	w.record = audit.NewRecord(d, rand.Reader, func() day.Day { return day.Of(h.now(), time.UTC) })
	deps.Settings, err = setting.NewKeeper(ctx, d, l.Say, rand.Reader, h.now, time.UTC, setting.Values{setting.Sponsors: 2})
	must(t, err)
	deps.Incidents = incident.NewKeeper(d, rand.Reader, h.now, time.UTC)
	deps.Petitions, deps.Keeper, deps.Record, deps.Proposals, deps.Rules, deps.Cases = w.petitions, w.programs, w.record, w.proposed, func() petition.Rules { return rules }, w.cases
}

// gathering is a petition that looks for its sponsor.
func (w *working) gathering(t *testing.T) petition.Petition {
	t.Helper()
	text := pass.Text{Language: "en", Title: "Hear our calls", Addressee: "The board", Ask: "Will you let us hear them?", Background: "Because *we* speak there.\n"}
	p, err := w.petitions.Gather(ctx, petitionstore.Proposal{Text: text, Goal: 9})
	must(t, err)
	return p
}

// reviewed is one that waits for a steward.
func (w *working) reviewed(t *testing.T) petition.Petition {
	t.Helper()
	p := w.gathering(t)
	_, err := w.petitions.HandIn(ctx, w.desk.Person(1).Act(t, p.Slot, pass.Signature, p.ID, p.Hash, "-", 1, ""))
	must(t, err)
	_, err = w.petitions.Seal(ctx, true)
	must(t, err)
	p, err = w.petitions.Find(ctx, p.ID)
	must(t, err)
	return p
}

func (w *working) state(t *testing.T, p petition.Petition) petition.State {
	t.Helper()
	now, err := w.petitions.FindWhole(ctx, p.ID)
	must(t, err)
	return now.State
}

// admin signs Tomasz in.
func (b *browser) admin() {
	b.t.Helper()
	b.pass(30 * time.Second)
	b.signIn("Tomasz Wrona", b.tomasz.Key, b.code(b.tomasz))
}

func (b *browser) decide(p petition.Petition, what, code, words string) answer {
	b.t.Helper()
	return b.send("POST", "/office/petitions/"+p.ID+"/"+what, url.Values{"text": {p.Hash.String()}, "code": {code}, "words": {words}})
}

// proposals are one proposal, decided once.
type proposals struct {
	mu      sync.Mutex
	decided string
}

func (p *proposals) Waiting(context.Context) ([]views.Proposal, error) {
	if p.decided != "" {
		return nil, nil
	}
	return []views.Proposal{{ID: "ab12", Day: "2026-11-25", Title: "Shift-swap scoring", Note: "It ranks us.", Source: "The rota tool, under Help"}}, nil
}

func (p *proposals) Accept(_ context.Context, id, status string, by audit.Who) error {
	return p.decide("accepted as " + status + " by " + by.Name)
}

func (p *proposals) Decline(_ context.Context, id, reason string, by audit.Who) error {
	return p.decide("declined: " + reason + " by " + by.Name)
}

func (p *proposals) decide(what string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.decided != "" {
		return fault.New(fault.Conflict, "petition_state")
	}
	p.decided = what
	return nil
}
