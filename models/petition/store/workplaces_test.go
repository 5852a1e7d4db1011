package store_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"roundrobin/models/floor"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

func (b *booth) works(p petition.Petition, n int, place string) pass.HandedIn {
	return b.act(p, n, pass.Workplace, pass.OfWorkplace, 1, place)
}

// shown is what everybody sees of where signers work.
func (b *booth) shown(p petition.Petition) string {
	b.t.Helper()
	figures, since, err := b.SaidWorkplaces(ctx, p.ID)
	no(b.t, err)
	var all []string
	for _, f := range figures {
		all = append(all, fmt.Sprintf("%s %d", f.Name, f.People))
	}
	if (len(all) > 0) != (since != "") {
		b.t.Errorf("%v since %q", all, since)
	}
	return strings.Join(all, ", ")
}

func TestSignersSayWhereTheyWork(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		for n := range 24 {
			b.in(b.signature(p, n, 1))
		}
		for n := range 9 {
			b.in(b.works(p, n, "Porto"))
		}
		b.seal()
		if got := b.shown(p); got != "" {
			t.Errorf("nine are shown: %s", got)
		}
		b.refused(b.works(p, 10, "The moon"), "workplace_unknown")
		b.refused(b.act(p, 3, pass.Workplace, pass.OfWorkplace, 1, "Leeds"), "seq_used") // said once, for good
		for n := 9; n < 13; n++ {
			b.in(b.works(p, n, "Porto"))
		}
		b.seal() // four more: too few since the last look, whatever they say
		if got := b.shown(p); got != "Porto 13" {
			t.Errorf("%q, after 13 who said something since the beginning", got)
		}
		b.in(b.works(p, 13, "Porto"))
		b.in(b.works(p, 14, "Leeds"))
		b.seal()
		if got := b.shown(p); got != "Porto 13" {
			t.Errorf("%q: it moved by one", got)
		}
		b.in(b.works(p, 99, "Leeds")) // a pass that never signed
		b.seal()
		if n := b.rows("workplace"); n != 1 {
			t.Errorf("%d rows", n)
		}
		var dump []byte
		no(t, b.d.SQL().QueryRow("SELECT tally FROM workplace").Scan(&dump))
		if bytes.Contains(dump, []byte("Porto")) {
			t.Error("the tally can be read in the store")
		}
	})
}

func TestWhoNeverSignedIsNotCounted(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		for n := range 40 {
			b.in(b.signature(p, n, 1))
		}
		for n := 100; n < 130; n++ {
			b.in(b.works(p, n, "Leeds"))
		}
		b.seal()
		if got := b.shown(p); got != "" {
			t.Errorf("%q, and nobody who signed said so", got)
		}
	})
}

func TestAMeasureOfTheFloorIsTheSameForEverybodyWhoAsks(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		for n := range 60 {
			b.in(b.signature(p, n, 1))
			b.in(b.works(p, n, []string{"Leeds", "Leeds", "Porto"}[n%3]))
		}
		b.seal()
		// Porto's 20 would leave nobody unseen.
		if got := b.shown(p); got != "Leeds 40" {
			t.Errorf("%q", got)
		}
		if floor.Least != 10 {
			t.Error("these tests are about ten")
		}
		b.now = b.now.AddDate(0, 3, 0)
		no(t, b.CloseExpired(ctx))
		b.now = b.now.AddDate(0, 2, 0)
		no(t, b.Store.Settle(ctx))
		var left int
		no(t, b.d.SQL().QueryRow("SELECT length(tally) FROM workplace").Scan(&left))
		if got := b.shown(p); left != 0 || got != "Leeds 40" {
			t.Errorf("after the end: %d bytes of counts, and %q is shown", left, got)
		}
	})
}
