package store_test

import (
	"slices"
	"syscall"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition/store"
)

// ending are steps in the middle of a transaction: the first, the last and every fourth between, or in an audit all of them.
func ending() (steps []string) {
	all := slices.DeleteFunc(slices.Clone(store.Steps[:len(store.Steps)-1]), func(s string) bool { return s == "taken" }) // its transaction is over
	for i := 0; i < len(all)-1; i += dbtest.Times(4, 1) {
		steps = append(steps, all[i])
	}
	return append(steps, all[len(all)-1])
}

func TestPostgreSQLEndsTheConnectionAtEveryStep(t *testing.T) {
	t.Parallel()
	s := newSurvivor(open(t, dbtest.Open(t, db.Booth, dbtest.Postgres(t))))
	for _, step := range ending() {
		s.cut(step, func(pid int) error { return s.d.Read.Exec("SELECT pg_terminate_backend(?)", pid).Error })
		s.recovers(step)
	}
}

// A backend that is killed takes all others with it: the server starts anew and replays its log.
func TestABackendOfPostgreSQLIsKilledInTheMiddleOfASeal(t *testing.T) {
	t.Parallel()
	c, err := dbtest.Start() // nobody else's
	no(t, err)
	t.Cleanup(c.Stop)
	s := newSurvivor(open(t, dbtest.Open(t, db.Booth, c.URL("postgres"))))
	other, err := s.d.SQL().Conn(ctx)
	no(t, err)
	s.cut("counts", func(pid int) error {
		err := syscall.Kill(pid, syscall.SIGKILL)
		waits(t, "the server does not take the others with it", func() bool { return other.PingContext(ctx) != nil })
		return err
	})
	s.d.SQL().SetMaxIdleConns(0) // those that lie in the pool are dead too: whoever took one would hear of it
	waits(t, "it never comes back", func() bool { return s.d.SQL().PingContext(ctx) == nil })
	s.recovers("a backend's death")
}

func waits(t *testing.T, otherwise string, until func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !until(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(otherwise)
		}
	}
}

// cut hands in some acts, seals, and ends the connection of the transaction that comes to a step.
func (s *survivor) cut(at string, end func(pid int) error) {
	s.t.Helper()
	broke := 0
	s.StopSeals(func(step string) error {
		if step != at || broke > 0 {
			return nil
		}
		broke++
		var pid int
		err := s.d.Read.Raw("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'").Row().Scan(&pid)
		if err == nil {
			err = end(pid)
		}
		if err != nil {
			s.t.Errorf("%s: %v", at, err)
		}
		return nil
	})
	failed := 0
	for _, h := range s.fewActs() {
		failed += s.tries(h)
	}
	if _, err := s.Seal(ctx, true); err != nil {
		failed++
	}
	s.StopSeals(func(string) error { return nil })
	if broke != 1 || failed != 1 {
		s.t.Fatalf("%s: %d connections were ended, %d calls failed", at, broke, failed)
	}
}

// tries hands in; what comes of a broken connection is no promise and no refusal, and is not kept for the wallet by anybody.
func (s *survivor) tries(h pass.HandedIn) (failed int) {
	leaf := ledger.LeafHash(h.Act.Marshal())
	s.acts[leaf], s.order = h, append(s.order, leaf)
	signed, err := s.HandIn(ctx, h)
	if err != nil {
		return 1
	}
	s.heard(leaf, signed)
	return 0
}
