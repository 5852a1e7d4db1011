// Package store keeps the ledger's bytes in the booth's database, so that an act and its leaf commit in one transaction. What
// the bytes mean is models/ledger's.
package store

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/secret"
)

// A Ledger appends to the one log of a site and signs for it. Safe for use by many at once.
type Ledger struct {
	d       *db.DB
	origin  string
	signers map[string]note.Signer
	keys    map[string]string // verifier keys
	quorum  int               // of witnesses
	told    atomic.Pointer[Named]
}

// Labels of the keys that notes are signed with.
const (
	logKey     = "log"
	promiseKey = "promise"
	deskKey    = "desk"
)

// Open opens the ledger, or founds it: draws its keys and lays down the leaves that name them. Another origin or master key than
// the founding one is refused with an error that says so.
func Open(ctx context.Context, d *db.DB, origin string, master secret.Master, random io.Reader) (*Ledger, error) {
	l := &Ledger{d: d, origin: origin, signers: map[string]note.Signer{}, keys: map[string]string{}}
	err := d.InTx(ctx, func(tx *db.Tx) error { return l.found(tx, master, random) })
	if db.IsDuplicate(err) { // another replica founded it meanwhile
		err = nil
	}
	if err == nil {
		err = l.load(ctx, master)
	}
	return l, err
}

func (l *Ledger) found(tx *db.Tx, master secret.Master, random io.Reader) error {
	var founded int64
	if err := tx.Raw("SELECT count(*) FROM site").Scan(&founded).Error; err != nil || founded > 0 {
		return err
	}
	if !pass.IsOrigin(l.origin) {
		return fmt.Errorf("%q cannot be an origin: lower-case letters, digits, dots and hyphens only", l.origin)
	}
	if err := tx.Exec("INSERT INTO site (one, origin, fingerprint) VALUES (1, ?, ?)", l.origin, fingerprint(master)).Error; err != nil {
		return err
	}
	for _, label := range []string{logKey, promiseKey, deskKey} {
		if err := l.draw(tx, label, master, random); err != nil {
			return err
		}
	}
	if err := tx.Exec("INSERT INTO ledger_state (one, size, checkpoint) VALUES (1, 0, ?)", []byte{}).Error; err != nil {
		return err
	}
	return l.Say(tx, &ledger.Desk{Key: l.keys[deskKey]}, &ledger.PromiseKey{Key: l.keys[promiseKey]})
}

func (l *Ledger) draw(tx *db.Tx, label string, master secret.Master, random io.Reader) error {
	name := map[string]string{logKey: l.origin, promiseKey: ledger.PromiseName(l.origin), deskKey: pass.DeskName(l.origin)}[label]
	private, public, err := note.GenerateKey(random, name)
	if err != nil {
		return err
	}
	sealed := master.Box("signing key").Seal(random, []byte(private), []byte(label))
	if err := tx.Exec("INSERT INTO signing_key (label, verifier, secret) VALUES (?, ?, ?)", label, public, sealed).Error; err != nil {
		return err
	}
	return l.take(label, public, private)
}

func (l *Ledger) take(label, public, private string) (err error) {
	l.keys[label] = public
	l.signers[label], err = note.NewSigner(private)
	return err
}

// ErrMasterKey stops a start: what is stored was encrypted under another key.
var ErrMasterKey = errors.New("the master key is not the one that this store was founded with; give the key file that belongs to it")

func (l *Ledger) load(ctx context.Context, master secret.Master) error {
	var site struct {
		Origin      string
		Fingerprint []byte
	}
	tx := l.d.Read.WithContext(ctx)
	if err := tx.Raw("SELECT origin, fingerprint FROM site").Scan(&site).Error; err != nil {
		return err
	}
	if !hmac.Equal(site.Fingerprint, fingerprint(master)) {
		return ErrMasterKey
	}
	if site.Origin != l.origin {
		return fmt.Errorf("this store belongs to the origin %s, not to %s; an origin never changes", site.Origin, l.origin)
	}
	var rows []struct {
		Label, Verifier string
		Secret          []byte
	}
	if err := tx.Raw("SELECT label, verifier, secret FROM signing_key").Scan(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		private, err := master.Box("signing key").Open(r.Secret, []byte(r.Label))
		if err != nil {
			return fmt.Errorf("signing key %s: %w", r.Label, err)
		}
		if err := l.take(r.Label, r.Verifier, string(private)); err != nil {
			return err
		}
	}
	return nil
}

func fingerprint(master secret.Master) []byte { return master.MAC("fingerprint") }

// Origin is the site's configured name.
func (l *Ledger) Origin() string { return l.origin }

// Key is the note verifier key of the log, as /log/key serves it.
func (l *Ledger) Key() string { return l.keys[logKey] }

// PromiseKey is the note verifier key of promises.
func (l *Ledger) PromiseKey() string { return l.keys[promiseKey] }

// DeskKey is the note verifier key of certificates.
func (l *Ledger) DeskKey() string { return l.keys[deskKey] }

// Desk signs certificates.
func (l *Ledger) Desk() note.Signer { return l.signers[deskKey] }
