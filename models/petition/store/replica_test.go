package store_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/pass"
)

// second opens another process's view of the same store.
func second(t *testing.T, b *booth) *booth {
	t.Helper()
	d, err := db.Open(b.d.Setting())
	no(t, err)
	t.Cleanup(func() { d.Close() })
	return replica(t, d, b.master)
}

func TestTwoReplicasTakeAndSealAtOnce(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		both := []*booth{b, second(t, b)}
		const people = 30
		var acts []pass.HandedIn
		for n := range people {
			acts = append(acts, b.signature(p, n, 1), b.signature(p, n, 2))
		}
		var done atomic.Bool
		var seals, hands sync.WaitGroup
		for _, r := range both {
			seals.Go(func() {
				for !done.Load() {
					if _, err := r.Seal(ctx, true); err != nil {
						t.Error(err)
					}
				}
			})
		}
		promised := make([]atomic.Bool, len(acts))
		for i, h := range acts {
			for n, r := range both {
				hands.Go(func() {
					_, err := r.HandIn(ctx, h)
					switch code(err) {
					case "":
						promised[i].Store(true)
					case "signed_already", "seq_used": // the other seq of the same person came first
					default:
						t.Errorf("act %d at replica %d: %v", i, n, err)
					}
				})
			}
		}
		hands.Wait()
		done.Store(true)
		seals.Wait()
		b.seal()
		if n := b.counted(p); n != people {
			t.Errorf("counted %d of %d", n, people)
		}
		// A first seq that comes after the second may be taken as well, and changes nothing: the highest counts. What was promised is there, and
		// nothing else.
		kept := 0
		for i := range promised {
			if promised[i].Load() {
				kept++
			}
		}
		if n := b.rows("statement"); n < people || kept != n {
			t.Errorf("%d statements, %d acts that were promised", n, kept)
		}
	})
}

func TestAReplicaThatDidNotSeeTheSeal(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		other := second(t, b)
		first := b.signature(p, 1, 1)
		promise := b.in(first) // both know the open seal now
		if again := other.in(first); again != promise {
			t.Error("the other replica promised something else")
		}
		other.seal()
		if again := b.in(first); again != promise {
			t.Error("sealed elsewhere, promised anew")
		}
		b.in(b.signature(p, 2, 1))
		b.seal()
		if b.counted(p) != 2 {
			t.Errorf("counted %d", b.counted(p))
		}
	})
}
