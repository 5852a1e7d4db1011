package jobs

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

func TestAJobThatFailedIsListedAndRunsWhenLet(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		var broken atomic.Bool
		broken.Store(true)
		ran := make(chan struct{}, 10)
		c, err := New(Config{Booth: d, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Zone: time.UTC, Vanish: func(context.Context) error {
			ran <- struct{}{}
			if broken.Load() {
				return errors.New("the disk")
			}
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Stop(context.Background()) }()
		listed := func(want func([]Listed) bool) (all []Listed) {
			t.Helper()
			for range 200 {
				if all, err = c.List(t.Context()); err == nil && want(all) {
					return all
				}
				time.Sleep(50 * time.Millisecond)
			}
			t.Fatalf("%+v, %v", all, err)
			return nil
		}
		if _, err := c.client.Insert(t.Context(), countersVanishArgs{}, &river.InsertOpts{Queue: clockQueue}); err != nil {
			t.Fatal(err)
		}
		<-ran
		all := listed(func(all []Listed) bool { return len(all) > 0 && all[0].Failed })
		if all[0].Kind != "counters_vanish" || all[0].Tries < 1 {
			t.Errorf("%+v", all[0])
		}
		if err := c.Retry(t.Context(), all[0].ID+1000); !errors.Is(err, errJobGone) {
			t.Errorf("one that is not there: %v", err)
		}
		broken.Store(false)
		if err := c.Retry(t.Context(), all[0].ID); err != nil {
			t.Fatal(err)
		}
		listed(func(left []Listed) bool {
			for _, j := range left {
				if j.ID == all[0].ID {
					return false
				}
			}
			return true
		})
	})
}
