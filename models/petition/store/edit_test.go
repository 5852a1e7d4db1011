package store_test

import (
	"strings"
	"testing"

	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

func (b *booth) edit(p petition.Petition, n int, comment string, seq int, text string) pass.HandedIn {
	return b.act(p, n, pass.Edit, comment, seq, "-\n"+text)
}

func (b *booth) retraction(p petition.Petition, n int, comment string, seq int) pass.HandedIn {
	return b.act(p, n, pass.Retraction, comment, seq, "")
}

// spoken gives an open petition with one sealed comment of person 1, and its id.
func spoken(b *booth) (petition.Petition, string) {
	b.t.Helper()
	p := b.open()
	c := b.comment(p, 1, 1, "As it was.")
	b.in(c)
	b.seal()
	return p, c.CommentID()
}

func (b *booth) only(p petition.Petition) thread.Comment {
	b.t.Helper()
	th, err := b.threads.Read(ctx, p.ID, thread.Newest, 1)
	no(b.t, err)
	return th.Comments[0]
}

func TestOfTheEditsOfASealTheHighestCounts(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, id := spoken(b)
		for seq, text := range []string{"a", "b", "*c*", "d", "e", "f", "g", "h"} {
			b.in(b.edit(p, 1, id, seq+1, text))
		}
		b.refused(b.edit(p, 1, id, 9, "i"), "statements_spent")
		if c := b.only(p); c.Text != "As it was." || c.Edited {
			t.Errorf("before the seal: %+v", c)
		}
		b.seal()
		if c := b.only(p); c.Text != "h" || c.HTML != "<p>h</p>" || !c.Edited || c.ID != id {
			t.Errorf("%+v", c)
		}
		b.refused(b.edit(p, 1, id, 2, "late"), "seq_used")
		b.in(b.retraction(p, 1, id, 9)) // always possible
		b.seal()
		if c := b.only(p); !c.TakenBack || c.Text != "" || c.HTML != "" {
			t.Errorf("%+v", c)
		}
		if n := strings.Count(b.dump("comment"), "As it was."); n != 0 {
			t.Error("what was taken back is still there")
		}
	})
}

func TestWhatIsTakenBackStaysSo(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, id := spoken(b)
		b.in(b.act(p, 2, pass.Comment, "-", 1, id+"\nAn answer."))
		b.in(b.act(p, 3, pass.Agreement, id, 1, "1"))
		b.seal()
		b.in(b.edit(p, 1, id, 1, "Other words."))
		b.in(b.retraction(p, 1, id, 2))
		b.refused(b.edit(p, 1, id, 3, "Back."), "comment_taken_back") // while it waits
		b.seal()
		b.refused(b.edit(p, 1, id, 3, "Back."), "comment_taken_back")
		b.refused(b.retraction(p, 1, id, 3), "comment_taken_back")
		b.refused(b.act(p, 4, pass.Agreement, id, 1, "1"), "comment_taken_back")
		c := b.only(p)
		if !c.TakenBack || c.Edited || len(c.Replies) != 1 || c.Replies[0].Text != "An answer." {
			t.Errorf("%+v", c)
		}
		if r, err := b.threads.Reasons(ctx, 9, p.ID); err != nil || len(r[p.ID]) != 0 {
			t.Errorf("%v is a reason, %v", r, err)
		}
	})
}

func TestOnlyItsVoiceChangesAComment(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, id := spoken(b)
		other := b.open()
		b.refused(b.edit(p, 2, id, 1, "Mine now."), "comment_not_own")
		b.refused(b.retraction(p, 2, id, 1), "comment_not_own")
		b.refused(b.retraction(other, 1, id, 1), "comment_missing")
		b.refused(b.act(p, 1, pass.Edit, id, 1, strings.Repeat("0", 32)+"\nElsewhere."), "act_unknown")
		waits := b.comment(p, 2, 1, "Not sealed.")
		b.in(waits)
		b.refused(b.retraction(p, 2, waits.CommentID(), 1), "comment_missing")
	})
}

func TestAReasonForSigning(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, id := spoken(b)
		reason := b.act(p, 2, pass.Comment, "-", 1, "- reason\nMy back hurts.")
		b.in(reason)
		b.seal()
		reasons := func() (texts []string) {
			th, err := b.threads.Read(ctx, p.ID, thread.Reasons, 1)
			no(t, err)
			for _, c := range th.Comments {
				texts = append(texts, c.Text)
			}
			if th.Found != len(texts) || th.Voices != 2 {
				t.Errorf("%d found by %d voices", th.Found, th.Voices)
			}
			return texts
		}
		if got := reasons(); strings.Join(got, "|") != "My back hurts." {
			t.Errorf("%q", got)
		}
		b.in(b.act(p, 1, pass.Edit, id, 1, "- reason\nI want to breathe."))
		b.in(b.edit(p, 2, reason.CommentID(), 1, "My back hurt."))
		b.seal()
		if got := reasons(); strings.Join(got, "|") != "I want to breathe." {
			t.Errorf("%q", got)
		}
	})
}
