package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"roundrobin/jobs"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

func TestJobsComeByThemselvesAndLeaveNoRow(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		var seals, closes, mints, vanishes atomic.Int64
		count := func(n *atomic.Int64) func(context.Context) error {
			return func(context.Context) error { n.Add(1); return nil }
		}
		clock := start(t, jobs.Config{
			Booth: d, Log: discard, Zone: time.UTC, SealEvery: time.Second,
			Seal: count(&seals), Close: count(&closes), Mint: count(&mints), Vanish: count(&vanishes),
		})
		eventually(t, "two seals and one of each", func() bool {
			return seals.Load() >= 2 && closes.Load() == 1 && mints.Load() == 1 && vanishes.Load() == 1
		})
		noFinishedRowLasts(t, d)
		must(t, clock.Stop(context.Background()))
		if n := rows(t, d, "SELECT count(*) FROM river_job WHERE state NOT IN ('available', 'scheduled')"); n != 0 {
			t.Errorf("%d rows stay after the end", n)
		}
	})
}

func TestWhatFailsLeavesNoRowAndNoWords(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		var log locked
		var failed atomic.Int64
		clock := start(t, jobs.Config{
			Booth: d, Log: slog.New(slog.NewTextHandler(&log, nil)), Zone: time.UTC, SealEvery: time.Second,
			Seal:  func(context.Context) error { failed.Add(1); return errors.New("disk full") },
			Close: func(context.Context) error { failed.Add(1); panic("what Noah wrote") },
		})
		eventually(t, "both to fail", func() bool { return failed.Load() >= 2 })
		noFinishedRowLasts(t, d)
		must(t, clock.Stop(context.Background()))
		said := log.String()
		if !strings.Contains(said, "job=seal error=\"disk full\"") || !strings.Contains(said, "job=petitions_close panic=string") {
			t.Errorf("the log says %s", said)
		}
		if strings.Contains(said, "Noah") {
			t.Error("the log holds what somebody wrote")
		}
	})
}

func TestStopWaitsForWork(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		begun, ended := make(chan bool, 9), atomic.Bool{}
		clock := start(t, jobs.Config{
			Booth: d, Log: discard, Zone: time.UTC, SealEvery: time.Hour,
			Seal: func(ctx context.Context) error {
				begun <- true
				time.Sleep(300 * time.Millisecond)
				ended.Store(ctx.Err() == nil)
				return nil
			},
		})
		<-begun
		must(t, clock.Stop(context.Background()))
		if !ended.Load() {
			t.Error("the seal was cut off")
		}
	})
}

func TestStopThatCannotWaitCancels(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
	begun, cut := make(chan bool, 9), make(chan bool, 9)
	clock := start(t, jobs.Config{
		Booth: d, Log: discard, Zone: time.UTC, SealEvery: time.Hour,
		Seal: func(ctx context.Context) error { begun <- true; <-ctx.Done(); cut <- true; return ctx.Err() },
	})
	<-begun
	soon, stop := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer stop()
	must(t, clock.Stop(soon))
	<-cut
}

func TestManyMigrateAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				own, err := db.Open(d.Setting())
				if err != nil {
					t.Error(err)
					return
				}
				defer own.Close()
				if err := jobs.Migrate(context.Background(), own); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		rows(t, d, "SELECT count(*) FROM river_job")
	})
}

func TestTooFastASealIsRefused(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
	seal := func(context.Context) error { return nil }
	if _, err := jobs.New(jobs.Config{Booth: d, Log: discard, Zone: time.UTC, Seal: seal, SealEvery: time.Millisecond}); err == nil {
		t.Error("taken")
	}
}

func TestDaysEndWhereTheSiteIs(t *testing.T) {
	madrid, err := time.LoadLocation("Europe/Madrid")
	must(t, err)
	for name, c := range map[string]struct{ now, next string }{
		"an evening":               {"2026-11-23T20:00:00Z", "2026-11-23T23:00:02Z"},
		"the last second":          {"2026-11-23T22:59:59Z", "2026-11-23T23:00:02Z"},
		"midnight itself":          {"2026-11-23T23:00:00Z", "2026-11-23T23:00:02Z"},
		"just done":                {"2026-11-23T23:00:02Z", "2026-11-24T23:00:02Z"},
		"the night clocks go back": {"2026-10-25T00:00:00Z", "2026-10-25T23:00:02Z"},
	} {
		if got := jobs.DayEnds(madrid, at(t, c.now)).UTC().Format(time.RFC3339); got != c.next {
			t.Errorf("%s: %s", name, got)
		}
	}
}

var discard = slog.New(slog.DiscardHandler)

// locked is a buffer that many write to.
type locked struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *locked) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

func start(t *testing.T, c jobs.Config) *jobs.Clock {
	t.Helper()
	clock, err := jobs.New(c)
	must(t, err)
	must(t, clock.Start(context.Background()))
	t.Cleanup(func() { clock.Stop(context.Background()) })
	return clock
}

// noFinishedRowLasts looks for three seconds which jobs have finished: soon none of them is there. By itself river keeps them for a day.
func noFinishedRowLasts(t *testing.T, d *db.DB) {
	t.Helper()
	seen := map[int64]bool{}
	for end := time.Now().Add(3 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		var ids []int64
		must(t, d.Read.Raw("SELECT id FROM river_job WHERE state IN ('completed', 'cancelled', 'discarded')").Scan(&ids).Error)
		for _, id := range ids {
			seen[id] = true
		}
	}
	for id := range seen {
		eventually(t, fmt.Sprintf("job %d to go", id), func() bool { return rows(t, d, "SELECT count(*) FROM river_job WHERE id = ?", id) == 0 })
	}
}

func rows(t *testing.T, d *db.DB, query string, args ...any) (n int64) {
	t.Helper()
	must(t, d.Read.Raw(query, args...).Scan(&n).Error)
	return n
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Minute); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, s)
	must(t, err)
	return when
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
