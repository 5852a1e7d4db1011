package main

import (
	"context"
	"slices"

	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/program"
	programstore "roundrobin/models/program/store"
	views "roundrobin/views/office"
)

// proposals are what colleagues proposed, for the office to decide. The store of programs keeps them.
type proposals struct{ *site }

func (s proposals) Waiting(ctx context.Context) ([]views.Proposal, error) {
	found, err := s.programs.Proposed(ctx)
	if err != nil {
		return nil, err
	}
	names, err := s.programNames(ctx)
	all := make([]views.Proposal, len(found))
	for i, p := range found {
		all[i] = proposalOf(p, names)
	}
	return all, err
}

func proposalOf(p program.Proposed, names map[string]string) views.Proposal {
	shown := views.Proposal{ID: p.ID, Day: string(p.Day), Title: p.Title, Note: p.Note, Source: p.Source}
	if !p.IsProgram() {
		shown.Program, shown.Kind, shown.On = names[p.Program], string(p.Kind), string(p.Proposal.Day)
		return shown
	}
	for _, fact := range append([]string{p.Owner, p.Who, p.Choice}, p.Kinds()...) {
		if fact != "" {
			shown.Facts = append(shown.Facts, fact)
		}
	}
	return shown
}

func (s proposals) Accept(ctx context.Context, id, status string, by audit.Who) error {
	if status != "" && !slices.Contains(program.Statuses(), program.Status(status)) {
		return fault.New(fault.Invalid, "program_status").On("status")
	}
	_, err := s.programs.Accept(ctx, id, s.today(), programstore.Accepting{Status: program.Status(status), Written: s.written(by, audit.Accepted, id, "")})
	return err
}

func (s proposals) Decline(ctx context.Context, id, reason string, by audit.Who) error {
	return s.programs.Decline(ctx, id, s.today(), reason, s.written(by, audit.Declined, id, reason))
}

func (s proposals) written(by audit.Who, act audit.Act, id, reason string) programstore.Written {
	return func(tx *db.Tx, title string) error {
		return audit.Write(tx, s.out.Random, audit.Entry{Day: s.today(), Who: by, Act: act, Subject: id, Title: title, Reason: reason})
	}
}
