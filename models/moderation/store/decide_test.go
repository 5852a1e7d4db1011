package store_test

import (
	"strings"
	"sync"
	"testing"

	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/moderation"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// hidden is a comment of person 1 that was flagged and hidden.
func (h *house) hidden() string {
	h.t.Helper()
	id := h.says(1, 1, "Bob from dispatch did it.")
	h.flags(2, id, "person_named")
	h.seal()
	no(h.t, h.decide(id, moderation.Hide, ines))
	return id
}

func TestWhatIsHiddenLeavesAMarkALeafAndNoWords(t *testing.T) {
	each(t, func(h *house) {
		id := h.hidden()
		if got := h.shown(id); got != "" {
			t.Errorf("everybody reads %q", got)
		}
		if h.rows("comment WHERE text LIKE '%dispatch%' OR html LIKE '%dispatch%'") != 0 {
			t.Error("its words are in the thread's table")
		}
		leaf, ok := h.lastLeaf().(*ledger.Hide)
		if !ok || leaf.Subject != id || leaf.Petition != h.p.ID || leaf.Reason != "person_named: It names a colleague." {
			t.Errorf("%+v", h.lastLeaf())
		}
		found, err := h.cases.Marks(ctx, h.p.ID)
		no(t, err)
		if m := found[id]; m.Day != "2026-11-23" || m.Reason != "person_named: It names a colleague." || m.Appealed != "" {
			t.Errorf("%+v", found)
		}
		if waiting, hidden, err := h.cases.Open(ctx, h.p.ID); err != nil || waiting != 0 || hidden != 1 {
			t.Errorf("%d wait, %d are hidden, %v", waiting, hidden, err)
		}
		log, n, err := h.record.Public(ctx, h.p.ID, 9, 0)
		no(t, err)
		if n != 1 || log[0].Act != "hide_comment" || log[0].Subject != id || log[0].Who != ines || log[0].Standards != 1 || log[0].Title != "Hear our calls" {
			t.Errorf("%+v", log)
		}
		if strings.Contains(log[0].Reason, "dispatch") {
			t.Error("the record repeats the words")
		}
		if x := h.find(id); x.Text != "Bob from dispatch did it." || x.Weight != 0 {
			t.Errorf("a steward reads %+v", x)
		}
		h.refused(h.act(3, pass.Flag, id, 1, "person_named"), "flag_hidden")
		no(t, h.decide(id, moderation.Restore, lotte))
		if got := h.shown(id); !strings.Contains(got, "Bob from dispatch did it.<p>") && !strings.HasPrefix(got, "Bob from dispatch did it.") {
			t.Errorf("shown again: %q", got)
		}
		if show, ok := h.lastLeaf().(*ledger.Show); !ok || show.Subject != id {
			t.Errorf("%+v", h.lastLeaf())
		}
		if h.rows("moderation_text") != 0 {
			t.Error("the words are there twice")
		}
	})
}

func TestWhatIsTakenBackWhileItIsHiddenIsGone(t *testing.T) {
	each(t, func(h *house) {
		id := h.hidden()
		h.refused(h.act(1, pass.Edit, id, 1, "-\nSomebody did it."), "edit_hidden")
		h.in(h.act(1, pass.Retraction, id, 1, ""))
		h.seal()
		if h.rows("moderation_text") != 0 || h.find(id).Text != "" {
			t.Error("its words are kept still")
		}
	})
}

func TestWhatIsKeptIsNotAskedAboutAgain(t *testing.T) {
	each(t, func(h *house) {
		id := h.says(1, 1, "A hard word.")
		h.flags(2, id, "hate_threat")
		h.seal()
		size, _ := h.ledger.Size(ctx)
		no(t, h.decide(id, moderation.Keep, ines))
		if now, _ := h.ledger.Size(ctx); now != size || h.shown(id) == "" {
			t.Error("keeping changed something")
		}
		if _, n, _ := h.cases.Waiting(ctx, 9, 0); n != 0 {
			t.Error("it waits still")
		}
		if _, n, _ := h.record.Public(ctx, "", 9, 0); n != 1 {
			t.Error("it is not in the record")
		}
	})
}

func TestOfManyStewardsOneDecides(t *testing.T) {
	each(t, func(h *house) {
		id := h.says(1, 1, "Bob.")
		h.flags(2, id, "person_named")
		h.seal()
		round := h.find(id).Round
		var wg sync.WaitGroup
		errs := make([]error, 6)
		for i := range errs {
			v := []moderation.Verdict{moderation.Hide, moderation.Keep}[i%2]
			wg.Go(func() {
				errs[i] = h.cases.Decide(ctx, id, v, casestore.Decision{By: ines, Round: round, Reason: petition.Reason{Code: "person_named", Words: "x"}})
			})
		}
		wg.Wait()
		done := 0
		for _, err := range errs {
			if err == nil {
				done++
			} else if f := fault.Of(err); f == nil || f.Code != "case_decided" {
				t.Error(err)
			}
		}
		if _, n, _ := h.record.Public(ctx, "", 9, 0); done != 1 || n != 1 {
			t.Errorf("%d decided, %d lines", done, n)
		}
		h.is(h.cases.Decide(ctx, id, "hide", casestore.Decision{By: ines, Round: 1, Reason: petition.Reason{Code: "person_named"}}), "reason_needed")
		h.is(h.cases.Decide(ctx, "nothing", "hide", casestore.Decision{By: ines, Reason: petition.Reason{Code: "person_named", Words: "x"}}), "case_missing")
	})
}

func TestAnAppealIsHeardOnceByASecondSteward(t *testing.T) {
	each(t, func(h *house) {
		id := h.hidden()
		h.refused(h.act(2, pass.Appeal, id, 1, "It was not me."), "appeal_missing")
		h.in(h.act(1, pass.Appeal, id, 1, "Bob is the addressee."))
		h.seal()
		x := h.find(id)
		if x.Appeal != "Bob is the addressee." || !x.Appealing() || x.Who != ines.Name {
			t.Fatalf("%+v", x)
		}
		if _, n, _ := h.cases.Waiting(ctx, 9, 0); n != 1 {
			t.Error("the appeal is not in the queue")
		}
		h.is(h.decide(id, moderation.Uphold, ines), "case_second")
		no(t, h.decide(id, moderation.Uphold, lotte))
		found, _ := h.cases.Marks(ctx, h.p.ID)
		if !found[id].Upheld || h.shown(id) != "" {
			t.Errorf("%+v", found[id])
		}
		h.refused(h.act(1, pass.Appeal, id, 1, "Bob is the boss."), "said_once")
		h.refused(h.act(1, pass.Appeal, id, 2, "Bob is the boss."), "said_once")
	})
}

func TestAloneInTheOfficeOneDecidesTwice(t *testing.T) {
	each(t, func(h *house) {
		id := h.hidden()
		h.in(h.act(1, pass.Appeal, id, 1, "Bob is the addressee."))
		h.seal()
		d := casestore.Decision{By: ines, Round: h.find(id).Round, Reason: petition.Reason{Code: "person_named", Words: "So it is."}, Alone: true}
		no(t, h.cases.Decide(ctx, id, moderation.Restore, d))
		if h.shown(id) == "" {
			t.Error("it is hidden still")
		}
		h.refused(h.act(1, pass.Appeal, id, 1, "More."), "said_once")
	})
}

func TestAMutedVoiceSaysNoMore(t *testing.T) {
	each(t, func(h *house) {
		id, other := h.hidden(), h.says(3, 1, "Calmly.")
		d := casestore.Decision{By: ines, Reason: petition.Reason{Code: "hate_threat", Words: "The third threat."}}
		no(t, h.cases.Mute(ctx, id, d))
		if leaf, ok := h.lastLeaf().(*ledger.Mute); !ok || leaf.Subject != id || leaf.Reason != "hate_threat: The third threat." {
			t.Errorf("%+v", h.lastLeaf())
		}
		h.refused(h.act(1, pass.Comment, "-", 2, "-\nAgain."), "voice_muted")
		h.refused(h.act(1, pass.Agreement, other, 1, "1"), "voice_muted")
		h.refused(h.act(1, pass.Flag, other, 1, "not_true"), "voice_muted")
		h.in(h.act(1, pass.Appeal, id, 1, "Bob is the addressee."))
		h.in(h.act(1, pass.Signature, "-", 1, "")) // signing is by another pass
		h.in(h.act(3, pass.Comment, "-", 2, "-\nStill here."))
		g, err := h.cases.Guard(ctx, h.p.ID)
		no(t, err)
		if g.Muted != 1 || !h.find(id).Muted || h.find(other).Muted {
			t.Errorf("%+v", g)
		}
		h.is(h.cases.Mute(ctx, id, d), "case_muted")
	})
}

func TestTheTalkIsSlowPausedAndReadFirst(t *testing.T) {
	each(t, func(h *house) {
		said := petition.Reason{Words: "It is heated."}
		no(t, h.cases.Keep(ctx, h.p.ID, moderation.Guard{Most: 2, Words: []string{"Gestapo", "night shift"}}, casestore.Decision{By: ines, Reason: said}))
		h.in(h.act(1, pass.Comment, "-", 1, "-\nOne."))
		h.in(h.act(1, pass.Comment, "-", 2, "-\nTwo."))
		h.refused(h.act(1, pass.Comment, "-", 3, "-\nThree."), "thread_slow")
		h.in(h.act(2, pass.Comment, "-", 1, "-\nI am another."))
		h.seal()
		h.in(h.act(1, pass.Comment, "-", 3, "-\nThree."))
		h.seal()

		id := h.says(3, 1, "They act like the GESTAPO.")
		x := h.find(id)
		if h.shown(id) != "" || x.Held != "Gestapo" || x.Since == "" || x.Text == "" {
			t.Errorf("%q, %+v", h.shown(id), x)
		}
		h.refused(h.act(3, pass.Appeal, id, 1, "Why?"), "appeal_missing")
		no(t, h.decide(id, moderation.Keep, ines))
		if h.shown(id) == "" {
			t.Error("what was kept is not shown")
		}
		if id := h.says(4, 1, "The nightshift, the night. Shift it."); h.shown(id) != "" {
			t.Error("two words that stand together are found across a full stop; that is meant")
		}

		no(t, h.cases.Keep(ctx, h.p.ID, moderation.Guard{Paused: "x"}, casestore.Decision{By: ines, Reason: said}))
		h.refused(h.act(5, pass.Comment, "-", 1, "-\nHello."), "thread_paused")
		h.in(h.act(5, pass.Agreement, id, 1, "1"))
		no(t, h.cases.Keep(ctx, h.p.ID, moderation.Guard{}, casestore.Decision{By: ines, Reason: said}))
		h.in(h.act(5, pass.Comment, "-", 1, "-\nHello."))
		h.is(h.cases.Keep(ctx, h.p.ID, moderation.Guard{Words: []string{"..."}}, casestore.Decision{By: ines, Reason: said}), "guard_word")
	})
}

func TestWhoFlaggedIsDestroyedInTheEnd(t *testing.T) {
	each(t, func(h *house) {
		id := h.hidden()
		h.flags(3, pass.OfPetition, "not_true")
		h.seal()
		_, err := h.petitions.Withdraw(ctx, h.p.ID, "Done.")
		no(t, err)
		h.now = h.now.AddDate(0, 0, 60)
		no(t, h.petitions.Settle(ctx))
		if h.rows("moderation_flag") != 0 || h.rows("statement WHERE class = 'flag'") != 0 {
			t.Error("who flagged can be told still")
		}
		if h.shown(id) != "" {
			t.Error("what was hidden is shown")
		}
	})
}
