package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"roundrobin/cmd/roundrobin/load"
	"roundrobin/models/audit"
	"roundrobin/models/office"
	"roundrobin/models/pass"
	"roundrobin/models/pass/stamp"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/roster"
)

type loadPrepareCommand struct {
	config
	Passes    string `arg:"" type:"path" help:"Where to write the passes; must not be there yet. Delete it after the run."`
	People    int    `help:"How many people." default:"1000"`
	Petitions int    `help:"Under how many petitions; each person signs one." default:"4"`
	Talkers   int    `help:"Of a hundred people, how many also comment." default:"1"`
}

// testOrigin ends the names that stand for nobody (RFC 6761). A site's name is part of every pass, statement and leaf: what was made for a
// test can never be taken for anything else.
const testOrigin = ".test"

var (
	errNoTest   = errors.New("passes for made-up people are made for test sites only: the origin (RR_ORIGIN) of one ends in .test, as in petitions.test")
	errNotEmpty = errors.New("passes for made-up people are made for empty sites only: this one has people on its roster, books that were collected, or petitions")
)

func (c *loadPrepareCommand) Run(ctx context.Context, o *outside) error {
	if !strings.HasSuffix(c.Origin, testOrigin) {
		return errNoTest
	}
	if c.People < 1 || c.People > mostPeople || c.Petitions < 1 || c.Petitions > c.BookSlots || c.Talkers < 0 || c.Talkers > 100 {
		return fmt.Errorf("1 to 1,000,000 people sign 1 to %d petitions (RR_BOOK_SLOTS), and 0 to 100 of a hundred talk", c.BookSlots)
	}
	return withSite(ctx, &c.config, o, func(s *site) error {
		p := &preparing{site: s, ask: c}
		passes, err := p.prepare(ctx)
		if err != nil {
			return err
		}
		if err := passes.Save(c.Passes); err != nil {
			return err
		}
		_, err = fmt.Fprintf(o.Out, "passes for %d people in %s; now 'roundrobin serve', and 'roundrobin load run'\n", c.People, c.Passes)
		return err
	})
}

// preparing is a test site on its way to be loaded.
type preparing struct {
	*site
	ask     *loadPrepareCommand
	passes  load.Passes
	keys    *pass.KeyFile
	signers map[pass.Place]*pass.Signer
}

func (p *preparing) prepare(ctx context.Context) (*load.Passes, error) {
	if err := p.mintBooks(ctx); err != nil {
		return nil, err
	}
	book, err := p.books.Season(ctx)
	if err != nil {
		return nil, err
	}
	p.passes.Key, p.passes.Book = p.ledger.Key(), book.Name
	for _, do := range []func(context.Context) error{p.empty, p.hire, p.enrol, p.gather, p.sponsor, p.open, p.stampAll} {
		if err := do(ctx); err != nil {
			return nil, err
		}
	}
	return &p.passes, nil
}

// empty refuses a site that anybody has used.
func (p *preparing) empty(ctx context.Context) error {
	book, err := p.books.Season(ctx)
	if err != nil {
		return err
	}
	people, err := p.site.roster.Eligible(ctx, book.From)
	if err != nil {
		return err
	}
	issued, err := p.stamp.Issued(ctx, book.Name)
	if err != nil {
		return err
	}
	_, petitions, err := p.petitions.List(ctx, petitionstore.Filter{Every: true, Limit: 1})
	if err == nil && people+issued+petitions > 0 {
		err = errNotEmpty
	}
	return err
}

// all are those who come, and behind them as many as could be asked to be sponsors.
func (p *preparing) all() int { return p.ask.People + p.ask.Petitions*petition.MostSponsors }

func addressOf(n int) string { return fmt.Sprintf("person%d@company.test", n) }

// hire puts all on the roster.
func (p *preparing) hire(ctx context.Context) error {
	var list strings.Builder
	list.WriteString("name,email\n")
	for n := range p.all() {
		fmt.Fprintf(&list, "Person %d,%s\n", n, addressOf(n))
	}
	report, err := p.importRoster(ctx, strings.NewReader(list.String()))
	if err == nil && report.Added != p.all() {
		err = fmt.Errorf("of %d people %d came onto the roster", p.all(), report.Added)
	}
	return err
}

// enrol notes that everybody has collected their book, as the desk does.
func (p *preparing) enrol(ctx context.Context) error {
	persons := make([]stamp.Person, p.all())
	for n := range persons {
		address, err := roster.ParseAddress(addressOf(n))
		if err != nil {
			return err
		}
		persons[n] = p.site.roster.Hash(address)
	}
	return p.stamp.Enrol(ctx, p.passes.Book, persons)
}

const background = "The last bus leaves before the late shift ends. We walk, or wait for the first one of the morning.\n\n"

// gather lets petitions look for sponsors, and keeps the keys of their passes at hand.
func (p *preparing) gather(ctx context.Context) (err error) {
	for n := range p.ask.Petitions {
		text := pass.Text{Language: "en", Title: fmt.Sprintf("Test petition %d", n+1), Addressee: "Leadership", Ask: "Please keep the night bus.", Background: strings.Repeat(background, 12)}
		made, err := p.petitions.Gather(ctx, petitionstore.Proposal{Text: text})
		if err != nil {
			return err
		}
		p.passes.Petitions = append(p.passes.Petitions, load.Petition{ID: made.ID, Slot: made.Slot, Text: made.Hash})
	}
	if p.keys, err = p.books.KeyFile(ctx, p.passes.Book); err != nil {
		return err
	}
	p.signers = map[pass.Place]*pass.Signer{}
	for _, x := range p.passes.Petitions {
		for _, purpose := range []pass.Purpose{pass.Sign, pass.Voice} {
			at := pass.Place{Slot: x.Slot, Purpose: purpose}
			if p.signers[at], err = p.stamp.Signer(ctx, p.passes.Book, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// sponsor signs each petition by as many as it needs, and seals.
func (p *preparing) sponsor(ctx context.Context) error {
	for _, x := range p.passes.Petitions {
		made, err := p.petitions.Find(ctx, x.ID)
		if err != nil {
			return err
		}
		for range made.Sponsors {
			if err := p.sign(ctx, x); err != nil {
				return err
			}
		}
	}
	_, err := p.petitions.Seal(ctx, true)
	return err
}

func (p *preparing) sign(ctx context.Context, x load.Petition) error {
	w, err := p.wallet()
	if err != nil {
		return err
	}
	r, stamped, err := p.stampOne(w.Wallet, x.Slot, pass.Sign)
	if err != nil {
		return err
	}
	held, err := r.Finish(stamped)
	if err != nil {
		return err
	}
	act, err := w.Sign(held, pass.Signature, x.ID, x.Text, pass.NoSubject, 1, nil)
	if err == nil {
		_, err = p.petitions.HandIn(ctx, act)
	}
	return err
}

// open lets everybody sign: a seal opens what has its sponsors, unless a steward must.
func (p *preparing) open(ctx context.Context) error {
	by := audit.Who{Name: "Load test", Role: string(office.Steward)}
	for _, x := range p.passes.Petitions {
		now, err := p.petitions.Find(ctx, x.ID)
		if err == nil && now.State == petition.Review {
			now, err = p.petitions.Approve(ctx, x.ID, petitionstore.Decision{By: by, Text: x.Text})
		}
		if err == nil && now.State != petition.Open {
			err = fmt.Errorf("petition %s is %s with %d of %d sponsors, and should be open", x.ID, now.State, now.Count, now.Sponsors)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type madeWallet struct {
	*pass.Wallet
	seed pass.Seed
}

func (p *preparing) wallet() (w madeWallet, err error) {
	_, err = io.ReadFull(p.out.Random, w.seed[:])
	w.Wallet = pass.NewWallet(w.seed, p.ledger.Origin())
	return w, err
}

// stampOne makes one pass: blinded here and stamped blind, as between a wallet and the desk.
func (p *preparing) stampOne(w *pass.Wallet, slot int, purpose pass.Purpose) (*pass.Request, []byte, error) {
	at := pass.Place{Slot: slot, Purpose: purpose}
	r, err := w.Prepare(p.keys.Key(at))
	if err != nil {
		return nil, nil, err
	}
	stamped, err := p.signers[at].BlindSign(r.Blinded)
	return r, stamped, err
}

// stampAll makes all passes, on all cores. The run takes them out of their blinds and verifies them.
func (p *preparing) stampAll(ctx context.Context) error {
	p.passes.People = make([]load.Person, p.ask.People)
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for n := range p.passes.People {
		g.Go(func() error { return errors.Join(ctx.Err(), p.person(n)) })
	}
	return g.Wait()
}

func (p *preparing) person(n int) error {
	w, err := p.wallet()
	if err != nil {
		return err
	}
	x := load.Person{Seed: w.seed, Petition: n % len(p.passes.Petitions)}
	slot := p.passes.Petitions[x.Petition].Slot
	if _, x.Sign, err = p.stampOne(w.Wallet, slot, pass.Sign); err == nil && p.talks(n) {
		_, x.Voice, err = p.stampOne(w.Wallet, slot, pass.Voice)
	}
	p.passes.People[n] = x
	return err
}

// talks spreads those who do over all petitions.
func (p *preparing) talks(n int) bool {
	among := n / p.ask.Petitions
	return (among+1)*p.ask.Talkers/100 > among*p.ask.Talkers/100
}
