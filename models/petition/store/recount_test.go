package store_test

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"testing"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// dice fall the same way in every run.
type dice struct {
	seed  byte
	throw uint64
}

func (d *dice) below(n int) int {
	d.throw++
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte{d.seed}, d.throw))
	return int(binary.BigEndian.Uint64(sum[:8]) % uint64(n))
}

// After any run of acts and seals the tables say what the ledger says, and every promise was kept by its day.
func TestTheTablesAreWhatTheLedgerSays(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		for seed := range byte(2) {
			w := &walk{booth: b, dice: &dice{seed: seed}, promised: map[ledger.Hash]day.Day{}}
			w.petitions = []petition.Petition{b.open()}
			if seed == 0 {
				w.petitions = append(w.petitions, b.open())
			}
			for range 150 {
				w.step()
			}
			b.seal()
			w.check()
		}
	})
}

// A walk is a run of random acts by eight people who lie about what they did before.
type walk struct {
	*booth
	*dice
	petitions []petition.Petition
	comments  []pass.HandedIn
	promised  map[ledger.Hash]day.Day
}

func (w *walk) step() {
	p, n := w.petitions[w.below(len(w.petitions))], w.below(8)
	switch w.below(12) {
	case 0:
		w.seal()
	case 1:
		w.tomorrow()
	case 2, 3:
		w.hand(w.withdrawal(p, n, 1+w.below(8)))
	case 4, 5:
		h := w.comment(p, n, 1+w.below(6), []string{"One.", "Another."}[w.below(2)])
		if w.hand(h) {
			w.comments = append(w.comments, h)
		}
	case 6:
		if len(w.comments) > 0 {
			c := w.comments[w.below(len(w.comments))]
			for _, p := range w.petitions {
				if p.ID == c.Petition {
					w.hand(w.act(p, n, pass.Agreement, c.CommentID(), 1+w.below(3), []string{"0", "1"}[w.below(2)]))
				}
			}
		}
	default:
		w.hand(w.signature(p, n, 1+w.below(8)))
	}
}

// hand says whether the act was promised; a refusal is no failure, a breakage is.
func (w *walk) hand(h pass.HandedIn) bool {
	w.t.Helper()
	if _, err := w.HandIn(ctx, h); err != nil {
		if fault.Of(err) == nil {
			w.t.Fatal(err)
		}
		return false
	}
	hash := ledger.LeafHash(h.Act.Marshal())
	if promise := w.in(h); w.promised[hash] == "" {
		w.promised[hash] = promise.Day
	} else if w.promised[hash] != promise.Day {
		w.t.Fatal("a promise changed its day")
	}
	return true
}

func (w *walk) check() {
	w.t.Helper()
	last := map[string]map[pass.BoothKey]*pass.Act{}
	leaves, comments := map[ledger.Hash]bool{}, map[string]bool{}
	for _, leaf := range w.leaves() {
		a := leaf.Act
		if a == nil {
			continue
		}
		hash := ledger.LeafHash(a.Marshal())
		if leaves[hash] {
			w.t.Fatal("an act stands in the ledger twice")
		}
		leaves[hash] = true
		if a.Kind == pass.Comment {
			comments[a.CommentID()] = true
			continue
		}
		if last[a.Petition] == nil {
			last[a.Petition] = map[pass.BoothKey]*pass.Act{}
		}
		if was := last[a.Petition][a.Pass.BoothKey()]; was == nil || was.Seq < a.Seq {
			last[a.Petition][a.Pass.BoothKey()] = a
		}
	}
	for _, p := range w.petitions {
		w.checkCount(p, last[p.ID])
		w.checkThread(p, comments)
	}
	w.checkPromises(leaves)
}

func (w *walk) checkCount(p petition.Petition, acts map[pass.BoothKey]*pass.Act) {
	w.t.Helper()
	var angles []uint32
	for _, a := range acts {
		if h := ledger.LeafHash(a.Marshal()); a.Kind == pass.Signature {
			angles = append(angles, binary.BigEndian.Uint32(h[:]))
		}
	}
	slices.Sort(angles)
	rings, err := w.Angles(ctx, p.ID)
	no(w.t, err)
	days, err := w.Days(ctx, p.ID)
	no(w.t, err)
	d := days[p.ID]
	if w.counted(p) != len(angles) || !slices.Equal(rings[p.ID], angles) || d[len(d)-1].Count != len(angles) {
		w.t.Errorf("the ledger says %d, the tables %d, %d and %v", len(angles), w.counted(p), len(rings[p.ID]), d)
	}
}

func (w *walk) checkThread(p petition.Petition, comments map[string]bool) {
	w.t.Helper()
	th, err := w.threads.Read(ctx, p.ID, "newest", 1)
	no(w.t, err)
	for _, c := range th.Comments {
		if !comments[c.ID] {
			w.t.Errorf("comment %s is in no leaf", c.ID)
		}
		var agreed int
		no(w.t, w.d.Read.Raw("SELECT count(*) FROM agreement WHERE comment = ? AND agrees", c.ID).Row().Scan(&agreed))
		if agreed != c.Agreed {
			w.t.Errorf("%d agree, the tally is %d", agreed, c.Agreed)
		}
	}
}

// checkPromises: every promised leaf is there, and its prefix is filed under the day that was promised.
func (w *walk) checkPromises(leaves map[ledger.Hash]bool) {
	w.t.Helper()
	kept := map[day.Day]int{}
	for hash, on := range w.promised {
		if leaves[hash] {
			kept[on]++
		}
	}
	agreements := 0
	no(w.t, w.d.Read.Raw("SELECT count(*) FROM statement WHERE class = 'agree'").Row().Scan(&agreements))
	if missing := len(w.promised) - sum(kept); missing > agreements {
		w.t.Errorf("%d promises are broken", missing-agreements)
	}
	days, err := w.ledger.KeyDays(ctx)
	no(w.t, err)
	for _, d := range days {
		if kept[d.Day] > d.Acts {
			w.t.Errorf("%s: %d promised, %d sealed", d.Day, kept[d.Day], d.Acts)
		}
	}
}

func sum(counts map[day.Day]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}
