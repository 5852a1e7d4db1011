package store_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/moderation"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/secret"
	"roundrobin/models/thread"
	threadstore "roundrobin/models/thread/store"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var (
	ctx   = context.Background()
	ines  = audit.Who{Name: "Ines Aguilar", Role: "steward"}
	lotte = audit.Who{Name: "Lotte Brandt", Role: "steward"}
)

// house is a booth with a talk and stewards.
type house struct {
	t         *testing.T
	d         *db.DB
	master    secret.Master
	desk      *passtest.Desk
	ledger    *ledgerstore.Ledger
	petitions *petitionstore.Store
	threads   *threadstore.Threads
	cases     *casestore.Cases
	record    audit.Record
	now       time.Time
	p         petition.Petition
}

func each(t *testing.T, f func(h *house)) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		master, err := secret.New(rand.Reader)
		no(t, err)
		h := replica(t, d, master)
		books := passstore.New(d, h.ledger, master, func() time.Time { return h.now }, time.UTC, rand.Reader)
		no(t, books.Publish(ctx, h.desk.Keys, h.desk.Proofs, "2026-10-01", "2026-12-31"))
		text := pass.Text{Language: "en", Title: "Hear our calls", Addressee: "The board", Ask: "Will you?", Background: "We speak there.\n"}
		h.p, err = h.petitions.Gather(ctx, petitionstore.Proposal{Text: text, Goal: 9})
		no(t, err)
		h.p, err = h.petitions.Open(ctx, h.p.ID)
		no(t, err)
		f(h)
	})
}

// replica is one of several processes on one store.
func replica(t *testing.T, d *db.DB, master secret.Master) *house {
	h := &house{t: t, d: d, master: master, desk: passtest.Open(t, "2026Q4", 3), now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	var err error
	h.ledger, err = ledgerstore.Open(ctx, d, passtest.Origin, master, rand.Reader)
	no(t, err)
	clock := func() time.Time { return h.now }
	today := func() day.Day { return day.Of(h.now, time.UTC) }
	h.cases, h.threads = casestore.New(d, h.ledger, rand.Reader, today), threadstore.New(d)
	h.record = audit.NewRecord(d, rand.Reader, today)
	rules := petition.Defaults()
	rules.Sponsors, rules.Steward, rules.SealDays = 0, false, 1
	count := func(context.Context) (int, error) { return 300, nil }
	h.petitions = petitionstore.New(d, h.ledger, passstore.New(d, h.ledger, master, clock, time.UTC, rand.Reader), h.threads, master, petitionstore.Options{
		Now: clock, Loc: time.UTC, Random: rand.Reader, Rules: rules,
		Holders: count, Issued: func(ctx context.Context, _ string) (int, error) { return count(ctx) }, Stewards: h.cases,
	})
	t.Cleanup(h.petitions.Close)
	return h
}

func (h *house) act(n int, k pass.Kind, subject string, seq int, body string) pass.HandedIn {
	h.t.Helper()
	return h.desk.Person(n).Act(h.t, h.p.Slot, k, h.p.ID, h.p.Hash, subject, seq, body)
}

func (h *house) in(a pass.HandedIn) pass.HandedIn {
	h.t.Helper()
	_, err := h.petitions.HandIn(ctx, a)
	no(h.t, err)
	return a
}

// says gives the id of what person n said, sealed.
func (h *house) says(n, seq int, text string) string {
	h.t.Helper()
	a := h.in(h.act(n, pass.Comment, "-", seq, "-\n"+text))
	h.seal()
	return a.CommentID()
}

func (h *house) flags(n int, subject, code string) {
	h.t.Helper()
	h.in(h.act(n, pass.Flag, subject, 1, code))
}

func (h *house) refused(a pass.HandedIn, code string) {
	h.t.Helper()
	_, err := h.petitions.HandIn(ctx, a)
	h.is(err, code)
}

func (h *house) is(err error, code string) {
	h.t.Helper()
	if f := fault.Of(err); f == nil || f.Code != code {
		h.t.Fatalf("expected %s, got %v", code, err)
	}
}

func (h *house) seal() { h.t.Helper(); _, err := h.petitions.Seal(ctx, true); no(h.t, err) }

func (h *house) find(target string) moderation.Case {
	h.t.Helper()
	x, err := h.cases.Find(ctx, target)
	no(h.t, err)
	return x
}

func (h *house) decide(target string, v moderation.Verdict, by audit.Who) error {
	return h.cases.Decide(ctx, target, v, casestore.Decision{
		By: by, Round: h.find(target).Round, Reason: petition.Reason{Code: "person_named", Words: "It names a colleague."}, Standards: 1,
	})
}

func (h *house) shown(id string) string {
	h.t.Helper()
	th, err := h.threads.Read(ctx, h.p.ID, thread.Newest, 1)
	no(h.t, err)
	for _, c := range th.Comments {
		if c.ID == id {
			return c.Text + c.HTML
		}
	}
	h.t.Fatal("the comment is gone")
	return ""
}

// lastLeaf is the newest leaf of the ledger.
func (h *house) lastLeaf() ledger.Operator {
	h.t.Helper()
	size, err := h.ledger.Size(ctx)
	no(h.t, err)
	bundles := ledger.Bundles(0, size)
	path := bundles[len(bundles)-1]
	bundle, err := h.ledger.Tile(ctx, path)
	no(h.t, err)
	leaves, err := ledger.ParseBundle(bundle, path.Width)
	no(h.t, err)
	leaf, err := ledger.ParseLeaf(leaves[len(leaves)-1])
	no(h.t, err)
	return leaf.Operator
}

func (h *house) rows(query string, args ...any) (n int) {
	h.t.Helper()
	no(h.t, h.d.Read.Raw("SELECT count(*) FROM "+query, args...).Row().Scan(&n))
	return n
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
