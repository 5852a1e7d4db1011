package store_test

import (
	"strings"
	"testing"

	"roundrobin/models/day"
	"roundrobin/models/pass"
	"roundrobin/models/program"
	programstore "roundrobin/models/program/store"
)

var routeCam = program.Program{ID: "routecam", Name: "RouteCam", Purpose: "Films.", Begins: "2026-06-01", Status: program.Active, Since: "2026-06-01", Review: program.NoReview}

var filmed = program.Proposal{Program: "routecam", Day: "2026-11-20", Kind: program.Incident, Title: "Footage was left on a stick", Source: "https://intranet.example/1"}

func (b *booth) proposal(n, seq int, p program.Proposal) pass.HandedIn {
	b.t.Helper()
	return b.desk.Person(n).Act(b.t, pass.ProposalPlace, pass.Proposing, pass.AboutPrograms, pass.Hash{}, "-", seq, string(p.Marshal()))
}

func proposing(t *testing.T, f func(t *testing.T, b *booth, programs *programstore.Programs)) {
	each(t, func(t *testing.T, b *booth) {
		programs := programstore.New(b.d, b.ledger)
		b.Proposals = programs
		no(t, programs.Add(ctx, routeCam))
		f(t, b, programs)
	})
}

func TestAProposalWaitsForTheSealAndIsNoLeaf(t *testing.T) {
	proposing(t, func(t *testing.T, b *booth, programs *programstore.Programs) {
		h := b.proposal(1, 1, filmed)
		first, err := b.HandIn(ctx, h)
		no(t, err)
		if waits, err := programs.Proposed(ctx); err != nil || len(waits) != 0 {
			t.Errorf("before the seal: %v, %v", waits, err)
		}
		before, _ := b.ledger.Size(ctx)
		b.seal()
		after, _ := b.ledger.Size(ctx)
		if after != before {
			t.Errorf("%d leaves", after-before)
		}
		waits, err := programs.Proposed(ctx)
		no(t, err)
		if len(waits) != 1 || waits[0].ID != h.CommentID() || waits[0].Proposal != filmed || waits[0].Day != day.Day("2026-11-23") {
			t.Fatalf("%+v", waits)
		}
		again, err := b.HandIn(ctx, h) // the same bytes, the same promise
		no(t, err)
		if string(again) != string(first) {
			t.Error("another promise for the same bytes")
		}
		b.seal()
		if waits, _ := programs.Proposed(ctx); len(waits) != 1 {
			t.Errorf("proposed %d times", len(waits))
		}
	})
}

func TestWhatCannotBeProposed(t *testing.T) {
	proposing(t, func(t *testing.T, b *booth, _ *programstore.Programs) {
		change := func(f func(*program.Proposal)) program.Proposal { p := filmed; f(&p); return p }
		_, err := b.HandIn(ctx, b.proposal(1, 1, filmed))
		no(t, err)
		for want, h := range map[string]pass.HandedIn{
			"seq_used":           b.proposal(1, 1, change(func(p *program.Proposal) { p.Title = "Other" })),
			"statements_spent":   b.proposal(1, 9, filmed),
			"program_missing":    b.proposal(2, 1, change(func(p *program.Proposal) { p.Program = "nothing" })),
			"text_empty":         b.proposal(2, 1, change(func(p *program.Proposal) { p.Source = " " })),
			"text_too_long":      b.proposal(2, 1, change(func(p *program.Proposal) { p.Title = strings.Repeat("x", 121) })),
			"text_unreadable":    b.proposal(2, 1, change(func(p *program.Proposal) { p.Title = "a\x00b" })),
			"day_ahead":          b.proposal(2, 1, change(func(p *program.Proposal) { p.Day = "2026-11-24" })),
			"day_unreadable":     b.proposal(2, 1, change(func(p *program.Proposal) { p.Day = "" })),
			"kind_unknown":       b.proposal(2, 1, change(func(p *program.Proposal) { p.Kind = "party" })),
			"pass_elsewhere":     b.desk.Person(2).Act(t, 1, pass.Proposing, pass.AboutPrograms, pass.Hash{}, "-", 1, string(filmed.Marshal())),
			"act_unknown":        b.desk.Person(2).Act(t, pass.ProposalPlace, pass.Proposing, "routecam", pass.Hash{}, "-", 1, string(filmed.Marshal())),
			"proposal_malformed": b.desk.Person(2).Act(t, pass.ProposalPlace, pass.Proposing, pass.AboutPrograms, pass.Hash{}, "-", 1, `{"title":"x","extra":1}`),
		} {
			if _, err := b.HandIn(ctx, h); code(err) != want {
				t.Errorf("want %s, got %v", want, err)
			}
		}
		b.Proposals = nil
		if _, err := b.HandIn(ctx, b.proposal(3, 1, filmed)); code(err) != "act_unknown" {
			t.Errorf("with nobody to keep it: %v", err)
		}
	})
}

func TestAProposalIsAcceptedOrDeclinedOnce(t *testing.T) {
	proposing(t, func(t *testing.T, b *booth, programs *programstore.Programs) {
		entry, bad := b.proposal(1, 1, filmed), b.proposal(1, 2, program.Proposal{Program: "routecam", Day: "2026-11-21", Kind: program.Note, Title: "X is a liar", Source: "hearsay"})
		made := b.proposal(2, 1, program.Proposal{Title: "Locker Sensors", Note: "Counts who opens a locker.", Data: "openings\n\nnames", Source: "A notice in the changing room"})
		for _, h := range []pass.HandedIn{entry, bad, made} {
			_, err := b.HandIn(ctx, h)
			no(t, err)
		}
		b.seal()
		_, err := programs.Accept(ctx, entry.CommentID(), "2026-11-24", programstore.Accepting{Status: program.Paused})
		no(t, err)
		if code(programs.Decline(ctx, bad.CommentID(), "2026-11-24", " \n", nil)) != "reason_needed" {
			t.Error("declined without a reason")
		}
		no(t, programs.Decline(ctx, bad.CommentID(), "2026-11-24", "It names a person.", nil))
		if id, err := programs.Accept(ctx, made.CommentID(), "2026-11-24", programstore.Accepting{As: "routecam"}); code(err) != "program_exists" {
			t.Errorf("%s, %v", id, err)
		}
		id, err := programs.Accept(ctx, made.CommentID(), "2026-11-24", programstore.Accepting{})
		no(t, err)
		for _, h := range []pass.HandedIn{entry, bad, made} {
			if _, err := programs.Accept(ctx, h.CommentID(), "2026-11-24", programstore.Accepting{}); code(err) != "proposal_decided" {
				t.Errorf("again: %v", err)
			}
		}
		if code(programs.Decline(ctx, "nothing", "2026-11-24", "x", nil)) != "proposal_missing" {
			t.Error("there is none")
		}
		p, err := programs.Find(ctx, id)
		no(t, err)
		if id != "locker-sensors" || len(p.Collects) != 2 || p.Status != program.Announced || p.Sources[0].Title != "A notice in the changing room" {
			t.Errorf("%s: %+v", id, p)
		}
		timeline, err := programs.Timeline(ctx, "routecam", "")
		no(t, err)
		if len(timeline) != 1 || !timeline[0].Proposed || timeline[0].Source != filmed.Source {
			t.Errorf("%+v", timeline)
		}
		if p, _ := programs.Find(ctx, "routecam"); p.Status != program.Paused {
			t.Errorf("it is %s", p.Status)
		}
		decided, err := programs.Decided(ctx, 10)
		no(t, err)
		said := map[string]string{}
		for _, d := range decided {
			said[d.ID] = string(d.Decided) + d.About + d.Reason
		}
		if said[bad.CommentID()] != "declinedroutecamIt names a person." || said[made.CommentID()] != "acceptedlocker-sensors" || len(said) != 3 {
			t.Errorf("%v", said)
		}
	})
}
