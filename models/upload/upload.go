// Package upload holds a file that somebody looks at before it is applied: encrypted, one at a time, for an hour.
package upload

import (
	"context"
	"io"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/id"
	"roundrobin/models/secret"
)

// Life is how long a file is held.
const Life = time.Hour

// Held is a file, and what somebody chose about it.
type Held struct {
	ID      string
	File    []byte
	Columns string // as the holder writes them
}

// Uploads holds roster files, over the identity store.
type Uploads struct {
	store  store
	box    secret.Box
	random io.Reader
	now    func() time.Time
}

// New needs the identity store, migrated.
func New(d *db.DB, m secret.Master, random io.Reader, now func() time.Time) *Uploads {
	return &Uploads{store{d}, m.Box("roster upload"), random, now}
}

// Hold keeps a file, and forgets the one before.
func (u *Uploads) Hold(ctx context.Context, file []byte, columns string) (Held, error) {
	h := Held{ID: id.New(u.random), File: file, Columns: columns}
	return h, u.store.put(ctx, h.ID, u.box.Seal(u.random, file, []byte(h.ID)), columns, u.now().Add(Life).Unix())
}

var errNone = fault.New(fault.Gone, "upload_gone")

// Find is the file that is held; upload_gone if there is none any more.
func (u *Uploads) Find(ctx context.Context) (h Held, err error) {
	row, err := u.store.find(ctx, u.now().Unix())
	if err != nil {
		return h, err
	}
	if row.ID == "" {
		return h, errNone
	}
	h = Held{ID: row.ID, Columns: row.Columns}
	h.File, err = u.box.Open(row.Encrypted, []byte(row.ID))
	return h, err
}

// There is whether a file is held.
func (u *Uploads) There(ctx context.Context) (bool, error) { return u.store.there(ctx, u.now().Unix()) }

// Choose keeps what was chosen about the file of that id.
func (u *Uploads) Choose(ctx context.Context, id, columns string) error {
	found, err := u.store.choose(ctx, id, columns)
	if err == nil && !found {
		return errNone
	}
	return err
}

// Drop forgets the file, on disk too.
func (u *Uploads) Drop(ctx context.Context) error { return u.store.drop(ctx) }

// Forget drops a file whose hour is over. Every few minutes is often enough.
func (u *Uploads) Forget(ctx context.Context) error { return u.store.forget(ctx, u.now().Unix()) }
