package store

import (
	"context"

	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/program"
)

var errChanged = fault.New(fault.Conflict, "program_changed")

// Create takes a program in; written is done in the same transaction.
func (s *Programs) Create(ctx context.Context, p program.Program, written func(*db.Tx) error) error {
	r, err := pack(p)
	if err != nil {
		return err
	}
	err = s.d.InTx(ctx, func(tx *db.Tx) error {
		if err := tx.Create(&r).Error; err != nil {
			return err
		}
		return s.say(tx, p, written)
	})
	if db.IsDuplicate(err) {
		return errTwice
	}
	return err
}

// Change writes new facts over those that were read; if somebody else changed them since, it refuses. A program's status is changed by
// telling what happened, never here.
func (s *Programs) Change(ctx context.Context, p program.Program, read pass.Hash, written func(*db.Tx) error) error {
	return s.d.InTx(ctx, func(tx *db.Tx) error {
		was, err := s.locked(tx, p.ID)
		if err != nil {
			return err
		}
		if was.Hash() != read {
			return errChanged
		}
		p.Status, p.Since = was.Status, was.Since
		r, err := pack(p)
		if err != nil {
			return err
		}
		update := "UPDATE program SET name = ?, purpose = ?, owner = ?, covered = ?, who = ?, begins = ?, choice = ?, review = ?, note = ?, collects = ?, sources = ? WHERE id = ?"
		if err := tx.Exec(update, r.Name, r.Purpose, r.Owner, r.Covered, r.Who, r.Begins, r.Choice, r.Review, r.Note, r.Collects, r.Sources, r.ID).Error; err != nil {
			return err
		}
		return s.say(tx, p, written)
	})
}

// Note adds a line to a timeline. One that names a status moves the program to it, unless a later day moved it already; the facts as they
// are then are a leaf. The same line twice is refused.
func (s *Programs) Note(ctx context.Context, id string, e program.Entry, written func(*db.Tx) error) error {
	return s.d.InTx(ctx, func(tx *db.Tx) error {
		p, err := s.locked(tx, id)
		if err != nil {
			return err
		}
		insert := "INSERT INTO program_entry (program, day, id, kind, title, note, source, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
		if err := tx.Exec(insert, id, e.Day, e.ID(), e.Kind, e.Title, e.Note, e.Source, e.Status).Error; db.IsDuplicate(err) {
			return fault.New(fault.Conflict, "program_told")
		} else if err != nil {
			return err
		}
		if e.Status != "" && e.Day >= p.Since {
			p.Status, p.Since = e.Status, e.Day
			if err := tx.Exec("UPDATE program SET status = ?, since = ? WHERE id = ?", p.Status, p.Since, id).Error; err != nil {
				return err
			}
		}
		return s.say(tx, p, written)
	})
}

func (s *Programs) say(tx *db.Tx, p program.Program, written func(*db.Tx) error) error {
	if err := written(tx); err != nil {
		return err
	}
	return s.ledger.Say(tx, &ledger.Program{Program: p.ID, Hash: p.Hash()})
}

// locked is a program that nobody else changes until the transaction ends.
func (s *Programs) locked(tx *db.Tx, id string) (program.Program, error) {
	query := "SELECT * FROM program WHERE id = ?"
	if s.d.Dialect == db.Postgres {
		query += " FOR UPDATE"
	}
	var rows []row
	if err := tx.Raw(query, id).Scan(&rows).Error; err != nil {
		return program.Program{}, err
	}
	if len(rows) == 0 {
		return program.Program{}, errMissing
	}
	return unpack(rows[0])
}
