package store_test

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
	"roundrobin/models/secret"
	threadstore "roundrobin/models/thread/store"
)

func TestMain(m *testing.M) {
	if os.Getenv(killStore) != "" {
		serveToBeKilled()
		return
	}
	dbtest.Main(m)
}

var ctx = context.Background()

// nightly are the rules of a site whose seals are of one day.
func nightly() petition.Rules {
	r := petition.Defaults()
	r.SealDays = 1
	return r
}

// A booth in November with a book of three slots, and a clock that tests move.
type booth struct {
	*store.Store
	t       *testing.T
	d       *db.DB
	ledger  *ledgerstore.Ledger
	books   *passstore.Books
	threads *threadstore.Threads
	desk    *passtest.Desk
	master  secret.Master
	now     time.Time
}

const holders = 300

var texts = pass.Text{Language: "en", Title: "Stop recording our screens", Addressee: "The board", Ask: "Will you stop?", Background: "Because it leaks.\n"}

func open(t *testing.T, d *db.DB) *booth {
	t.Helper()
	m, _ := secret.New(rand.Reader)
	b := replica(t, d, m)
	no(t, b.books.Publish(ctx, b.desk.Keys, b.desk.Proofs, "2026-10-01", "2026-12-31"))
	return b
}

// replica is one of several processes on one store.
func replica(t *testing.T, d *db.DB, m secret.Master) *booth {
	t.Helper()
	b := &booth{t: t, d: d, master: m, desk: passtest.Open(t, "2026Q4", 3), now: noon}
	no(t, b.furnish())
	t.Cleanup(b.Close)
	return b
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// furnish needs no desk: a booth stamps nothing.
func (b *booth) furnish() (err error) {
	if b.ledger, err = ledgerstore.Open(ctx, b.d, passtest.Origin, b.master, rand.Reader); err != nil {
		return err
	}
	clock := func() time.Time { return b.now }
	b.books = passstore.New(b.d, b.ledger, b.master, clock, time.UTC, rand.Reader)
	b.threads = threadstore.New(b.d)
	b.Store = store.New(b.d, b.ledger, b.books, b.threads, b.master, store.Options{
		Now: clock, Loc: time.UTC, Random: rand.Reader, Rules: unreviewed(), SealMin: 10, Workplaces: []string{"Leeds", "Porto", "Remote"},
		Holders: func(context.Context) (int, error) { return holders, nil },
		Issued:  func(context.Context, string) (int, error) { return holders, nil },
	})
	return nil
}

// unreviewed are rules by which a petition opens as soon as anybody says so. Tests that are about sponsors and stewards set others.
func unreviewed() petition.Rules {
	r := nightly()
	r.Sponsors, r.Steward = 0, false
	return r
}

// gather gives a petition that its sponsors can sign.
func (b *booth) gather() petition.Petition {
	b.t.Helper()
	p, err := b.Gather(ctx, store.Proposal{Text: texts, Goal: 9})
	no(b.t, err)
	return p
}

// open gives a petition that everyone can sign; its goal is 9.
func (b *booth) open() petition.Petition {
	b.t.Helper()
	p, err := b.Open(ctx, b.gather().ID)
	no(b.t, err)
	return p
}

// act is what person n hands in.
func (b *booth) act(p petition.Petition, n int, k pass.Kind, subject string, seq int, body string) pass.HandedIn {
	b.t.Helper()
	return b.desk.Person(n).Act(b.t, p.Slot, k, p.ID, p.Hash, subject, seq, body)
}

func (b *booth) signature(p petition.Petition, n, seq int) pass.HandedIn {
	return b.act(p, n, pass.Signature, "-", seq, "")
}

func (b *booth) withdrawal(p petition.Petition, n, seq int) pass.HandedIn {
	return b.act(p, n, pass.Withdrawal, "-", seq, "")
}

func (b *booth) comment(p petition.Petition, n, seq int, text string) pass.HandedIn {
	return b.act(p, n, pass.Comment, "-", seq, "-\n"+text)
}

// in hands in and expects a promise.
func (b *booth) in(h pass.HandedIn) ledger.Promise {
	b.t.Helper()
	signed, err := b.HandIn(ctx, h)
	no(b.t, err)
	p, err := ledger.OpenPromise(signed, verifier(b.t, b.ledger.PromiseKey()))
	no(b.t, err)
	if p.Leaf != ledger.LeafHash(h.Act.Marshal()) {
		b.t.Fatal("another leaf was promised")
	}
	return p
}

func verifier(t *testing.T, key string) note.Verifier {
	t.Helper()
	v, err := note.NewVerifier(key)
	no(t, err)
	return v
}

// refused hands in and expects a refusal.
func (b *booth) refused(h pass.HandedIn, code string) *fault.Fault {
	b.t.Helper()
	_, err := b.HandIn(ctx, h)
	f := fault.Of(err)
	if f == nil || f.Code != code {
		b.t.Fatalf("expected %s, got %v", code, err)
	}
	return f
}

func (b *booth) seal() store.Run {
	b.t.Helper()
	o, err := b.Seal(ctx, true)
	no(b.t, err)
	return o
}

func (b *booth) tomorrow() { b.now = b.now.AddDate(0, 0, 1) }

func (b *booth) until(d day.Day) {
	for b.today() < d {
		b.tomorrow()
	}
}

func (b *booth) today() day.Day { return day.Of(b.now, time.UTC) }

func (b *booth) counted(p petition.Petition) int {
	b.t.Helper()
	p, err := b.Find(ctx, p.ID)
	no(b.t, err)
	return p.Count
}

// leaves are all leaves of the ledger.
func (b *booth) leaves() []ledger.Leaf {
	b.t.Helper()
	size, err := b.ledger.Size(ctx)
	no(b.t, err)
	var all []ledger.Leaf
	for _, p := range ledger.Bundles(0, size) {
		bundle, err := b.ledger.Tile(ctx, p)
		no(b.t, err)
		leaves, err := ledger.ParseBundle(bundle, p.Width)
		no(b.t, err)
		for _, text := range leaves {
			leaf, err := ledger.ParseLeaf(text)
			no(b.t, err)
			all = append(all, leaf)
		}
	}
	return all
}

func (b *booth) rows(table string) (n int) {
	b.t.Helper()
	no(b.t, b.d.Read.Raw("SELECT count(*) FROM "+table).Row().Scan(&n))
	return n
}

func each(t *testing.T, f func(t *testing.T, b *booth)) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) { f(t, open(t, d)) })
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func code(err error) string {
	if err == nil {
		return ""
	}
	if f := fault.Of(err); f != nil {
		return f.Code
	}
	return "broke: " + err.Error()
}

var errStop = errors.New("the power went")
