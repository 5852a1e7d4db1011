package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"gorm.io/gorm"
)

// A Trouble is what a store cannot do, though it answers.
type Trouble string

// The troubles, the worst last.
const (
	NoRoom    Trouble = "no_room"    // nothing more fits on its disk: what is there can be read
	NoWriting Trouble = "no_writing" // its disk, or its server, takes no writing at all
	Damaged   Trouble = "damaged"    // what is on its disk is not what was written there: nothing of it is given out any more
)

// ErrCorrupt says that a store's file is not as it was written.
var ErrCorrupt = errors.New("the store's file is damaged")

// SQLite's result codes, and PostgreSQL's (appendix A of its manual).
var troubles = []struct {
	is       Trouble
	sqlite   []int
	postgres []string
}{
	{Damaged, []int{11, 26}, []string{"XX001", "XX002"}},
	{NoRoom, []int{13}, []string{"53100"}},
	{NoWriting, []int{8, 14}, []string{"25006"}},
}

// ioError is SQLite's for a disk that refuses; of its kinds, those of writing.
const ioError = 10

var writing = []int{3 << 8, 4 << 8, 6 << 8} // IOERR_WRITE, _FSYNC, _TRUNCATE

// TroubleOf is what an error tells of a store, or "".
func TroubleOf(err error) Trouble {
	if errors.Is(err, ErrCorrupt) {
		return Damaged
	}
	lite, server := sqliteCode(err), postgresCode(err)
	for _, t := range troubles {
		if lite != 0 && slices.Contains(t.sqlite, lite&0xff) || slices.Contains(t.postgres, server) {
			return t.is
		}
	}
	if lite&0xff == ioError && slices.Contains(writing, lite&^0xff) {
		return NoWriting
	}
	return ""
}

// troubled is what a store is known to suffer from, and who is told.
type troubled struct {
	mu   sync.Mutex
	is   Trouble
	told func(Trouble)

	looks bool               // because something was suspected
	stop  context.CancelFunc // of an inspection that goes on; or nil
}

// Trouble is what the store suffers from, as far as anybody came upon it; "" for nothing.
func (d *DB) Trouble() Trouble {
	d.troubled.mu.Lock()
	defer d.troubled.mu.Unlock()
	return d.troubled.is
}

// Tell lets f know of each change of Trouble.
func (d *DB) Tell(f func(Trouble)) {
	d.troubled.mu.Lock()
	defer d.troubled.mu.Unlock()
	d.troubled.told = f
}

// note learns from what came of asking the store. What is damaged stays so until the program starts with another file; what could not
// be written is over with the next that can.
func (d *DB) note(err error, wrote bool) {
	is := TroubleOf(err)
	d.troubled.mu.Lock()
	defer d.troubled.mu.Unlock()
	if d.troubled.is == is || d.troubled.is == Damaged || is == "" && !(wrote && err == nil) {
		return
	}
	d.troubled.is = is
	if d.troubled.told != nil {
		go d.troubled.told(is)
	}
}

// refused is a context in which nothing is asked of a store any more, for a reason that can be told: an error of gorm's own would leave no row to scan.
type refused struct{ context.Context }

var over = func() chan struct{} { c := make(chan struct{}); close(c); return c }()

func (refused) Done() <-chan struct{} { return over }
func (refused) Err() error            { return ErrCorrupt }

// guardReads lets nothing be read from a store that is damaged, and notices when one is.
func (d *DB) guardReads(g *gorm.DB) error {
	refuse := func(tx *gorm.DB) {
		if d.Trouble() == Damaged {
			tx.Statement.Context = refused{tx.Statement.Context}
		}
	}
	note := func(tx *gorm.DB) { d.note(tx.Error, false) }
	c := g.Callback()
	return errors.Join(
		c.Query().Before("gorm:query").Register("sound", refuse), c.Query().After("gorm:query").Register("noted", note),
		c.Row().Before("gorm:row").Register("sound", refuse), c.Row().After("gorm:row").Register("noted", note),
		c.Raw().Before("gorm:raw").Register("sound", refuse), c.Raw().After("gorm:raw").Register("noted", note),
	)
}

// Suspect looks into the file, beside everything else, because something in it could not be read.
func (d *DB) Suspect() {
	d.troubled.mu.Lock()
	looks := d.troubled.looks
	d.troubled.looks = true
	d.troubled.mu.Unlock()
	if looks {
		return
	}
	go func() {
		_ = d.Inspect(longestLook)
		d.troubled.mu.Lock()
		d.troubled.looks = false
		d.troubled.mu.Unlock()
	}()
}

// longestLook is how long one suspicion keeps the next from looking, too.
const longestLook = 10 * time.Minute

// Inspect lets SQLite look at every page of the file, on a connection of its own. What it finds within the time is its error; a longer look goes on beside
// everything else, and what it finds then is the store's Trouble. PostgreSQL looks at each page as it is read.
func (d *DB) Inspect(within time.Duration) error {
	if d.Dialect == Postgres {
		return nil
	}
	ctx, stop := context.WithCancel(context.Background())
	d.troubled.mu.Lock()
	d.troubled.stop = stop
	d.troubled.mu.Unlock()
	found := make(chan error, 1)
	go func() {
		err := d.looked(ctx)
		d.note(err, false)
		found <- err
	}()
	select {
	case err := <-found:
		return err
	case <-time.After(within):
		return nil
	}
}

func (d *DB) looked(ctx context.Context) error {
	own, err := sql.Open("sqlite", dsn(d.setting, "deferred", "query_only(1)"))
	if err != nil {
		return err
	}
	defer own.Close()
	var said string
	err = own.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said)
	switch {
	case ctx.Err() != nil:
		return nil
	case TroubleOf(err) == Damaged:
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	case err == nil && said != "ok":
		return fmt.Errorf("%w: %s", ErrCorrupt, said)
	}
	return err
}
