// Package store keeps petitions in the booth's database, takes what people hand in, and seals it.
//
// The road of an act: HandIn verifies it and gives it to the writer (writer.go), which gathers what waits and lets one transaction
// decide and keep it (accept.go), encrypted (waiting.go). Seal (seal.go) later moves everything that waits into the ledger.
package store

import (
	"context"
	"io"
	"sync/atomic"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/db"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	"roundrobin/models/secret"
)

// Options are what a site chooses. Now, Loc, Random, Holders and Issued must be given.
type Options struct {
	Now    func() time.Time
	Loc    *time.Location
	Random io.Reader

	Rules   petition.Rules        // where Current is nil
	Current func() petition.Rules // those of today, where the office can change them
	SealMin int                   // distinct booth keys that let a seal run before its last day is over; 0 lets none

	Workplaces []string // that signers can say they work at; empty asks nobody

	Holders func(ctx context.Context) (int, error)              // people who hold passes
	Issued  func(ctx context.Context, book string) (int, error) // books of that name ever collected

	// HandOver gives leadership what a delivery hands over, in the delivery's own transaction, and returns its public words. Without
	// it, the petition's text is all.
	HandOver func(tx *db.Tx, h petition.Handover) (words []byte, err error)

	Proposals Proposals // nil where none are taken
	Stewards  Stewards  // nil where nobody looks at flags: then none are taken
}

// Voices keeps what voices say; models/thread/store does.
type Voices interface {
	// Check tells of each comment or agreement whether it can be taken: nil, or why not. The error means that we broke.
	Check(tx *db.Tx, acts []pass.HandedIn) ([]error, error)
	// Seal writes the sealed comments and agreements of one seal.
	Seal(tx *db.Tx, on day.Day, acts []petition.Sealed) error
	// CheckSpeech tells whether something can be said under a role: nil, or a fault that says why not.
	CheckSpeech(tx *db.Tx, w petition.Speech) error
	// Speak writes it; its leaf stands at a place.
	Speak(tx *db.Tx, on day.Day, place int64, w petition.Speech) error
	// Settle destroys what ties voices together under a petition that is over for good. Comments and tallies stay.
	Settle(tx *db.Tx, petition string) error
}

// A Store is the booth. Safe for use by many at once.
type Store struct {
	Options
	d      *db.DB
	ledger *ledgerstore.Ledger
	books  *passstore.Books
	voices Voices
	master secret.Master

	current atomic.Pointer[openSeal]
	now     atomic.Pointer[kept]
	words   atomic.Pointer[spelled]
	writer  *writer
	step    func(string) error // tests stop here: after each step of a seal, and of taking what is handed in
}

// New starts the writer; Close stops it.
func New(d *db.DB, l *ledgerstore.Ledger, b *passstore.Books, v Voices, master secret.Master, o Options) *Store {
	s := &Store{Options: o, d: d, ledger: l, books: b, voices: v, master: master, step: func(string) error { return nil }}
	s.writer = newWriter(s.accept)
	return s
}

// Close lets the writer finish what was handed in. Call it when no more can be.
func (s *Store) Close() { s.writer.close() }

// Ruled are the rules for what begins today.
func (s *Store) Ruled() petition.Rules {
	if s.Current != nil {
		return s.Current()
	}
	return s.Rules
}

func (s *Store) today() day.Day { return day.Of(s.Now(), s.Loc) }
