package store_test

import (
	"encoding/hex"
	"strings"
	"testing"

	"roundrobin/models/moderation"
	"roundrobin/models/pass"
)

func TestFlagsWaitForTheSealAndMakeACase(t *testing.T) {
	each(t, func(h *house) {
		id := h.says(1, 1, "Bob from dispatch did it.")
		h.flags(2, id, "person_named")
		h.flags(3, id, "hate_threat")
		h.flags(4, id, "person_named")
		if _, n, _ := h.cases.Waiting(ctx, 9, 0); n != 0 || h.rows("moderation_flag") != 0 {
			t.Error("a flag is seen before its seal")
		}
		h.seal()
		if waiting, hidden, err := h.cases.Open(ctx, h.p.ID); err != nil || waiting != 1 || hidden != 0 {
			t.Errorf("%d wait, %d are hidden, %v", waiting, hidden, err)
		}
		cases, n, err := h.cases.Waiting(ctx, 9, 0)
		no(t, err)
		if n != 1 || len(cases) != 1 || cases[0].Target != id || cases[0].Weight != 3 || cases[0].Since != "2026-11-23" || cases[0].Text != "Bob from dispatch did it." {
			t.Fatalf("%d: %+v", n, cases)
		}
		if x := h.find(id); len(x.Flags) != 2 || x.Flags[0] != (moderation.Flags{Code: "person_named", N: 2}) || x.Due(3) != "2026-11-26" {
			t.Errorf("%+v", x)
		}
	})
}

func TestWhatCannotBeFlagged(t *testing.T) {
	each(t, func(h *house) {
		id := h.says(1, 1, "Mine.")
		h.refused(h.act(1, pass.Flag, id, 1, "person_named"), "flag_own")
		h.refused(h.act(2, pass.Flag, id, 1, "i_do_not_like_it"), "reason_code")
		h.refused(h.act(2, pass.Flag, strings.Repeat("ab", 16), 1, "person_named"), "comment_missing")
		h.refused(h.act(2, pass.Flag, id, 2, "person_named"), "said_once")
		h.flags(2, id, "person_named")
		h.in(h.act(2, pass.Flag, id, 1, "person_named")) // the same bytes
		h.refused(h.act(2, pass.Flag, id, 1, "hate_threat"), "said_once")
		h.seal()
		h.refused(h.act(2, pass.Flag, id, 1, "hate_threat"), "said_once")
		h.in(h.act(2, pass.Flag, id, 1, "person_named"))
		h.seal()
		if n := h.rows("moderation_flag"); n != 1 {
			t.Errorf("%d flags of one voice", n)
		}
	})
}

func TestNothingInTheStoreTiesAFlagToAVoice(t *testing.T) {
	each(t, func(h *house) {
		id := h.says(1, 1, "Bob.")
		flag := h.act(2, pass.Flag, id, 1, "person_named")
		h.in(flag)
		h.seal()
		key := flag.Pass.BoothKey()
		held := []string{"statement WHERE key = ?", "moderation_flag WHERE who = ?", "voice WHERE voice = ?"}
		for _, where := range held {
			if h.rows(where, key[:]) != 0 {
				t.Errorf("%s: %s", where, hex.EncodeToString(key[:]))
			}
		}
		if h.rows("moderation_flag") != 1 || h.rows("statement WHERE class = 'flag'") != 1 {
			t.Error("it was not kept")
		}
		size, err := h.ledger.Size(ctx)
		no(t, err)
		h.in(h.act(3, pass.Flag, id, 1, "person_named"))
		h.seal()
		if now, _ := h.ledger.Size(ctx); now != size {
			t.Error("a flag became a leaf")
		}
	})
}

func TestAPetitionIsFlagged(t *testing.T) {
	each(t, func(h *house) {
		h.flags(1, pass.OfPetition, "not_true")
		h.seal()
		x := h.find(h.p.ID)
		if x.IsComment() || x.Weight != 1 || x.Title != "Hear our calls" || len(x.Verdicts()) != 1 {
			t.Fatalf("%+v", x)
		}
		no(t, h.decide(h.p.ID, moderation.Keep, ines))
		if _, n, _ := h.cases.Waiting(ctx, 9, 0); n != 0 {
			t.Error("it waits still")
		}
		h.flags(2, pass.OfPetition, "not_true")
		h.seal()
		if x := h.find(h.p.ID); x.Weight != 1 || x.Round != 1 || x.Since == "" {
			t.Errorf("flags that were answered count again: %+v", x)
		}
	})
}

func TestTheQueueIsOrderedByAgeAndWeight(t *testing.T) {
	each(t, func(h *house) {
		var ids []string
		for n := range 4 {
			ids = append(ids, h.says(n, 1, "Comment."))
		}
		h.flags(9, ids[0], "person_named")
		h.seal()
		h.now = h.now.AddDate(0, 0, 1)
		h.flags(9, ids[1], "person_named")
		h.flags(9, ids[2], "person_named")
		h.flags(8, ids[2], "person_named")
		h.seal()
		cases, _, err := h.cases.Waiting(ctx, 9, 0)
		no(t, err)
		if len(cases) != 3 || cases[0].Target != ids[0] || cases[1].Target != ids[2] || cases[2].Target != ids[1] {
			t.Fatalf("%+v", cases)
		}
		for after, want := range map[string]string{ids[0]: ids[2], ids[2]: ids[1], ids[1]: ids[0], "gone": ids[0]} {
			if next, err := h.cases.After(ctx, after); next != want || err != nil {
				t.Errorf("after %s: %s, %v", after, next, err)
			}
		}
		if some, n, _ := h.cases.Waiting(ctx, 1, 1); n != 3 || len(some) != 1 || some[0].Target != ids[2] {
			t.Errorf("%d, %+v", n, some)
		}
	})
}
