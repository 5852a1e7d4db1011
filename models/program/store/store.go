// Package store keeps programs in the booth's database.
package store

import (
	"context"
	"encoding/json"
	"errors"

	"gorm.io/gorm"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/program"
)

// Programs keeps them. Safe for use by many at once.
type Programs struct {
	d      *db.DB
	ledger *ledgerstore.Ledger
}

// New needs the booth store, migrated.
func New(d *db.DB, l *ledgerstore.Ledger) *Programs { return &Programs{d, l} }

var (
	errMissing = fault.New(fault.NotFound, "program_missing")
	errTwice   = fault.New(fault.Conflict, "program_exists")
)

type row struct {
	ID       string
	Name     string
	Purpose  string
	Owner    string
	Covered  int
	Who      string
	Begins   string
	Status   string
	Since    string
	Choice   string
	Review   string
	Note     string
	Collects string
	Sources  string
}

func (row) TableName() string { return "program" }

type entryRow struct {
	Program string
	Day     string
	ID      string
	Kind    string
	Title   string
	Note    string
	Source  string
	Status  string

	Proposed bool
}

func (entryRow) TableName() string { return "program_entry" }

// Add takes a program in, with the leaf that names its facts.
func (s *Programs) Add(ctx context.Context, p program.Program) error {
	err := s.d.InTx(ctx, func(tx *db.Tx) error { return s.add(tx, p) })
	if db.IsDuplicate(err) {
		return errTwice
	}
	return err
}

func (s *Programs) add(tx *db.Tx, p program.Program) error {
	r, err := pack(p)
	if err != nil {
		return err
	}
	if err := tx.Create(&r).Error; err != nil {
		return err
	}
	return s.ledger.Say(tx, &ledger.Program{Program: p.ID, Hash: p.Hash()})
}

// Tell adds entries to a timeline; one that names a status moves the program to it. An entry that is there already stays one.
func (s *Programs) Tell(ctx context.Context, id string, entries ...program.Entry) error {
	err := s.d.InTx(ctx, func(tx *db.Tx) error {
		for _, e := range entries {
			if err := tell(tx, id, e); err != nil {
				return err
			}
		}
		return nil
	})
	if db.IsForeignKey(err) {
		return errMissing
	}
	return err
}

func tell(tx *db.Tx, id string, e program.Entry) error {
	insert := "INSERT INTO program_entry (program, day, id, kind, title, note, source, status, proposed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
	if err := tx.Exec(insert, id, e.Day, e.ID(), e.Kind, e.Title, e.Note, e.Source, e.Status, e.Proposed).Error; err != nil || e.Status == "" {
		return err
	}
	return tx.Exec("UPDATE program SET status = ?, since = ? WHERE id = ? AND since <= ?", e.Status, e.Day, id, e.Day).Error
}

// Find is one program.
func (s *Programs) Find(ctx context.Context, id string) (program.Program, error) {
	if !pass.IsWord(id) {
		return program.Program{}, errMissing
	}
	var r row
	err := s.d.Read.WithContext(ctx).Where("id = ?", id).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return program.Program{}, errMissing
	}
	if err != nil {
		return program.Program{}, err
	}
	return unpack(r)
}

// List is all programs, by name.
func (s *Programs) List(ctx context.Context) (all []program.Program, err error) {
	var rows []row
	if err := s.d.Read.WithContext(ctx).Order("name").Find(&rows).Error; err != nil {
		return nil, err
	}
	for _, r := range rows {
		p, err := unpack(r)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// Timeline is what a program did from a day on ("" for ever), oldest first.
func (s *Programs) Timeline(ctx context.Context, id string, from day.Day) (entries []program.Entry, err error) {
	var rows []entryRow
	err = s.d.Read.WithContext(ctx).Where("program = ? AND day >= ?", id, from).Order("day, id").Find(&rows).Error
	for _, r := range rows {
		entries = append(entries, program.Entry{
			Day: day.Day(r.Day), Kind: program.Kind(r.Kind), Title: r.Title, Note: r.Note, Source: r.Source, Status: program.Status(r.Status),
			Proposed: r.Proposed,
		})
	}
	return entries, err
}

func pack(p program.Program) (row, error) {
	collects, err := json.Marshal(p.Collects)
	if err != nil {
		return row{}, err
	}
	sources, err := json.Marshal(p.Sources)
	return row{
		ID: p.ID, Name: p.Name, Purpose: p.Purpose, Owner: p.Owner, Covered: p.Covered, Who: p.Who, Begins: string(p.Begins),
		Status: string(p.Status), Since: string(p.Since), Choice: p.Choice, Review: string(p.Review), Note: p.Note,
		Collects: string(collects), Sources: string(sources),
	}, err
}

func unpack(r row) (program.Program, error) {
	p := program.Program{
		ID: r.ID, Name: r.Name, Purpose: r.Purpose, Owner: r.Owner, Covered: r.Covered, Who: r.Who, Begins: day.Day(r.Begins),
		Status: program.Status(r.Status), Since: day.Day(r.Since), Choice: r.Choice, Review: program.Review(r.Review), Note: r.Note,
	}
	err := json.Unmarshal([]byte(r.Collects), &p.Collects)
	if err == nil {
		err = json.Unmarshal([]byte(r.Sources), &p.Sources)
	}
	return p, err
}
