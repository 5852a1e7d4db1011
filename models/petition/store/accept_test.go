package store_test

import (
	"strings"
	"sync"
	"testing"

	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

func TestASignatureIsPromisedAndThenCounted(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		promise := b.in(b.signature(p, 1, 1))
		if promise.Day != b.today() || b.counted(p) != 0 {
			t.Errorf("promised for %s, counted %d", promise.Day, b.counted(p))
		}
		b.seal()
		if b.counted(p) != 1 {
			t.Error("not counted")
		}
		if place, err := b.ledger.Find(ctx, promise.Leaf); err != nil || place == 0 {
			t.Errorf("no leaf: %v", err)
		}
	})
}

func TestTheSameActGetsTheSamePromiseBeforeAndAfterItsSeal(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		for _, h := range []pass.HandedIn{b.signature(p, 1, 1), b.comment(p, 1, 1, "I saw mine.")} {
			first := b.in(h)
			if again := b.in(h); again != first {
				t.Errorf("%s: another promise while waiting", h.Kind)
			}
			b.seal()
			b.tomorrow()
			if again := b.in(h); again != first {
				t.Errorf("%s: another promise once sealed", h.Kind)
			}
			if o := b.seal(); o.Acts != 0 {
				t.Errorf("%s: sealed twice", h.Kind)
			}
		}
	})
}

func TestSignedTwiceOnOneDevice(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		b.in(b.signature(p, 1, 1))
		b.refused(b.signature(p, 1, 2), "signed_already")
		b.seal()
		b.refused(b.signature(p, 1, 2), "signed_already")
		if b.counted(p) != 1 {
			t.Errorf("counted %d", b.counted(p))
		}
	})
}

func TestWithdrawnThenSignedAgain(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		b.refused(b.withdrawal(p, 1, 1), "not_signed")
		b.in(b.signature(p, 1, 1))
		b.in(b.withdrawal(p, 1, 2))
		b.refused(b.withdrawal(p, 1, 3), "not_signed")
		b.in(b.signature(p, 1, 3))
		b.seal() // all three in one seal, sorted by hash: the highest seq counts
		if b.counted(p) != 1 {
			t.Errorf("signed again, counted %d", b.counted(p))
		}
		b.in(b.withdrawal(p, 1, 4))
		b.seal()
		if b.counted(p) != 0 {
			t.Errorf("withdrawn, counted %d", b.counted(p))
		}
		if f := b.refused(b.signature(p, 1, 4), "seq_used"); f.Args["seq"] != 4 {
			t.Errorf("the highest is %v", f.Args["seq"])
		}
		if f := b.refused(b.signature(p, 1, 2), "seq_used"); f.Args["seq"] != 4 {
			t.Errorf("the highest is %v", f.Args["seq"])
		}
		b.in(b.signature(p, 1, 6)) // a gap is no harm
	})
}

func TestOtherWordsUnderAUsedSeq(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		for seq := 1; seq <= 4; seq++ {
			b.in(b.comment(p, 1, seq, "Number"))
		}
		if f := b.refused(b.comment(p, 1, 2, "Another"), "seq_used"); f.Args["seq"] != 4 {
			t.Errorf("waiting: the highest is %v", f.Args["seq"])
		}
		b.seal()
		b.in(b.comment(p, 1, 5, "Number"))
		if f := b.refused(b.comment(p, 1, 2, "Another"), "seq_used"); f.Args["seq"] != 5 {
			t.Errorf("sealed: the highest is %v", f.Args["seq"])
		}
	})
}

func TestWhoMayNotSign(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, other := b.open(), b.open()
		gathering := b.gather()
		b.in(b.signature(gathering, 1, 1)) // a sponsor
		b.refused(b.comment(gathering, 1, 1, "Not yet"), "petition_not_open")

		elsewhere := b.desk.Person(1).Act(t, other.Slot, pass.Signature, p.ID, p.Hash, "-", 1, "")
		b.refused(elsewhere, "pass_elsewhere")
		b.refused(b.desk.Person(1).Act(t, p.Slot, pass.Signature, p.ID, pass.Hash{1}, "-", 1, ""), "text_changed")
		b.refused(b.desk.Person(1).Act(t, p.Slot, pass.Signature, "nowhere", p.Hash, "-", 1, ""), "petition_missing")
		b.refused(b.act(p, 1, pass.Signature, "named", 1, "me"), "name_forged")
		b.refused(b.act(p, 1, pass.Rating, "response", 1, "partly"), "rate_not_yet")
		b.refused(b.signature(p, 1, 9), "statements_spent")
		b.refused(b.comment(p, 1, 101, "Too many"), "statements_spent")

		forged := b.signature(p, 1, 1)
		forged.Signature[0] ^= 1
		b.refused(forged, "pass_invalid")
		stranger := b.signature(p, 1, 1)
		stranger.Pass[353] ^= 1
		b.refused(stranger, "pass_invalid")

		if o := b.seal(); o.Acts != 1 {
			t.Errorf("%d acts were kept", o.Acts)
		}
	})
}

func TestOnlyTheLastDayCounts(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		b.now = p.Closes.Begins(b.Loc).Add(23 * 60 * 60 * 1e9)
		h := b.signature(p, 1, 1)
		first := b.in(h)
		b.tomorrow()
		b.refused(b.signature(p, 2, 1), "petition_closed")
		if again := b.in(h); again != first { // the wallet did not hear us yesterday
			t.Error("another promise")
		}
		p, err := b.ClosePetition(ctx, p.ID)
		if err != nil || p.State != petition.Closed || p.Count != 1 {
			t.Errorf("%s with %d: %v", p.State, p.Count, err)
		}
		b.refused(b.signature(p, 2, 1), "petition_closed")
	})
}

func TestReplies(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, other := b.open(), b.open()
		c := b.comment(p, 1, 1, "I was recorded.")
		reply := func(n int, p petition.Petition, parent string) pass.HandedIn {
			return b.act(p, n, pass.Comment, "-", 1, parent+"\nSo was I.")
		}
		b.in(c)
		b.refused(reply(2, p, c.CommentID()), "comment_missing") // nobody can have read it yet
		b.seal()
		r := reply(2, p, c.CommentID())
		b.in(r)
		b.seal()
		b.refused(reply(3, p, r.CommentID()), "reply_to_reply")
		b.refused(reply(3, other, c.CommentID()), "comment_missing")
		b.refused(reply(3, p, strings.Repeat("0", 32)), "comment_missing")
	})
}

func TestAgreements(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		c := b.comment(p, 1, 1, "I was recorded.")
		b.in(c)
		b.seal()
		agree := func(n, seq int, body string) pass.HandedIn {
			return b.act(p, n, pass.Agreement, c.CommentID(), seq, body)
		}
		agreed := func(want int) {
			t.Helper()
			b.seal()
			th, err := b.threads.Read(ctx, p.ID, "agreed", 1)
			no(t, err)
			if th.Comments[0].Agreed != want {
				t.Errorf("agreed %d, not %d", th.Comments[0].Agreed, want)
			}
		}
		b.refused(agree(1, 1, "1"), "agree_own")
		first := b.in(agree(2, 1, "1"))
		b.in(agree(3, 1, "1"))
		if again := b.in(agree(2, 1, "1")); again != first {
			t.Error("another promise while waiting")
		}
		size, _ := b.ledger.Size(ctx)
		agreed(2)
		if grown, _ := b.ledger.Size(ctx); grown != size {
			t.Error("an agreement became a leaf")
		}
		if again := b.in(agree(2, 1, "1")); again != first {
			t.Error("another promise once sealed")
		}
		b.in(agree(2, 2, "0"))
		agreed(1)
		b.refused(agree(2, 2, "1"), "seq_used")
		b.refused(agree(2, 9, "1"), "statements_spent")
		b.in(agree(2, 3, "1"))
		b.in(agree(2, 4, "0"))
		b.in(agree(2, 5, "1"))
		agreed(2)
	})
}

func TestNobodyFindsAVoiceKeyAmongTheAgreements(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		b.in(b.comment(p, 1, 1, "I was recorded."))
		b.seal()
		c := b.comment(p, 1, 1, "I was recorded.")
		h := b.act(p, 2, pass.Agreement, c.CommentID(), 1, "1")
		b.in(h)
		b.seal()
		key, hash := h.Pass.BoothKey(), h.Act.Marshal()
		var n int
		no(t, b.d.Read.Raw("SELECT count(*) FROM statement WHERE key = ? OR hash = ?", key[:], hash).Row().Scan(&n))
		if n != 0 {
			t.Error("the voice stands there")
		}
	})
}

func TestManyHandInAtOnce(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		const people, tries = 60, 3
		var acts []pass.HandedIn
		for n := range people {
			acts = append(acts, b.signature(p, n, 1))
		}
		promises := make([]sync.Map, people)
		var wg sync.WaitGroup
		for n := range people {
			for try := range tries {
				wg.Go(func() {
					signed, err := b.HandIn(ctx, acts[n])
					if err != nil {
						t.Error(err)
					}
					promises[n].Store(string(signed), try)
				})
			}
		}
		wg.Wait()
		for n := range promises {
			different := 0
			promises[n].Range(func(any, any) bool { different++; return true })
			if different != 1 {
				t.Errorf("person %d got %d different promises", n, different)
			}
		}
		if o := b.seal(); o.Acts != people || b.counted(p) != people {
			t.Errorf("sealed %d, counted %d", o.Acts, b.counted(p))
		}
	})
}

func TestOneBadActFailsNoNeighbour(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		good, twice := b.signature(p, 1, 1), b.signature(p, 1, 2)
		late := b.desk.Person(3).Act(t, p.Slot, pass.Signature, p.ID, pass.Hash{1}, "-", 1, "")
		b.in(good)
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				if _, err := b.HandIn(ctx, twice); code(err) != "signed_already" {
					t.Errorf("twice: %v", err)
				}
			})
			wg.Go(func() {
				if _, err := b.HandIn(ctx, late); code(err) != "text_changed" {
					t.Errorf("late: %v", err)
				}
			})
			wg.Go(func() {
				if _, err := b.HandIn(ctx, good); err != nil {
					t.Errorf("good: %v", err)
				}
			})
		}
		wg.Wait()
	})
}

func TestClosingDrainsWhatWasHandedIn(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		var acts []pass.HandedIn
		for n := range 30 {
			acts = append(acts, b.signature(p, n, 1))
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		promised := 0
		for _, h := range acts {
			wg.Go(func() {
				if _, err := b.HandIn(ctx, h); err == nil {
					mu.Lock()
					promised++
					mu.Unlock()
				}
			})
		}
		b.Close()
		wg.Wait()
		if o := b.seal(); o.Acts != promised {
			t.Errorf("%d promised, %d sealed", promised, o.Acts)
		}
		if _, err := b.HandIn(ctx, acts[0]); err == nil {
			t.Error("taken after closing")
		}
	})
}
