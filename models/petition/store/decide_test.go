package store_test

import (
	"crypto/rand"
	"strings"
	"sync"
	"testing"

	"roundrobin/models/audit"
	"roundrobin/models/ledger"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
)

// ines is a steward's decision over a petition as she read it.
func ines(p petition.Petition, code, words string) store.Decision {
	return store.Decision{By: audit.Who{Name: "Ines Aguilar", Role: "steward"}, Text: p.Hash, Reason: petition.Reason{Code: code, Words: words}}
}

// reviewing makes the site's rule: n sponsors, then a steward.
func (b *booth) reviewing(n int) { b.Rules.Sponsors, b.Rules.Steward = n, true }

// sponsor lets so many people sign, from person first on, with their statement of that number.
func (b *booth) sponsor(p petition.Petition, first, n, seq int) {
	b.t.Helper()
	for i := range n {
		b.in(b.signature(p, first+i, seq))
	}
}

func (b *booth) found(p petition.Petition) petition.Petition {
	b.t.Helper()
	found, err := b.FindWhole(ctx, p.ID)
	no(b.t, err)
	return found
}

func (b *booth) events(p petition.Petition) string {
	b.t.Helper()
	life, err := b.Life(ctx, p.ID)
	no(b.t, err)
	var events []string
	for _, h := range life.Happenings {
		events = append(events, string(h.Event))
	}
	return strings.Join(events, " ")
}

// said are the kinds of the operator's leaves about a petition.
func (b *booth) said(p petition.Petition) string {
	b.t.Helper()
	var kinds []string
	for _, leaf := range b.leaves() {
		if leaf.Operator == nil {
			continue
		}
		text, err := ledger.Marshal(leaf.Origin, leaf.Operator)
		no(b.t, err)
		if ledger.About(text) == p.ID {
			kinds = append(kinds, string(leaf.Operator.Kind()))
		}
	}
	return strings.Join(kinds, " ")
}

func TestSponsorsHandItToAStewardInTheirSeal(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.reviewing(3)
		p := b.gather()
		if p.Sponsors != 3 {
			t.Fatalf("%d sponsors are wanted", p.Sponsors)
		}
		b.sponsor(p, 1, 2, 1)
		b.seal()
		if now := b.found(p); now.State != petition.Gathering || now.Missing() != 1 {
			t.Fatalf("%s, %d missing", now.State, now.Missing())
		}
		b.sponsor(p, 3, 1, 1)
		if now := b.found(p); now.State != petition.Gathering {
			t.Fatal("it moved when a sponsor signed: that tells when")
		}
		b.seal()
		now := b.found(p)
		if now.State != petition.Review || now.Count != 3 || now.Since != b.today() {
			t.Fatalf("%+v", now)
		}
		b.refused(b.signature(p, 4, 1), "petition_not_open")
		if b.events(p) != "gather submit" || b.said(p) != "gather submit" {
			t.Errorf("%s; %s", b.events(p), b.said(p))
		}
		now, err := b.Approve(ctx, p.ID, ines(p, "", ""))
		no(t, err)
		if now.State != petition.Open || now.Count != 3 || now.Issued != holders {
			t.Errorf("%+v", now)
		}
		b.holds()
	})
}

func TestWhereNobodyReviewsTheSealOpens(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.Rules.Sponsors = 2
		p := b.gather()
		if _, err := b.Open(ctx, p.ID); code(err) != "sponsors_missing" {
			t.Errorf("opened without sponsors: %v", err)
		}
		b.sponsor(p, 1, 2, 1)
		b.seal()
		if now := b.found(p); now.State != petition.Open || now.Closes != b.today().Add(90) || now.Count != 2 || now.Goal != 9 {
			t.Errorf("%+v", now)
		}
		b.holds()
	})
}

func TestOfTwoStewardsOneDecides(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.reviewing(1)
		p := b.gather()
		b.sponsor(p, 1, 1, 1)
		b.seal()
		var wg sync.WaitGroup
		errs := make([]error, 6)
		for i := range errs {
			wg.Go(func() {
				d := ines(p, "out_of_scope", "About the weather.")
				if i%2 == 0 {
					_, errs[i] = b.Approve(ctx, p.ID, d)
				} else {
					_, errs[i] = b.Reject(ctx, p.ID, d)
				}
			})
		}
		wg.Wait()
		done := 0
		for _, err := range errs {
			if err == nil {
				done++
			} else if code(err) != "petition_state" {
				t.Errorf("got %v", err)
			}
		}
		record, total, err := audit.NewRecord(b.d, rand.Reader, b.today).Latest(ctx, 10, 0)
		no(t, err)
		if done != 1 || total != 1 || record[0].Who.Name != "Ines Aguilar" || record[0].Title != texts.Title {
			t.Errorf("%d decided; the record: %+v", done, record)
		}
		if got := len(strings.Fields(b.events(p))); got != 3 {
			t.Errorf("%s", b.events(p))
		}
	})
}

func TestADecisionIsOverTheTextThatWasRead(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.reviewing(1)
		p := b.gather()
		d := ines(p, "out_of_scope", "About the weather.")
		d.Text[0] ^= 1
		if _, err := b.Reject(ctx, p.ID, d); code(err) != "review_other_text" {
			t.Errorf("%v", err)
		}
		d = ines(p, "out_of_scope", "About the weather.")
		d.By.Name = ""
		if _, err := b.Reject(ctx, p.ID, d); code(err) != "office_signed_out" {
			t.Errorf("without a name: %v", err)
		}
		if _, err := b.Approve(ctx, p.ID, ines(p, "", "")); code(err) != "review_rule" {
			t.Errorf("opened before its review: %v", err)
		}
		if b.rows("office_audit") != 0 || b.found(p).State != petition.Gathering {
			t.Error("something stayed")
		}
	})
}

func TestMendedAndGatheredAgain(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.reviewing(2)
		p := b.gather()
		b.sponsor(p, 1, 2, 1)
		b.seal()
		_, err := b.Reject(ctx, p.ID, ines(p, "unclear_ask", "Say what should stop."))
		no(t, err)
		b.refused(b.signature(p, 3, 1), "petition_rejected")
		b.tomorrow()
		_, err = b.Mend(ctx, p.ID)
		no(t, err)
		if now, err := b.Find(ctx, p.ID); err != nil || now.State != petition.Draft || now.Text.Title != texts.Title {
			t.Errorf("while it is mended everybody sees %+v, %v", now, err)
		}
		if found, _, _ := b.List(ctx, store.Filter{}); len(found) != 0 {
			t.Error("it is listed")
		}
		b.refused(b.signature(p, 3, 1), "petition_not_open")
		text := texts
		text.Ask = "Will you stop recording screens?"
		again, err := b.Gather(ctx, store.Proposal{ID: p.ID, Text: text, Goal: 9})
		no(t, err)
		if again.Slot != p.Slot || again.Count != 0 || again.Hash == p.Hash {
			t.Errorf("%+v", again)
		}
		b.refused(b.signature(p, 1, 2), "text_changed")
		b.refused(b.signature(again, 1, 1), "seq_used")
		b.sponsor(again, 1, 2, 2) // the same sponsors, again
		b.seal()
		if now := b.found(p); now.State != petition.Review || now.Count != 2 {
			t.Errorf("%s with %d", now.State, now.Count)
		}
		_, err = b.Approve(ctx, p.ID, ines(again, "", ""))
		no(t, err)
		if got := b.events(p); got != "gather submit reject mend gather submit open" || got != b.said(p) {
			t.Errorf("%s; %s", got, b.said(p))
		}
		if got := b.titles(store.Filter{Query: "recording screens"}); got != text.Title {
			t.Errorf("found: %q", got)
		}
		b.holds()
	})
}

func TestMendingHasItsTime(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		late, slow := b.gather(), b.gather()
		for _, p := range []petition.Petition{late, slow} {
			_, err := b.Reject(ctx, p.ID, ines(p, "unclear_ask", "Say what should stop."))
			no(t, err)
		}
		b.now = b.now.AddDate(0, 0, 30)
		_, err := b.Mend(ctx, slow.ID)
		no(t, err)
		b.tomorrow()
		if _, err := b.Mend(ctx, late.ID); code(err) != "mend_over" {
			t.Errorf("%v", err)
		}
		b.now = b.now.AddDate(0, 0, 29)
		no(t, b.Lapse(ctx))
		if b.found(slow).State != petition.Draft {
			t.Error("it lapsed a day early")
		}
		b.tomorrow()
		if _, err := b.Gather(ctx, store.Proposal{ID: slow.ID, Text: texts}); code(err) != "mend_over" {
			t.Errorf("%v", err)
		}
		no(t, b.Lapse(ctx))
		if now := b.found(slow); now.State != petition.Withdrawn || b.said(slow) != "gather reject mend lapse" {
			t.Errorf("%s, %s", now.State, b.said(slow))
		}
	})
}

func TestAHiddenTextIsNobodysToReadOrSponsor(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.reviewing(2)
		p := b.gather()
		b.sponsor(p, 1, 1, 1)
		b.in(b.signature(p, 2, 1)) // waits while it is hidden
		why := ines(p, "person_named", "It names a colleague.")
		_, err := b.Hide(ctx, p.ID, why)
		no(t, err)
		if _, err := b.Hide(ctx, p.ID, why); code(err) != "petition_hidden" {
			t.Errorf("twice: %v", err)
		}
		if f := b.refused(b.signature(p, 3, 1), "petition_hidden"); !f.Retry {
			t.Error("it may be shown again, and nobody told the wallet")
		}
		b.seal()
		now, err := b.Find(ctx, p.ID)
		no(t, err)
		if now.State != petition.Gathering || now.Text.Title+now.Text.Ask+now.Text.Background+now.HTML != "" || now.Hidden == "" {
			t.Errorf("everybody sees %+v", now)
		}
		for _, f := range []store.Filter{{}, {Query: "recording"}, {States: []petition.State{petition.Gathering}}} {
			if got := b.titles(f); got != "" {
				t.Errorf("%+v finds %s", f, got)
			}
		}
		all, err := b.ReadNow(ctx)
		no(t, err)
		if n := all.Petitions[0]; n.Title+n.Ask != "" || n.Sign || n.Count != 2 {
			t.Errorf("wallets are told %+v", n)
		}
		_, err = b.Unhide(ctx, p.ID, ines(p, "person_named", "The name is that of the addressee."))
		no(t, err)
		if now := b.found(p); now.State != petition.Review || now.Hidden != "" {
			t.Errorf("shown again it is %s", now.State)
		}
		if got := b.said(p); got != "gather hide show submit" {
			t.Error(got)
		}
		if _, err := b.Unhide(ctx, p.ID, why); code(err) != "petition_not_hidden" {
			t.Errorf("%v", err)
		}
	})
}
