package db_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

// filler is more than one page of a row.
var filler = make([]byte, 10_000)

func things(t *testing.T, d *db.DB) (write func() error, read func() (int, error)) {
	t.Helper()
	must(t, d.Write.Exec("CREATE TABLE thing (body BLOB NOT NULL)").Error)
	write = func() error {
		return d.InTx(context.Background(), func(tx *db.Tx) error { return tx.Exec("INSERT INTO thing VALUES ( ?)", filler).Error })
	}
	read = func() (n int, err error) { return n, d.Read.Raw("SELECT count(body) FROM thing").Row().Scan(&n) }
	for range 20 {
		must(t, write())
	}
	return write, read
}

// What does not fit any more, or is not taken, is refused; what is there is read; and when there is room again it is written.
func TestAStoreThatTakesNothingMore(t *testing.T) {
	for is, hinder := range map[db.Trouble][2]string{
		db.NoRoom:    {"PRAGMA max_page_count(1)", "PRAGMA max_page_count(1000000)"}, // no less than there are
		db.NoWriting: {"PRAGMA query_only(1)", "PRAGMA query_only(0)"},
	} {
		t.Run(string(is), func(t *testing.T) {
			d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
			write, read := things(t, d)
			told := make(chan db.Trouble, 2)
			d.Tell(func(is db.Trouble) { told <- is })
			_, err := d.SQL().Exec(hinder[0])
			must(t, err)
			for range 2 {
				if err := write(); db.TroubleOf(err) != is || d.Trouble() != is {
					t.Fatalf("it is %q after %v", d.Trouble(), err)
				}
			}
			if n, err := read(); err != nil || n != 20 {
				t.Errorf("%d are read, %v", n, err)
			}
			_, err = d.SQL().Exec(hinder[1])
			must(t, errors.Join(err, write()))
			if n, err := read(); err != nil || n != 21 || d.Trouble() != "" {
				t.Errorf("%d are read, %q, %v", n, d.Trouble(), err)
			}
			if first, second := <-told, <-told; first == second {
				t.Errorf("it was told %q and %q", first, second)
			}
		})
	}
}

// spoil writes over all pages of a file but the first, as a broken disk might.
func spoil(t *testing.T, name string) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	must(t, err)
	about, err := f.Stat()
	must(t, err)
	b := make([]byte, about.Size()-4096)
	for i := range b {
		b[i] = 0x5a
	}
	_, err = f.WriteAt(b, 4096)
	must(t, errors.Join(err, f.Close()))
}

func TestADamagedFileIsFoundAtTheStart(t *testing.T) {
	name := filepath.Join(t.TempDir(), "store.db")
	d, err := db.Open(name)
	must(t, err)
	things(t, d)
	must(t, d.Inspect(time.Minute))
	must(t, d.Close())
	spoil(t, name)
	d, err = db.Open(name)
	must(t, err)
	defer d.Close()
	if err := d.Inspect(time.Minute); !errors.Is(err, db.ErrCorrupt) || d.Trouble() != db.Damaged {
		t.Errorf("%v, %q", err, d.Trouble())
	}
}

// What turns out to be damaged while somebody reads is not read any further, in whatever part of it.
func TestADamagedFileIsFoundByWhoeverReads(t *testing.T) {
	name := filepath.Join(t.TempDir(), "store.db")
	d, err := db.Open(name)
	must(t, err)
	defer d.Close()
	_, read := things(t, d)
	must(t, d.Vacate(t.Context()))
	spoil(t, name)
	told := make(chan db.Trouble, 1)
	d.Tell(func(is db.Trouble) { told <- is })
	if _, err := read(); db.TroubleOf(err) != db.Damaged {
		t.Fatalf("it was read: %v", err)
	}
	if d.Suspect(); <-told != db.Damaged {
		t.Fatalf("it is %q", d.Trouble())
	}
	for what, err := range map[string]error{
		"reading": d.Read.Exec("SELECT 1").Error, "writing": d.InTx(t.Context(), func(tx *db.Tx) error { return tx.Exec("SELECT 1").Error }),
	} {
		if !errors.Is(err, db.ErrCorrupt) {
			t.Errorf("%s goes on: %v", what, err)
		}
	}
}

// Where writing is slow, who would write is refused in time to be told so, and who reads is not held up.
func TestASlowStoreRefusesWritersFirst(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		must(t, d.Write.Exec("CREATE TABLE thing (id TEXT)").Error)
		const stuck = 16 // more than may write at once
		free, ended := make(chan struct{}), make(chan error, stuck)
		for range stuck {
			go func() {
				ended <- d.InTx(context.Background(), func(*db.Tx) error { <-free; return nil })
			}()
		}
		ctx, stop := context.WithTimeout(t.Context(), 3*time.Second)
		defer stop()
		for err := error(nil); !errors.Is(err, db.ErrSlow); { // until all of them stand there
			short, done := context.WithTimeout(ctx, 100*time.Millisecond)
			err = d.InTx(short, func(*db.Tx) error { return nil })
			if done(); ctx.Err() != nil {
				t.Fatalf("nobody was refused: %v", err)
			}
		}
		var n int
		must(t, d.Read.WithContext(ctx).Raw("SELECT count(*) FROM thing").Row().Scan(&n))
		patient := make(chan error, 1)
		go func() {
			long, done := context.WithTimeout(db.Patient(t.Context()), time.Minute)
			defer done()
			patient <- d.InTx(long, func(*db.Tx) error { return nil })
		}()
		select {
		case err := <-patient:
			t.Fatalf("a job did not wait for its turn: %v", err)
		case <-time.After(6 * time.Second): // longer than whoever is not patient waits
		}
		close(free)
		must(t, <-patient)
		for range stuck {
			must(t, <-ended)
		}
		must(t, d.InTx(t.Context(), func(*db.Tx) error { return nil }))
	})
}
