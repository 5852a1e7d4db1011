package main

import (
	"bytes"
	"context"
	"errors"

	"roundrobin/cmd/roundrobin/demo"
	"roundrobin/models/day"
	"roundrobin/models/pass"
)

const (
	seasonDays  = 91
	pastSlots   = 2   // of a past season's book: one round, and nobody drew up a petition yet
	pastHolders = 900 // who collected one
)

// before plays the seasons before the first petition: programs ran already, and were asked about.
func (p *player) before(ctx context.Context, first int) error {
	past := 0
	for _, x := range p.company.Programs {
		past = max(past, len(x.Pulses)-1)
	}
	p.goTo(first - past*seasonDays)
	if _, err := p.importRoster(ctx, bytes.NewReader(demo.Roster)); err != nil {
		return err
	}
	for _, x := range p.company.Programs {
		if err := p.addProgram(ctx, x); err != nil {
			return err
		}
	}
	for ago := past; ago > 0; ago-- {
		if err := p.season(ctx, first-ago*seasonDays, ago); err != nil {
			return err
		}
	}
	return nil
}

// season is one of those, from its book to the end of its rounds.
func (p *player) season(ctx context.Context, begins, ago int) error {
	p.goTo(begins)
	from := p.start.Add(begins)
	p.book = quarterBefore(p.start, ago)
	keys, proofs, err := p.stamp.Mint(ctx, p.book, pastSlots)
	if err != nil {
		return err
	}
	if err := p.books.Publish(ctx, keys, proofs, from, from.Add(seasonDays-1)); err != nil {
		return err
	}
	if err := errors.Join(p.sayEligible(ctx, p.book, from), p.enrol(ctx, pastHolders)); err != nil {
		return err
	}
	if err := p.rounds(ctx, ago); err != nil {
		return err
	}
	p.goTo(begins + seasonDays/2)
	if err := p.sit(ctx, 0, 1); err != nil {
		return err
	}
	p.goTo(begins + seasonDays)
	p.asked = nil
	return p.petitions.CloseExpired(ctx)
}

func quarterBefore(d day.Day, n int) string {
	for range n {
		d = firstOfQuarter(d).Add(-1)
	}
	return d.Quarter()
}

// rounds opens those of a season, so many seasons ago.
func (p *player) rounds(ctx context.Context, ago int) error {
	for _, x := range p.company.Programs {
		if at := len(x.Pulses) - 1 - ago; at >= 0 {
			if err := p.round(ctx, x.Key, x.Pulses[at]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *player) round(ctx context.Context, program string, x demo.Pulse) error {
	about, err := p.programs.Find(ctx, program)
	if err != nil {
		return err
	}
	made, err := p.petitions.OpenRound(ctx, program, roundText(ctx, about))
	if err != nil {
		return err
	}
	r := &played{Petition: demo.Petition{Key: program, Comments: x.Comments}, id: made.ID, text: made.Hash}
	for step, n := range x.Said {
		for range n {
			r.steps = append(r.steps, pass.PulseValues()[step])
		}
	}
	if r.signing, err = p.passes(ctx, pass.Place{Slot: made.Slot, Purpose: pass.Sign}, len(r.steps)); err != nil {
		return err
	}
	r.saying, err = p.passes(ctx, pass.Place{Slot: made.Slot, Purpose: pass.Voice}, voicesOf(r.Petition))
	p.asked = append(p.asked, r)
	return err
}

// pulse is what people say of programs this season, on three days.
func (p *player) pulse(ctx context.Context, n int) error {
	for part, on := range []int{-40, -20, -3} {
		if n == on {
			return p.sit(ctx, part, 3)
		}
	}
	return nil
}

// sit hands in a part of what is said of programs, in five steps.
func (p *player) sit(ctx context.Context, part, parts int) error {
	var acts []pass.HandedIn
	for _, r := range p.asked {
		for i := part; i < len(r.steps); i += parts {
			h, err := r.signing[i].act(pass.Pulse, r, pass.NoSubject, []byte(r.steps[i]))
			if err != nil {
				return err
			}
			acts = append(acts, h)
		}
	}
	return p.handIn(ctx, acts)
}
