package store_test

import (
	"crypto/sha256"
	"testing"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
)

func (b *booth) rating(p petition.Petition, n, seq int, value string) pass.HandedIn {
	return b.act(p, n, pass.Rating, pass.OfResponse, seq, value)
}

// answered gives a petition that so many signed and leadership answered.
func (b *booth) answered(signers int) petition.Petition {
	b.t.Helper()
	p := b.open()
	for n := range signers {
		b.in(b.signature(p, n, 1))
	}
	b.seal()
	_, err := b.Deliver(ctx, p.ID)
	no(b.t, err)
	p, err = b.Respond(ctx, p.ID, store.Answer{Who: "the board", Words: "We will."}, nil)
	no(b.t, err)
	return p
}

func TestSignersRateTheAnswer(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.answered(24)
		for n := range 12 {
			b.in(b.rating(p, n, 1, "answered"))
		}
		for n := 12; n < 24; n++ {
			b.in(b.rating(p, n, 1, "answered"))
			b.in(b.rating(p, n, 2, "not_answered")) // thought again: the highest seq counts
		}
		b.seal()
		n, tally, err := b.Rated(ctx, p.ID)
		no(t, err)
		if n != 24 || tally.Day != "" {
			t.Errorf("%d ratings, a tally on %q", n, tally.Day)
		}
		b.now = b.now.AddDate(0, 0, petition.RatingDays)
		b.in(b.rating(p, 0, 2, "answered")) // on the last day
		no(t, b.TallyRatings(ctx))
		if _, tally, _ := b.Rated(ctx, p.ID); tally.Day != "" {
			t.Error("tallied while it can be rated")
		}
		b.tomorrow()
		b.refused(b.rating(p, 1, 3, "partly"), "rate_over")
		no(t, b.TallyRatings(ctx))
		no(t, b.TallyRatings(ctx))
		_, tally, err = b.Rated(ctx, p.ID)
		no(t, err)
		f, err := petition.ParseRatingText(tally.Text)
		no(t, err)
		// 12, 0, 12: the empty cell hides, and with it all, for they would give it away
		if f.Total != 24 || tally.Day != b.today() || b.rows("rating") != 0 {
			t.Errorf("%+v on %s, %d rows left", f, tally.Day, b.rows("rating"))
		}
		leaves := b.leaves()
		last, ok := leaves[len(leaves)-1].Operator.(*ledger.Tally)
		if !ok || last.Hash != sha256.Sum256([]byte(tally.Text)) {
			t.Errorf("the last leaf is %+v", leaves[len(leaves)-1])
		}
	})
}

func TestWhoMayRate(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		b.in(b.signature(p, 1, 1))
		b.refused(b.rating(p, 1, 1, "answered"), "rate_not_yet")
		b.seal()
		_, err := b.Deliver(ctx, p.ID)
		if code(err) == "delivery_too_early" {
			for n := 2; n < 9; n++ {
				b.in(b.signature(p, n, 1))
			}
			b.seal()
			_, err = b.Deliver(ctx, p.ID)
		}
		no(t, err)
		p, err = b.Respond(ctx, p.ID, store.Answer{Who: "the board", Words: "We will."}, nil)
		no(t, err)
		if f := b.refused(b.rating(p, 20, 1, "answered"), "rate_signers"); !f.Retry {
			t.Error("somebody whose signature still waits is refused for good")
		}
		b.in(b.rating(p, 1, 1, "answered"))
		b.in(b.rating(p, 1, 1, "answered"))
		b.refused(b.rating(p, 1, 1, "partly"), "seq_used")
		b.seal()
		b.refused(b.rating(p, 1, 1, "partly"), "seq_used")
		b.in(b.rating(p, 1, 2, "partly"))
	})
}
