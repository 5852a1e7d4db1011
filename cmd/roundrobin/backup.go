package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"filippo.io/age"

	"roundrobin/models/backup"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/secret"
)

type backupCommand struct {
	config
	Folder string `arg:"" type:"path" help:"Where to put the files, best another machine's or one that is copied there. One of each kind a day; a later one of the same day takes its place."`
}

// A run makes one backup.
type backupRun struct {
	*config
	*scratch
	out     *outside
	master  secret.Master
	folder  string
	day     day.Day
	at      time.Time // the day's beginning, which the files say that they are of
	of      []byte
	readers map[string][]age.Recipient
}

func (c *backupCommand) Run(ctx context.Context, o *outside) (err error) {
	r, err := c.run(o)
	if err != nil {
		return err
	}
	if r.scratch, err = newScratch(c.Data); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.scratch.close()) }()
	proven, err := r.write(ctx)
	if err != nil {
		return err
	}
	removed, err := r.prune()
	if err == nil {
		_, err = fmt.Fprintf(o.Out, "Backed up both stores as of %s, with a ledger of %d leaves whose root is that of its checkpoint. Older files removed: %d.\n", r.day, proven.Size, removed)
	}
	return err
}

// run says all that is wrong before anything is read.
func (c *backupCommand) run(o *outside) (*backupRun, error) {
	zone, err := c.zone()
	if err != nil {
		return nil, err
	}
	master, lost := c.foundedKey()
	r := &backupRun{config: &c.config, out: o, master: master, folder: c.Folder, day: day.Of(o.Now(), zone), of: make([]byte, 16), readers: map[string][]age.Recipient{}}
	err = errors.Join(c.checkAddress(), lost, c.Backup.check())
	for _, store := range c.backedUp() {
		to, wrong := c.Backup.to(store)
		r.readers[store], err = to, errors.Join(err, wrong)
	}
	if err != nil {
		return nil, err
	}
	if r.at, err = time.ParseInLocation(time.DateOnly, string(r.day), zone); err != nil {
		return nil, err
	}
	_, err = io.ReadFull(o.Random, r.of)
	return r, errors.Join(err, os.MkdirAll(c.Folder, 0o700))
}

// backedUp are the kinds of files, in the order in which the copies are made: whatever the booth's ledger says of the desk, such as how many books it gave out,
// is so in a copy of the desk's that was made after it.
func (c *config) backedUp() []string {
	if len(c.Backup.Key) > 0 {
		return []string{db.Booth, db.Identity, masterKey}
	}
	return []string{db.Booth, db.Identity}
}

// foundedKey is the master key of a site that is there; none is made.
func (c *config) foundedKey() (secret.Master, error) {
	if c.Key != "" {
		return secret.Parse(c.Key)
	}
	return secret.Load(c.keyFile())
}

func (r *backupRun) write(ctx context.Context) (p proven, err error) {
	for _, store := range r.backedUp() {
		if err := r.copy(ctx, store); err != nil {
			return p, fmt.Errorf("the %s store: %w", store, err)
		}
		if store == db.Booth {
			if p, err = r.prove(ctx, r.scratch, r.master, db.DialectOf(r.booth())); err != nil {
				return p, fmt.Errorf("what was copied is not whole, and was thrown away: %w", err)
			}
		}
		if err := r.encrypt(store); err != nil {
			return p, err
		}
	}
	for _, store := range []string{db.Identity, db.Booth, masterKey}[:len(r.readers)] { // the booth's is never newer than the desk's beside it
		name := filepath.Join(r.folder, backup.Name(store, r.day))
		if err := os.Rename(name+".new", name); err != nil {
			return p, err
		}
	}
	return p, nil
}

func (r *backupRun) copy(ctx context.Context, store string) error {
	setting := r.identity()
	switch store {
	case masterKey:
		return os.WriteFile(r.file(store), []byte(r.master.Text()+"\n"), 0o600)
	case db.Booth:
		setting = r.booth()
	}
	d, err := openFounded(setting)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Copy(ctx, r.file(store))
}

// openFounded opens a store that is there.
func openFounded(setting string) (*db.DB, error) {
	if db.DialectOf(setting) == db.SQLite {
		if _, err := os.Stat(setting); err != nil {
			return nil, err
		}
	}
	return db.Open(setting)
}

// encrypt writes the file under another name, with the day's beginning for its time.
func (r *backupRun) encrypt(store string) error {
	plain, err := os.Open(r.file(store))
	if err != nil {
		return err
	}
	defer plain.Close()
	name := filepath.Join(r.folder, backup.Name(store, r.day)+".new")
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	about := backup.About{Store: store, Dialect: r.dialect(store), Origin: r.Origin, Day: r.day, Run: r.of}
	err = backup.Write(f, r.readers[store], about, r.master, plain)
	return errors.Join(err, f.Sync(), f.Close(), os.Chtimes(name, r.at, r.at))
}

func (c *config) dialect(store string) string {
	switch store {
	case db.Identity:
		return db.DialectOf(c.identity()).Name()
	case db.Booth:
		return db.DialectOf(c.booth()).Name()
	}
	return ""
}

// prune removes backups that are kept no longer, and what is left of one that was killed.
func (r *backupRun) prune() (removed int, err error) {
	all, err := os.ReadDir(r.folder)
	for _, f := range all {
		if _, d, ours := backup.ParseName(strings.TrimSuffix(f.Name(), ".new")); ours && d < r.day.Add(-r.Backup.Days) {
			err = errors.Join(err, os.Remove(filepath.Join(r.folder, f.Name())))
			removed++
		}
	}
	return removed, err
}
