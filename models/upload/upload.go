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

// Stands is whether a file is held, and whether somebody, here or at another replica, is taking it in.
func (u *Uploads) Stands(ctx context.Context) (there, taken bool, err error) {
	return u.store.stands(ctx, u.now().Unix())
}

var errTaken = fault.New(fault.Conflict, "roster_busy")

// Take lets one of all who ask take the file of that id in, for no longer than so long; the others are refused with roster_busy. Whoever took
// it ends with Drop or Leave.
func (u *Uploads) Take(ctx context.Context, id string, within time.Duration) error {
	now := u.now()
	mine, err := u.store.take(ctx, id, now.Unix(), now.Add(within).Unix())
	if err == nil && !mine {
		return errTaken
	}
	return err
}

// Leave lets the file be taken in by others, after all.
func (u *Uploads) Leave(ctx context.Context, id string) error { return u.store.leave(ctx, id) }

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
