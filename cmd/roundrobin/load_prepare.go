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
	"roundrobin/models/pass"
	"roundrobin/models/pass/stamp"
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
	ask    *loadPrepareCommand
	passes load.Passes
	keys   *pass.KeyFile
}

func (p *preparing) prepare(ctx context.Context) (*load.Passes, error) {
	if err := p.mintBooks(ctx); err != nil {
		return nil, err
	}
	if err := p.empty(ctx); err != nil {
		return nil, err
	}
	report, err := p.importRoster(ctx, p.list())
	if err == nil && report.Added != p.ask.People {
		err = fmt.Errorf("of %d people %d came onto the roster", p.ask.People, report.Added)
	}
	if err != nil {
		return nil, err
	}
	book, err := p.books.Season(ctx)
	if err != nil {
		return nil, err
	}
	p.passes.Key, p.passes.Book = p.ledger.Key(), book.Name
	if err := p.enrol(ctx); err != nil {
		return nil, err
	}
	if err := p.open(ctx); err != nil {
		return nil, err
	}
	return &p.passes, p.stampAll(ctx)
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

func addressOf(n int) string { return fmt.Sprintf("person%d@company.test", n) }

func (p *preparing) list() io.Reader {
	var list strings.Builder
	list.WriteString("name,email\n")
	for n := range p.ask.People {
		fmt.Fprintf(&list, "Person %d,%s\n", n, addressOf(n))
	}
	return strings.NewReader(list.String())
}

// enrol notes that everybody has collected their book, as the desk does.
func (p *preparing) enrol(ctx context.Context) error {
	persons := make([]stamp.Person, p.ask.People)
	for n := range persons {
		address, err := roster.ParseAddress(addressOf(n))
		if err != nil {
			return err
		}
		persons[n] = p.site.roster.Hash(address)
	}
	return p.stamp.Enrol(ctx, p.passes.Book, persons)
}

func (p *preparing) open(ctx context.Context) error {
	for n := range p.ask.Petitions {
		text := pass.Text{Language: "en", Title: fmt.Sprintf("Test petition %d", n+1), Addressee: "Leadership", Ask: "Please keep the night bus.", Background: strings.Repeat("The last bus leaves before the late shift ends. We walk, or wait for the first one of the morning.\n\n", 12)}
		made, err := p.petitions.Gather(ctx, petitionstore.Proposal{Text: text})
		if err == nil {
			made, err = p.petitions.Open(ctx, made.ID)
		}
		if err != nil {
			return err
		}
		p.passes.Petitions = append(p.passes.Petitions, load.Petition{ID: made.ID, Slot: made.Slot, Text: text.Hash()})
	}
	return nil
}

// stampAll makes the passes on all cores: blinded here and stamped blind, as between a wallet and the desk. The run takes them out of their
// blinds and verifies them.
func (p *preparing) stampAll(ctx context.Context) (err error) {
	if p.keys, err = p.books.KeyFile(ctx, p.passes.Book); err != nil {
		return err
	}
	signers := map[pass.Place]*pass.Signer{}
	for _, x := range p.passes.Petitions {
		for _, purpose := range []pass.Purpose{pass.Sign, pass.Voice} {
			at := pass.Place{Slot: x.Slot, Purpose: purpose}
			if signers[at], err = p.stamp.Signer(ctx, p.passes.Book, at); err != nil {
				return err
			}
		}
	}
	p.passes.People = make([]load.Person, p.ask.People)
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for n := range p.passes.People {
		g.Go(func() error { return errors.Join(ctx.Err(), p.stampOne(n, signers)) })
	}
	return g.Wait()
}

func (p *preparing) stampOne(n int, signers map[pass.Place]*pass.Signer) (err error) {
	x := &p.passes.People[n]
	x.Petition = n % len(p.passes.Petitions)
	if _, err = io.ReadFull(p.out.Random, x.Seed[:]); err != nil {
		return err
	}
	w, slot := pass.NewWallet(x.Seed, p.ledger.Origin()), p.passes.Petitions[x.Petition].Slot
	one := func(purpose pass.Purpose) ([]byte, error) {
		at := pass.Place{Slot: slot, Purpose: purpose}
		r, err := w.Prepare(p.keys.Key(at))
		if err != nil {
			return nil, err
		}
		return signers[at].BlindSign(r.Blinded)
	}
	if x.Sign, err = one(pass.Sign); err == nil && p.talks(n) {
		x.Voice, err = one(pass.Voice)
	}
	return err
}

// talks spreads those who do over all petitions.
func (p *preparing) talks(n int) bool {
	among := n / p.ask.Petitions
	return (among+1)*p.ask.Talkers/100 > among*p.ask.Talkers/100
}
