package store_test

import (
	"testing"
	"time"

	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
)

// What appends no leaf is in /now.json all the same, within seconds.
func TestNowKnowsWhatLeftNoLeaf(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.gather()
		shown := func() store.NowPetition {
			t.Helper()
			n, err := b.ReadNow(ctx)
			no(t, err)
			for _, q := range n.Petitions {
				if q.ID == p.ID {
					return q
				}
			}
			return store.NowPetition{}
		}
		if s := shown(); s.State != petition.Gathering || !s.Sign {
			t.Fatalf("before: %+v", s)
		}
		no(t, b.d.Write.Exec("UPDATE petition SET state = 'withdrawn' WHERE id = ?", p.ID).Error) // as a repair by hand would
		b.now = b.now.Add(4 * time.Second)
		if s := shown(); s.State != petition.Withdrawn && s.ID != "" || s.Sign {
			t.Errorf("after four seconds: %+v", s)
		}
	})
}

func TestNowIsNotReadForEveryoneWhoAsks(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.open()
		first, err := b.ReadNow(ctx)
		no(t, err)
		b.now = b.now.Add(2 * time.Second)
		if second, _ := b.ReadNow(ctx); second != first {
			t.Error("read anew after two seconds in which nothing happened")
		}
		b.now = b.now.Add(-time.Hour)
		if third, _ := b.ReadNow(ctx); third == first {
			t.Error("a clock set back keeps it for an hour")
		}
	})
}
