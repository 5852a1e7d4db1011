package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"filippo.io/age"

	"roundrobin/models/backup"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/secret"
)

type restoreCommand struct {
	config
	Folder     string   `arg:"" type:"existingdir" help:"Where the files of the backup are."`
	Day        string   `help:"Of which day; without it, of the newest of which both stores are there." placeholder:"2026-11-25"`
	Unlock     []string `required:"" type:"existingfile" help:"File with a private key that opens it, as age-keygen wrote it; once for each key that is needed."`
	Checkpoint string   `help:"The newest checkpoint that anybody has: a file, or the address of a site that still shows it. A backup that knows less is refused." placeholder:"URL|FILE"`
	Check      bool     `help:"Prove the backup, and write nothing."`
}

// A restoring is one restore.
type restoring struct {
	*restoreCommand
	*scratch
	with   []age.Identity
	day    day.Day
	master secret.Master
	fresh  bool // the master key comes from the backup, too
	abouts map[string]backup.About
}

func (c *restoreCommand) Run(ctx context.Context, o *outside) (err error) {
	r := &restoring{restoreCommand: c, abouts: map[string]backup.About{}}
	if err := errors.Join(c.checkAddress(), r.unlock(), r.choose()); err != nil {
		return err
	}
	if !c.Check {
		if err := errors.Join(db.Empty(ctx, c.identity()), db.Empty(ctx, c.booth())); err != nil {
			return err
		}
	}
	if r.scratch, err = newScratch(c.Data); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.scratch.close()) }()
	p, err := r.proves(ctx)
	if err != nil {
		return fmt.Errorf("nothing was written: %w", err)
	}
	if c.Check {
		_, err = fmt.Fprintf(o.Out, "The backup of %s is whole: both stores open, and the ledger's %d leaves have the root that its checkpoint signs. Nothing was written.\n", r.day, p.Size)
		return err
	}
	if err := r.puts(ctx); err != nil {
		return err
	}
	_, err = fmt.Fprintf(o.Out, "Brought back both stores as of %s, with a ledger of %d leaves whose root is that of its checkpoint.\nWhoever was forgotten since is back: run `roundrobin forget` for them before you start the site. Then start it, and let `recount` read it.\n", r.day, p.Size)
	return err
}

func (r *restoring) unlock() error {
	for _, name := range r.Unlock {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		ids, err := age.ParseIdentities(f)
		if err := errors.Join(err, f.Close()); err != nil {
			return fmt.Errorf("%s is no file of age's private keys: %w", name, err)
		}
		r.with = append(r.with, ids...)
	}
	return nil
}

// choose takes the day that was named, or the newest that is there whole.
func (r *restoring) choose() error {
	if r.Day != "" {
		d, err := day.Parse(r.Day)
		r.day = d
		return err
	}
	all, err := os.ReadDir(r.Folder)
	days := map[day.Day][]string{}
	for _, f := range all {
		if store, d, ours := backup.ParseName(f.Name()); ours {
			days[d] = append(days[d], store)
			if d > r.day && slices.Contains(days[d], db.Booth) && slices.Contains(days[d], db.Identity) {
				r.day = d
			}
		}
	}
	if err == nil && r.day == "" {
		err = fmt.Errorf("in %s is no backup of both stores of one day", r.Folder)
	}
	return err
}

// proves opens everything into the scratch folder, and believes nothing of it before it is proven.
func (r *restoring) proves(ctx context.Context) (p proven, err error) {
	stores := []string{db.Booth, db.Identity}
	if r.master, err = r.foundedKey(); err != nil {
		if _, gone := os.Stat(filepath.Join(r.Folder, backup.Name(masterKey, r.day))); gone != nil {
			return p, fmt.Errorf("%w. Without it nothing can be proven or read: bring it back first, or its own backup beside the others", err)
		}
		r.fresh, stores = true, append([]string{masterKey}, stores...)
	}
	for _, store := range stores {
		if err := r.read(store); err != nil {
			return p, fmt.Errorf("%s: %w", backup.Name(store, r.day), err)
		}
	}
	seen, err := r.seen(ctx, r.Checkpoint)
	if err != nil {
		return p, err
	}
	if p, err = r.prove(ctx, r.scratch, r.master, db.DialectOf(r.booth()), seen...); err != nil {
		return p, err
	}
	return p, r.sound(ctx)
}

// sound: the desk's store has no ledger; the mark and SQLite's own check are what shows that it is whole.
func (r *restoring) sound(ctx context.Context) error {
	if db.DialectOf(r.identity()) == db.Postgres {
		return nil
	}
	d, err := db.Open(r.file(db.Identity))
	if err != nil {
		return err
	}
	return errors.Join(d.Sound(ctx), d.Close())
}

func (r *restoring) read(store string) error {
	from, err := os.Open(filepath.Join(r.Folder, backup.Name(store, r.day)))
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(r.file(store), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	about, err := backup.Read(from, r.with, to)
	if err := errors.Join(err, to.Sync(), to.Close()); err != nil {
		return err
	}
	if store == masterKey {
		if r.master, err = secret.Load(r.file(store)); err != nil {
			return err
		}
	}
	r.abouts[store] = about
	return r.fits(store, about)
}

// fits: it is ours, it is what its name says, and all is of one run.
func (r *restoring) fits(store string, a backup.About) error {
	if err := a.Check(r.master); err != nil {
		return err
	}
	if a.Store != store || a.Day != r.day || a.Origin != r.Origin {
		return fmt.Errorf("it is a backup of the %s store of %s of %s, and was put in another's place", a.Store, a.Origin, a.Day)
	}
	for _, other := range r.abouts {
		if string(other.Run) != string(a.Run) {
			return errors.New("it was not made together with the other files of that day: each of them is whole, but the stores do not belong to one moment")
		}
	}
	if want := r.dialect(store); a.Dialect != want {
		return fmt.Errorf("it is of a %s store, and the settings name a %s store", a.Dialect, want)
	}
	return nil
}

// puts brings everything to its place, what is needed first.
func (r *restoring) puts(ctx context.Context) error {
	if r.fresh {
		if err := secret.Keep(r.keyFile(), r.master); err != nil {
			return err
		}
	}
	if err := db.Put(ctx, r.identity(), r.file(db.Identity)); err != nil {
		return err
	}
	if err := db.Put(ctx, r.booth(), r.file(db.Booth)); err != nil {
		return err
	}
	return r.stands(ctx)
}

// stands recounts once more what now is the booth's store.
func (r *restoring) stands(ctx context.Context) error {
	d, err := db.Open(r.booth())
	if err != nil {
		return err
	}
	defer d.Close()
	_, err = r.recounted(ctx, d, r.master, nil)
	return err
}
