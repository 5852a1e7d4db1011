package store_test

import (
	"slices"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/petition/store"
	"roundrobin/models/program"
	programstore "roundrobin/models/program/store"
)

func TestNewsIsWhatHappenedInPublicTheLatestFirst(t *testing.T) {
	proposing(t, func(t *testing.T, b *booth, programs *programstore.Programs) {
		p := b.open()
		for n := range 3 {
			b.in(b.signature(p, n, 1))
		}
		b.seal()
		b.tomorrow()
		_, err := b.Deliver(ctx, p.ID)
		no(t, err)
		about, err := b.Gather(ctx, store.Proposal{Program: "routecam", Text: texts})
		no(t, err)
		_, err = b.Open(ctx, about.ID)
		no(t, err)
		no(t, programs.Tell(ctx, "routecam", program.Entry{Day: "2026-11-20", Kind: program.Note, Title: "Before"}, program.Entry{Day: "2026-11-24", Kind: program.Note, Title: "After"}))
		no(t, b.d.InTx(ctx, func(tx *db.Tx) error { // as a seal writes it
			return tx.Exec("INSERT INTO petition_update (petition, n, day, words, html) VALUES (?, 1, '2026-11-24', '**We met**', '')", p.ID).Error
		}))
		news, err := b.News(ctx)
		no(t, err)
		var said, ids []string
		for _, n := range news {
			said, ids = append(said, string(n.Day[8:])+" "+n.What+n.Title), append(ids, n.ID)
		}
		slices.Sort(said)
		if got := strings.Join(said, ", "); got != "23 gather, 23 milestone, 23 open, 24 deliver, 24 gather, 24 open, 24 programAfter, 24 updateWe met" {
			t.Error(got)
		}
		if !slices.IsSortedFunc(news, func(a, b store.Piece) int { return strings.Compare(string(b.Day), string(a.Day)) }) {
			t.Error("not the latest first")
		}
		slices.Sort(ids)
		if len(slices.Compact(ids)) != len(news) {
			t.Error("two pieces have one id")
		}
	})
}
