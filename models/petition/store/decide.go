package store

import (
	"context"

	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// A Decision is a steward's: who decides, having read which text, and why. The reason is published; an opening has none.
type Decision struct {
	By        audit.Who
	Text      pass.Hash
	Reason    petition.Reason
	Standards int                // the version that the reason's code is of
	Also      func(*db.Tx) error // done in the same transaction; nil is nothing
}

// Approve lets everyone sign what a steward found within the standards, from today to the end of its last day. What the sponsors
// signed counts.
func (s *Store) Approve(ctx context.Context, id string, d Decision) (petition.Petition, error) {
	return s.open(ctx, id, s.decided(audit.Opened, d))
}

// Open is Approve where nobody reviews and nobody decides: sponsors are enough.
func (s *Store) Open(ctx context.Context, id string) (petition.Petition, error) {
	return s.open(ctx, id, func(*db.Tx, *petition.Petition) error { return nil })
}

func (s *Store) open(ctx context.Context, id string, first func(*db.Tx, *petition.Petition) error) (petition.Petition, error) {
	p, err := s.FindWhole(ctx, id)
	if err != nil {
		return p, err
	}
	c, err := s.crowdOf(ctx, p.Book)
	if err != nil {
		return p, err
	}
	return s.move(ctx, id, petition.OpenUp, "", func(tx *db.Tx, p *petition.Petition) (ledger.Operator, error) {
		if err := first(tx, p); err != nil {
			return nil, err
		}
		return opening(c, s.Ruled())(tx, p)
	})
}

// Reject turns a petition away.
func (s *Store) Reject(ctx context.Context, id string, d Decision) (petition.Petition, error) {
	return s.judge(ctx, id, petition.Reject, audit.Rejected, d, func(p *petition.Petition) ledger.Operator {
		return &ledger.Reject{Petition: p.ID, Text: p.Hash, Reason: d.Reason.String(), Day: s.today()}
	})
}

// Hide takes the text of a petition out of everybody's sight, at once; nobody can sponsor it meanwhile.
func (s *Store) Hide(ctx context.Context, id string, d Decision) (petition.Petition, error) {
	return s.judge(ctx, id, petition.Hide, audit.Hid, d, func(p *petition.Petition) ledger.Operator {
		return &ledger.Hide{Petition: p.ID, Subject: p.Hash.String(), Reason: d.Reason.String(), Day: s.today()}
	})
}

// Unhide shows it again. If it has had its sponsors since before, it goes on.
func (s *Store) Unhide(ctx context.Context, id string, d Decision) (petition.Petition, error) {
	c, err := s.crowd(ctx)
	if err != nil {
		return petition.Petition{}, err
	}
	if err := d.Reason.Check(); err != nil {
		return petition.Petition{}, err
	}
	return s.in(ctx, id, func(tx *db.Tx, p *petition.Petition) error {
		err := s.advance(tx, p, petition.Show, s.today(), d.Reason.String(), s.judged(audit.Showed, d, func(p *petition.Petition) ledger.Operator {
			return &ledger.Show{Petition: p.ID, Subject: p.Hash.String(), Reason: d.Reason.String(), Day: s.today()}
		}))
		if err != nil {
			return err
		}
		return s.handOn(tx, p, s.today(), c)
	})
}

// judge moves a petition by what a steward decides with a reason.
func (s *Store) judge(ctx context.Context, id string, e petition.Event, act audit.Act, d Decision, leaf func(*petition.Petition) ledger.Operator) (petition.Petition, error) {
	if err := d.Reason.Check(); err != nil {
		return petition.Petition{}, err
	}
	return s.move(ctx, id, e, d.Reason.String(), s.judged(act, d, leaf))
}

func (s *Store) judged(act audit.Act, d Decision, leaf func(*petition.Petition) ledger.Operator) also {
	return func(tx *db.Tx, p *petition.Petition) (ledger.Operator, error) {
		return leaf(p), s.decided(act, d)(tx, p)
	}
}

// decided refuses what was decided over another text, and writes down who did it.
func (s *Store) decided(act audit.Act, d Decision) func(*db.Tx, *petition.Petition) error {
	return func(tx *db.Tx, p *petition.Petition) error {
		if d.Text != p.Hash {
			return petition.ErrOtherText
		}
		if d.Also != nil {
			if err := d.Also(tx); err != nil {
				return err
			}
		}
		e := audit.Entry{Day: s.today(), Who: d.By, Act: act, Subject: p.ID, Title: p.Text.Title, Petition: p.ID}
		if act != audit.Opened {
			e.Reason, e.Standards = d.Reason.String(), d.Standards
		}
		return audit.Write(tx, s.Random, e)
	}
}
