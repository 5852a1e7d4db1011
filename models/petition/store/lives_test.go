package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/ledger/tally"
	"roundrobin/models/pass/passtest"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
	"roundrobin/views/words"
)

// Whatever is asked for, in whatever order: every petition's record is a way through the lifecycle's table that ends in its state, every
// no has its sentence, nothing breaks, and the ledger counts to what the tables say.
func TestNoLifeLeavesTheTable(t *testing.T) {
	for seed := range byte(dbtest.Times(2, 10)) {
		t.Run(fmt.Sprint("dice ", seed), func(t *testing.T) {
			each(t, func(t *testing.T, b *booth) {
				l := &lives{booth: b, dice: &dice{seed: seed}, seqs: map[string]int{}, done: map[string]int{}}
				l.Rules.Sponsors, l.Rules.Steward = 2, seed%2 == 0
				for range 200 {
					l.step()
				}
				b.seal()
				l.check()
				if len(l.done) < 8 {
					t.Errorf("that was no life: %v", l.done)
				}
			})
		})
	}
}

// lives are petitions that anything may happen to.
type lives struct {
	*booth
	*dice
	ids  []string
	seqs map[string]int // of a person's statements on a petition
	done map[string]int // what was not refused, and how often
}

// step asks for something, often at the wrong time.
func (l *lives) step() {
	deeds := []func(string) error{
		func(string) error { return l.begin() },
		func(id string) error { return l.again(id) },
		func(id string) error { _, err := l.Mend(ctx, id); return err },
		func(id string) error { _, err := l.Withdraw(ctx, id, "Granted."); return err },
		func(id string) error { _, err := l.Open(ctx, id); return err },
		func(id string) error { _, err := l.Approve(ctx, id, l.decision(id)); return err },
		func(id string) error { _, err := l.Reject(ctx, id, l.decision(id)); return err },
		func(id string) error { _, err := l.Hide(ctx, id, l.decision(id)); return err },
		func(id string) error { _, err := l.Unhide(ctx, id, l.decision(id)); return err },
		func(id string) error { _, err := l.Deliver(ctx, id); return err },
		func(id string) error { return l.answer(id) },
		func(id string) error { _, err := l.Conclude(ctx, id, petition.Won, "They did."); return err },
		func(id string) error { _, err := l.ClosePetition(ctx, id); return err },
		func(string) error { l.now = l.now.AddDate(0, 0, 1+l.below(12)); return nil },
		func(string) error { return l.Lapse(ctx) },
		func(string) error { return l.CloseExpired(ctx) },
		func(string) error { return l.DeliverReached(ctx) },
		func(string) error { return l.TallyRatings(ctx) },
		func(string) error { return l.Settle(ctx) },
		func(string) error { _, err := l.Seal(ctx, true); return err },
	}
	id := "nobody"
	if len(l.ids) > 0 {
		id = l.ids[l.below(len(l.ids))]
	}
	which := l.below(2 * len(deeds))
	if which >= len(deeds) { // as often as all the rest, people sign
		l.heard("sign", l.sign(id))
		return
	}
	l.heard(fmt.Sprint(which), deeds[which](id))
	l.path(id)
}

// heard: a refusal is a sentence, and nothing else goes wrong.
func (l *lives) heard(what string, err error) {
	l.t.Helper()
	switch f := fault.Of(err); {
	case err == nil:
		l.done[what]++
	case f == nil:
		l.t.Fatalf("%s broke: %v", what, err)
	case !words.Has("fault." + f.Code):
		l.t.Errorf("%s has no sentence", f.Code)
	}
}

func (l *lives) begin() error {
	if len(l.ids) >= 3 && l.below(3) > 0 {
		return nil
	}
	p, err := l.Gather(ctx, store.Proposal{Text: texts, Goal: 3})
	if err == nil {
		l.ids = append(l.ids, p.ID)
	}
	return err
}

func (l *lives) again(id string) error {
	text := texts
	text.Ask = fmt.Sprintf("Will you stop on floor %d?", l.below(40))
	_, err := l.Gather(ctx, store.Proposal{ID: id, Text: text, Goal: 3})
	if err == nil && !slices.Contains(l.ids, id) {
		l.ids = append(l.ids, id)
	}
	return err
}

// decision is over the text that is there, or over another.
func (l *lives) decision(id string) store.Decision {
	p, _ := l.FindWhole(ctx, id)
	if l.below(8) == 0 {
		p.Hash[0] ^= 1
	}
	return ines(p, "out_of_scope", "About the weather.")
}

func (l *lives) sign(id string) error {
	p, err := l.FindWhole(ctx, id)
	if err != nil || p.Slot == 0 { // while it stands in line, nobody has a pass for it
		return err
	}
	n := l.below(5)
	of := fmt.Sprint(id, n)
	_, err = l.HandIn(ctx, l.signature(p, n, l.seqs[of]+1))
	if err == nil {
		l.seqs[of]++
	}
	return err
}

// answer is leadership's, which sometimes reads an old page.
func (l *lives) answer(id string) error {
	life, err := l.Life(ctx, id)
	if err != nil {
		return err
	}
	_, err = l.Respond(ctx, id, store.Answer{Who: "the board", Words: fmt.Sprintf("We will, on floor %d.", l.below(40)), Seen: max(0, len(life.Responses)-l.below(2))}, nil)
	return err
}

// path walks a petition's record through the table.
func (l *lives) path(id string) {
	l.t.Helper()
	p, err := l.FindWhole(ctx, id)
	if err != nil {
		return
	}
	at := petition.Draft
	for _, e := range strings.Fields(l.events(p)) {
		if e == "outcome" { // is said of what was opened, and moves nothing
			continue
		}
		if at, err = at.After(petition.Event(e)); err != nil {
			l.t.Fatalf("%s: the table knows no such way", l.events(p))
		}
	}
	if at != p.State {
		l.t.Fatalf("%s leads to %s, and it is %s", l.events(p), at, p.State)
	}
}

func (l *lives) check() {
	l.t.Helper()
	for _, id := range l.ids {
		l.path(id)
		p := l.found(petition.Petition{ID: id})
		life, err := l.Life(ctx, id)
		no(l.t, err)
		for i, h := range life.Happenings {
			if i > 0 && h.Day < life.Happenings[i-1].Day {
				l.t.Errorf("%s: %+v", id, life.Happenings)
			}
		}
		events := slices.DeleteFunc(strings.Fields(l.events(p)), func(e string) bool { return e == "respond" || e == "deliver" || e == "outcome" })
		leaves := slices.DeleteFunc(strings.Fields(l.said(p)), func(k string) bool {
			return k == "response" || k == "delivery" || k == "outcome" || k == "milestone"
		})
		if !slices.Equal(events, leaves) {
			l.t.Errorf("the record says %v, the ledger %v", events, leaves)
		}
	}
	l.holds()
}

// holds counts the whole ledger as a stranger would, and compares it with what the tables say.
func (b *booth) holds() {
	b.t.Helper()
	t := tally.New(passtest.Origin)
	for i, leaf := range b.leaves() {
		if leaf.Operator != nil {
			no(b.t, t.Operator(int64(i), leaf.Operator))
			if o, ok := leaf.Operator.(*ledger.Book); ok { // the desk says so on a real site
				no(b.t, t.Operator(int64(i), &ledger.Eligible{Book: o.Book, Size: holders}))
			}
			continue
		}
		key, err := leaf.Act.Verify(b.books.Find)
		no(b.t, err)
		no(b.t, t.Act(int64(i), leaf.Act, key))
	}
	counts := t.Sponsors()
	for _, p := range t.Petitions() {
		counts[p.ID] = p.Count
	}
	all, _, err := b.List(ctx, store.Filter{Every: true})
	no(b.t, err)
	for _, p := range all {
		if p.Count != counts[p.ID] {
			b.t.Errorf("%s (%s) counts %d, the ledger %d: %s", p.ID, p.State, p.Count, counts[p.ID], b.events(p))
		}
	}
}
