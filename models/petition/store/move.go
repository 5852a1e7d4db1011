package store

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/id"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// A Proposal is what an author writes. Its text need not be tidy.
type Proposal struct {
	ID      string // "" for a new one
	Program string // id, or ""
	Topic   petition.Topic
	Text    pass.Text
	Goal    int // 0 leaves it to the rule
}

// Gather freezes a text and lets its sponsors sign: the petition takes a slot of the season's book, or stands in line for one. Of several refusals of the text
// the first is returned; petition.CheckText gives all.
func (s *Store) Gather(ctx context.Context, w Proposal) (p petition.Petition, err error) {
	p = petition.Petition{ID: w.ID, Program: w.Program, Topic: w.Topic, Text: w.Text.Tidy(), Chosen: w.Goal, State: petition.Draft}
	if p.ID == "" {
		p.ID = id.New(s.Random)
	}
	if refused := petition.CheckText(p.Text); len(refused) > 0 {
		return p, refused[0]
	}
	if _, err = petition.ParseTopic(string(p.Topic)); err != nil {
		return p, err
	}
	if p.Chosen < 0 || p.Chosen > petition.MostGoal {
		return p, fault.New(fault.Invalid, "goal_unreal", "max", petition.MostGoal).On("goal")
	}
	if p.HTML, err = petition.Render(p.Text.Background); err != nil {
		return p, err
	}
	holders, err := s.Holders(ctx)
	if err != nil {
		return p, err
	}
	p.Hash, p.Goal, p.Sponsors = p.Text.Hash(), s.Ruled().GoalFor(p.Chosen, holders), s.Ruled().SponsorsFor(holders)
	err = s.d.InTx(ctx, func(tx *db.Tx) error { return s.gather(tx, &p) })
	if db.IsForeignKey(err) {
		err = fault.New(fault.Invalid, "program_missing").On("program")
	}
	return p, err
}

// ClosePetition ends a petition whose last day is over: everything that was handed in is sealed first, then the last count is a leaf.
func (s *Store) ClosePetition(ctx context.Context, id string) (petition.Petition, error) {
	if _, err := s.Seal(ctx, true); err != nil {
		return petition.Petition{}, err
	}
	p, err := s.Any(ctx, id)
	if err != nil {
		return p, err
	}
	issued, err := s.Issued(ctx, p.Book)
	if err != nil {
		return p, err
	}
	return s.move(ctx, id, petition.Close, "", func(tx *db.Tx, p *petition.Petition) (ledger.Operator, error) {
		if p.Round != "" {
			if err := s.tallyPulse(tx, p); err != nil {
				return nil, err
			}
		}
		return &ledger.Close{Petition: p.ID, Issued: issued, Count: p.Count, Day: s.today()}, s.destroyDraft(tx, p.ID)
	})
}

// Withdraw takes a petition back; the reason (one line) is published.
func (s *Store) Withdraw(ctx context.Context, id, reason string) (petition.Petition, error) {
	if err := petition.CheckLine(reason); err != nil {
		return petition.Petition{}, err
	}
	return s.move(ctx, id, petition.Withdraw, reason, withdrawing(reason))
}

func withdrawing(reason string) also {
	return func(_ *db.Tx, p *petition.Petition) (ledger.Operator, error) {
		return &ledger.Withdraw{Petition: p.ID, Reason: reason, Day: p.Since}, nil
	}
}

// Conclude says what came of a petition, with a reason. It may be said again; the last one counts.
func (s *Store) Conclude(ctx context.Context, id string, o petition.Outcome, reason string) (p petition.Petition, err error) {
	if _, err := petition.ParseOutcome(string(o)); err != nil {
		return p, err
	}
	return s.in(ctx, id, func(tx *db.Tx, p *petition.Petition) error {
		if p.Opened == "" {
			_, err := p.State.After("conclude")
			return err
		}
		return s.conclude(tx, p, o, reason, s.today())
	})
}

func (s *Store) conclude(tx *db.Tx, p *petition.Petition, o petition.Outcome, reason string, on day.Day) error {
	p.Outcome = o
	if err := update(tx, *p); err != nil {
		return err
	}
	if err := record(tx, *p, petition.Conclude, on, reason); err != nil {
		return err
	}
	return s.ledger.Say(tx, &ledger.Outcome{Petition: p.ID, Outcome: string(o), Day: on})
}

// also is what an event does besides moving the petition, and the leaf that says so.
type also func(*db.Tx, *petition.Petition) (ledger.Operator, error)

// move advances a petition by an event today, in a transaction of its own.
func (s *Store) move(ctx context.Context, id string, e petition.Event, reason string, also also) (petition.Petition, error) {
	return s.in(ctx, id, func(tx *db.Tx, p *petition.Petition) error { return s.advance(tx, p, e, s.today(), reason, also) })
}

// advance is move on a petition that is locked already, on a day, in the caller's transaction.
func (s *Store) advance(tx *db.Tx, p *petition.Petition, e petition.Event, on day.Day, reason string, also also) error {
	if err := p.Advance(e, on, s.Ruled()); err != nil {
		return err
	}
	leaf, err := also(tx, p)
	if err == nil {
		err = update(tx, *p)
	}
	if err == nil {
		err = record(tx, *p, e, on, reason)
	}
	if err == nil && leaf != nil {
		err = s.ledger.Say(tx, leaf)
	}
	return err
}

// in runs f on a petition that nobody else changes meanwhile.
func (s *Store) in(ctx context.Context, id string, f func(*db.Tx, *petition.Petition) error) (p petition.Petition, err error) {
	err = s.d.InTx(ctx, func(tx *db.Tx) error {
		if p, err = findOne(tx, "WHERE id = ?"+s.lock(), id); err != nil {
			return err
		}
		return f(tx, &p)
	})
	return p, err
}

func (s *Store) lock() string {
	if s.d.Dialect == db.Postgres {
		return " FOR UPDATE"
	}
	return ""
}

func record(tx *db.Tx, p petition.Petition, e petition.Event, on day.Day, reason string) error {
	return tx.Exec("INSERT INTO petition_event (petition, n, event, day, count, reason) SELECT ?, count(*) + 1, ?, ?, ?, ? FROM petition_event WHERE petition = ?",
		p.ID, e, on, p.Count, reason, p.ID).Error
}
