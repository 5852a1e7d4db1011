package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

// A PostgreSQL server that falls silent, or goes, is noticed in seconds: whoever waits for it is told, whoever comes is told at once, and when
// it is back all goes on by itself.
func TestAServerThatGoesAndComesBack(t *testing.T) {
	for name, gone := range map[string]func(*dbtest.Line){"silent": (*dbtest.Line).Hold, "gone": (*dbtest.Line).Break} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			line := dbtest.NewLine(t, dbtest.Postgres(t))
			d, err := db.Open(line.Setting)
			must(t, err)
			defer d.Close()
			told := make(chan bool, 8)
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			ask := func() error { return d.Read.WithContext(context.Background()).Exec("SELECT 1").Error }
			must(t, ask())
			go d.Watch(ctx, func(away bool) { told <- away })
			gone(line)
			waits := make(chan error, 1)
			go func() { waits <- ask() }()
			for _, what := range []struct {
				err  error
				away bool
			}{{err: <-waits, away: <-told}, {err: ask(), away: true}} {
				if !db.IsAway(what.err) || !what.away {
					t.Errorf("%v, away: %v", what.err, what.away)
				}
			}
			begun := time.Now()
			if err := ask(); !errors.Is(err, db.ErrAway) || time.Since(begun) > time.Second {
				t.Errorf("after %s: %v", time.Since(begun), err)
			}
			line.Mend()
			if <-told {
				t.Error("it is away twice")
			}
			must(t, ask())
		})
	}
}

// A replica that is cut off in the middle of a transaction holds up the others for seconds, not for as long as TCP believes in it.
func TestWhoIsCutOffLetsGoOfItsLocks(t *testing.T) {
	t.Parallel()
	setting := dbtest.Postgres(t) + "&idle_in_transaction_session_timeout=1500"
	line := dbtest.NewLine(t, setting)
	cut, err := db.Open(line.Setting)
	must(t, err)
	defer cut.Close()
	other, err := db.Open(setting)
	must(t, err)
	defer other.Close()
	must(t, other.Write.Exec("CREATE TABLE thing (id TEXT)").Error)
	must(t, other.Write.Exec("INSERT INTO thing VALUES ('a')").Error)
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	lock := func(tx *db.Tx) error { return tx.Exec("SELECT id FROM thing FOR UPDATE").Error }
	err = cut.InTx(ctx, func(tx *db.Tx) error {
		must(t, lock(tx))
		line.Hold()
		must(t, other.InTx(ctx, lock))
		line.Mend()
		return lock(tx)
	})
	if !db.IsAway(err) {
		t.Errorf("whoever was cut off went on with %v", err)
	}
	must(t, cut.InTx(ctx, lock))
}

func TestWhatIsNotAway(t *testing.T) {
	for _, err := range []error{nil, errors.New("no such table"), context.Canceled} {
		if db.IsAway(err) {
			t.Errorf("%v is away", err)
		}
	}
}
