package store

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/program"
)

// The store of programs is the petition store's keeper of proposals: it says which can be taken, and writes them when they are sealed.

// CheckProposal refuses a proposal that nobody could decide about; of several refusals the first. The day is that of its seal.
func (s *Programs) CheckProposal(tx *db.Tx, h pass.HandedIn, today day.Day) error {
	p, err := program.ParseProposal(h.Body)
	if err != nil {
		return err
	}
	if refused := p.Check(today); len(refused) > 0 {
		return refused[0]
	}
	if p.IsProgram() {
		return nil
	}
	var there int
	if err := tx.Raw("SELECT count(*) FROM program WHERE id = ?", p.Program).Scan(&there).Error; err != nil {
		return err
	}
	if there == 0 {
		return errMissing
	}
	return nil
}

// SealProposals writes what was proposed, in the order of hashes that it is given. Who proposed is written nowhere.
func (s *Programs) SealProposals(tx *db.Tx, on day.Day, acts []petition.Sealed) error {
	rows, used := make([]any, 0, 8*len(acts)), make([]any, 0, 4*len(acts))
	for _, a := range acts {
		p, err := program.ParseProposal(a.Body)
		if err != nil {
			return err
		}
		rows = append(rows, a.CommentID(), on, p.Program, string(p.Marshal()), "", "", "", "")
		used = append(used, a.Who[:], a.Seq, a.Hash[:], on)
	}
	if err := db.InsertRows(tx, "INSERT INTO program_proposer (who, seq, hash, day)", 4, used, ""); err != nil {
		return err
	}
	return db.InsertRows(tx, "INSERT INTO program_proposal (id, day, program, body, decided, on_day, became, reason)", 8, rows, "")
}

type proposalRow struct {
	ID, Day, Program, Body, Decided, OnDay, Became, Reason string
}

const proposalColumns = "SELECT id, day, program, body, decided, on_day, became, reason FROM program_proposal "

// Proposed are the proposals that wait for a steward, the oldest first.
func (s *Programs) Proposed(ctx context.Context) ([]program.Proposed, error) {
	return proposals(s.d.Read.WithContext(ctx), proposalColumns+"WHERE decided = '' ORDER BY day, id")
}

// Decided are the proposals that a steward decided about, the latest first. What was declined must not be shown but for its reason.
func (s *Programs) Decided(ctx context.Context, limit int) ([]program.Proposed, error) {
	return proposals(s.d.Read.WithContext(ctx), proposalColumns+"WHERE decided <> '' ORDER BY on_day DESC, id LIMIT ?", limit)
}

func proposals(tx *db.Tx, query string, args ...any) (found []program.Proposed, err error) {
	var rows []proposalRow
	if err := tx.Raw(query, args...).Scan(&rows).Error; err != nil {
		return nil, err
	}
	for _, r := range rows {
		p, err := program.ParseProposal([]byte(r.Body))
		if err != nil {
			return nil, err
		}
		found = append(found, program.Proposed{ID: r.ID, Day: day.Day(r.Day), About: r.Program, Proposal: p, Decided: program.Decision(r.Decided), On: day.Day(r.OnDay), Reason: r.Reason, Became: program.Status(r.Became)})
	}
	return found, nil
}

var (
	errNoProposal = fault.New(fault.NotFound, "proposal_missing")
	errDecided    = fault.New(fault.Conflict, "proposal_decided")
	errReason     = fault.New(fault.Invalid, "reason_needed").On("reason")
	errSlug       = fault.New(fault.Invalid, "program_id").On("as")
)

// Accepting is what a steward adds to a proposal. As names a new program in addresses, "" for one made of its name; Status is what the
// program is (of an entry: became that day), "" for announced (of an entry: what it was).
type Accepting struct {
	As      string
	Status  program.Status
	Written Written
}

// Written is done in the transaction of a decision about a proposal, to which title belongs; nil is nothing.
type Written func(tx *db.Tx, title string) error

func (w Written) write(tx *db.Tx, title string) error {
	if w == nil {
		return nil
	}
	return w(tx, title)
}

// Accept puts what was proposed where it belongs, and returns the id of the program. A second decision is refused.
func (s *Programs) Accept(ctx context.Context, id string, today day.Day, a Accepting) (about string, err error) {
	err = s.d.InTx(ctx, func(tx *db.Tx) error {
		p, err := decide(tx, id, program.Accepted, today, a.Status, "")
		if err == nil {
			err = a.Written.write(tx, p.Title)
		}
		if err != nil {
			return err
		}
		if about = p.Program; p.IsProgram() {
			if about, err = s.acceptProgram(tx, p, today, a); err != nil {
				return err
			}
			return tx.Exec("UPDATE program_proposal SET program = ? WHERE id = ?", about, id).Error
		}
		e := p.Entry()
		e.Status = a.Status
		return tell(tx, p.Program, e)
	})
	if db.IsDuplicate(err) {
		err = errTwice.On("as")
	}
	return about, err
}

func (s *Programs) acceptProgram(tx *db.Tx, p program.Proposal, today day.Day, a Accepting) (string, error) {
	if a.As == "" {
		a.As = program.Slug(p.Title)
	}
	if a.Status == "" {
		a.Status = program.Announced
	}
	if !program.IsID(a.As) {
		return "", errSlug
	}
	made, first := p.AsProgram(a.As, a.Status, today)
	if err := s.add(tx, made); err != nil {
		return "", err
	}
	return a.As, tell(tx, a.As, first)
}

// Decline turns a proposal down; the reason (one line) is public, the proposal is not.
func (s *Programs) Decline(ctx context.Context, id string, today day.Day, reason string, written Written) error {
	if !pass.IsLine(reason, 1000) {
		return errReason
	}
	return s.d.InTx(ctx, func(tx *db.Tx) error {
		p, err := decide(tx, id, program.Declined, today, "", reason)
		if err != nil {
			return err
		}
		return written.write(tx, p.Title)
	})
}

// decide marks an open proposal, once.
func decide(tx *db.Tx, id string, d program.Decision, today day.Day, became program.Status, reason string) (program.Proposal, error) {
	done := tx.Exec("UPDATE program_proposal SET decided = ?, on_day = ?, became = ?, reason = ? WHERE id = ? AND decided = ''", d, today, became, reason, id)
	if done.Error != nil {
		return program.Proposal{}, done.Error
	}
	found, err := proposals(tx, proposalColumns+"WHERE id = ?", id)
	switch {
	case err != nil:
		return program.Proposal{}, err
	case len(found) == 0:
		return program.Proposal{}, errNoProposal
	case done.RowsAffected == 0:
		return program.Proposal{}, errDecided
	}
	return found[0].Proposal, nil
}
