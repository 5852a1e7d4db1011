package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"roundrobin/cmd/roundrobin/demo"
	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/office"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/program"
	"roundrobin/models/roster"
	"roundrobin/models/standard"
)

// calendar is the demo's clock: while the past is played it stands at noon of the day played, and from then on it is the real one.
type calendar struct {
	real  func() time.Time
	stand atomic.Pointer[time.Time]
}

func (c *calendar) now() time.Time {
	if t := c.stand.Load(); t != nil {
		return *t
	}
	return c.real()
}

// player plays the demo company's past, day by day, through the code that a real site runs: every signature is a pass that
// was blind-signed and checked, every day ends with a seal.
type player struct {
	*site
	company *demo.Company
	clock   *calendar
	start   day.Day // the company's day 0
	book    string
	played  []*played // in the order of the story
	asked   []*played // rounds of this season
}

// played is a petition on its way through the demo.
type played struct {
	demo.Petition
	id     string
	text   pass.Hash
	signed int // how many of signing have been handed in
	signing,
	saying []*voice
	said  []string // ids of what was said, in the order of the thread
	steps []string // of a round: what each says
}

// play fills an empty site. It takes a few seconds, most of them for passes.
func play(ctx context.Context, s *site, company *demo.Company, clock *calendar) error {
	p := &player{site: s, company: company, clock: clock, start: day.Of(clock.real(), s.zone)}
	first := p.firstDay()
	defer clock.stand.Store(nil)
	if err := p.before(ctx, first); err != nil {
		return fmt.Errorf("demo: seasons before: %w", err)
	}
	p.goTo(first)
	if err := p.found(ctx, first); err != nil {
		return fmt.Errorf("demo: founding: %w", err)
	}
	for n := first; n < 0; n++ {
		p.goTo(n)
		if err := p.playDay(ctx, n); err != nil {
			return fmt.Errorf("demo: day %d: %w", n, err)
		}
		if err := p.tell(ctx, n); err != nil {
			return fmt.Errorf("demo: what leadership was told on day %d: %w", n, err)
		}
	}
	p.goTo(0)
	if err := p.playDay(ctx, 0); err != nil {
		return err
	}
	return errors.Join(p.petitions.Settle(ctx), p.emptySlots(ctx), p.retireBooks(ctx))
}

func (p *player) goTo(n int) {
	noon := p.start.Add(n).Begins(p.zone).Add(12 * time.Hour)
	p.clock.stand.Store(&noon)
}

// firstDay is the eve of the first petition. Programs are older, and are simply there.
func (p *player) firstDay() int {
	first := 0
	for _, x := range p.company.Petitions {
		first = min(first, x.Gathering)
	}
	return first - 1
}

// found lays down what was there before the first petition: book, holders, rounds.
func (p *player) found(ctx context.Context, first int) error {
	from, to := p.start.Add(first), lastOfQuarter(p.start)
	p.book = p.start.Quarter()
	keys, proofs, err := p.stamp.Mint(ctx, p.book, p.config.BookSlots)
	if err != nil {
		return err
	}
	if err := p.books.Publish(ctx, keys, proofs, from, to); err != nil {
		return err
	}
	if err := errors.Join(p.sayEligible(ctx, p.book, from), p.sayWallets(ctx), p.sayStandards(ctx)); err != nil {
		return err
	}
	if err := p.enrol(ctx, p.company.Site.Holders); err != nil {
		return err
	}
	if err := p.rounds(ctx, 0); err != nil {
		return err
	}
	for i := range p.company.Petitions {
		p.played = append(p.played, &played{Petition: p.company.Petitions[i]})
	}
	return nil
}

// enrol gives a book to as many as hold one, but not to the person whose address the banner offers.
func (p *player) enrol(ctx context.Context, holding int) error {
	try, err := roster.ParseAddress(p.company.Site.Try)
	if err != nil {
		return err
	}
	all, err := p.roster.Hashes(ctx)
	if err != nil {
		return err
	}
	var holders [][32]byte
	for _, h := range all {
		if h != p.roster.Hash(try) && len(holders) < holding {
			holders = append(holders, h)
		}
	}
	return p.stamp.Enrol(ctx, p.book, holders)
}

func (p *player) addProgram(ctx context.Context, x demo.Program) error {
	facts := program.Program{
		ID: x.Key, Name: x.Name, Purpose: x.Purpose, Owner: x.Owner, Covered: x.Covered, Who: x.Who, Begins: p.start.Add(x.Start),
		Status: program.Status(x.Status), Since: p.start.Add(x.Since), Choice: x.Choice, Review: program.Review(x.Review), Note: x.ReviewNote,
	}
	for _, c := range x.Collects {
		facts.Collects = append(facts.Collects, program.Datum{Name: c.Kind, Note: c.Note})
	}
	for _, s := range x.Sources {
		facts.Sources = append(facts.Sources, program.Source{Title: s.Title, URL: s.URL})
	}
	if err := p.programs.Add(ctx, facts); err != nil {
		return err
	}
	var entries []program.Entry
	for _, e := range x.Timeline {
		entries = append(entries, program.Entry{
			Day: p.start.Add(e.Day), Kind: program.Kind(e.Kind), Title: e.Title, Note: e.Note, Source: e.Source, Status: program.Status(e.Status),
		})
	}
	return p.programs.Tell(ctx, x.Key, entries...)
}

// playDay is one day: what came due in the morning, then what people do, sealed in the evening.
func (p *player) playDay(ctx context.Context, n int) error {
	if _, err := p.petitions.Seal(ctx, false); err != nil { // yesterday's is over
		return err
	}
	if err := p.petitions.TallyRatings(ctx); err != nil {
		return err
	}
	for _, x := range p.played {
		if err := p.morning(ctx, x, n); err != nil {
			return fmt.Errorf("%s: %w", x.Key, err)
		}
	}
	if n == 0 {
		return nil
	}
	if err := p.people(ctx, n); err != nil {
		return err
	}
	return p.pulse(ctx, n)
}

// morning moves a petition along its life.
func (p *player) morning(ctx context.Context, x *played, n int) error {
	steps := []struct {
		due  bool
		step func() error
	}{
		{x.Gathering == n, func() error { return p.gather(ctx, x) }},
		{x.Rejection != nil && x.Rejection.Day == n, func() error { _, err := p.petitions.Reject(ctx, x.id, p.decision(x)); return err }},
		{is(x.Opened, n), func() error { _, err := p.petitions.Approve(ctx, x.id, p.decision(x)); return err }},
		{x.Withdrawal != nil && x.Withdrawal.Day == n, func() error { _, err := p.petitions.Withdraw(ctx, x.id, x.Withdrawal.Words); return err }},
		{is(x.Lapsed, n), func() error { return p.petitions.Lapse(ctx) }},
		{is(x.Delivered, n), func() error { _, err := p.petitions.Deliver(ctx, x.id); return err }},
		{is(x.Received, n), func() error { return p.receive(ctx, x) }},
		{x.Meeting != nil && x.Meeting.Day == n, func() error { return p.meet(ctx, x) }},
		{slices.ContainsFunc(x.Answers(), func(r demo.Response) bool { return r.Day == n }), func() error { return p.answer(ctx, x, n) }},
		{x.Closes != nil && *x.Closes+1 == n, func() error { _, err := p.petitions.ClosePetition(ctx, x.id); return err }},
		{x.Outcome != nil && x.Outcome.Day == n, func() error { return p.conclude(ctx, x) }},
	}
	for _, s := range steps {
		if s.due {
			if err := s.step(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *player) gather(ctx context.Context, x *played) error {
	text := pass.Text{Language: x.Language, Title: x.Title, Addressee: x.Addressee, Ask: x.Ask, Background: x.Background}
	made, err := p.petitions.Gather(ctx, petitionstore.Proposal{Program: x.Program, Topic: petition.Topic(x.Topic), Text: text, Goal: x.Goal})
	if err != nil {
		return err
	}
	x.id, x.text = made.ID, made.Hash
	if made.State == petition.Queued {
		return nil
	}
	return p.collect(ctx, x, made.Slot)
}

// decision is that of the company's steward.
func (p *player) decision(x *played) petitionstore.Decision {
	d := petitionstore.Decision{By: audit.Who{Name: p.company.Site.Steward, Role: string(office.Steward)}, Text: x.text}
	if x.Rejection != nil {
		d.Standards = standard.First().Version
		d.Reason = petition.Reason{Code: x.Rejection.Code, Words: x.Rejection.Words}
	}
	return d
}

func (p *player) conclude(ctx context.Context, x *played) error {
	_, err := p.petitions.Conclude(ctx, x.id, petition.Outcome(x.Outcome.Result), x.Outcome.Reason)
	return err
}

func is(d *int, n int) bool { return d != nil && *d == n }

func lastOfQuarter(d day.Day) day.Day {
	last := d
	for last.Add(1).Quarter() == d.Quarter() {
		last = last.Add(1)
	}
	return last
}
