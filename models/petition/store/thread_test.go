package store_test

import (
	"strings"
	"testing"

	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

// talk gives a petition under which four have spoken; the second comment has two agreements, the first one reply.
func talk(b *booth) (p petition.Petition, comments []pass.HandedIn) {
	b.t.Helper()
	p = b.open()
	for n, text := range []string{"First <b>.", "Second.", "Third.", "Fourth."} {
		h := b.comment(p, n, 1, text)
		b.in(h)
		b.seal()
		comments = append(comments, h)
	}
	b.in(b.act(p, 2, pass.Comment, "-", 2, comments[0].CommentID()+"\nYes."))
	for _, n := range []int{5, 6} {
		b.in(b.act(p, n, pass.Agreement, comments[1].CommentID(), 1, "1"))
	}
	b.in(b.act(p, 5, pass.Agreement, comments[2].CommentID(), 1, "1"))
	b.seal()
	return p, comments
}

func TestAThreadIsRead(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, comments := talk(b)
		for order, want := range map[thread.Order]string{
			thread.MostAgreed: "Second. Third. Fourth. First <b>.",
			thread.Newest:     "Fourth. Third. Second. First <b>.",
		} {
			th, err := b.threads.Read(ctx, p.ID, order, 1)
			no(t, err)
			var got []string
			for _, c := range th.Comments {
				got = append(got, c.Text)
			}
			if strings.Join(got, " ") != want || th.Voices != 4 {
				t.Errorf("%s: %v by %d voices", order, got, th.Voices)
			}
		}
		th, _ := b.threads.Read(ctx, p.ID, thread.Newest, 1)
		first, third := th.Comments[3], th.Comments[1]
		if len(first.Replies) != 1 || first.Replies[0].Pseudonym != third.Pseudonym || first.Replies[0].Text != "Yes." {
			t.Errorf("%+v", first.Replies)
		}
		if first.ID != comments[0].CommentID() || first.HTML != "<p>First &lt;b&gt;.</p>" || first.Day != b.today() || len(first.Mark) != 32 {
			t.Errorf("%+v", first)
		}
	})
}

func TestTheMostAgreedReasons(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p, _ := talk(b)
		silent := b.open()
		reasons, err := b.threads.Reasons(ctx, 1, p.ID, silent.ID)
		no(t, err)
		if r := reasons[p.ID]; len(r) != 1 || r[0].Text != "Second." || r[0].Agreed != 2 {
			t.Errorf("%+v", r)
		}
		reasons, err = b.threads.Reasons(ctx, 9, p.ID, silent.ID)
		no(t, err)
		if len(reasons[p.ID]) != 2 || len(reasons[silent.ID]) != 0 {
			t.Errorf("%+v", reasons)
		}
	})
}

func TestTwoVoicesThatWantOneNameGetTwo(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := b.open()
		h := b.comment(p, 1, 1, "I want it.")
		voice := thread.VoiceOf(h.Pass.BoothKey(), p.ID)
		wanted, next := thread.PseudonymOf(voice, 0), thread.PseudonymOf(voice, 1)
		no(t, b.d.Write.Exec("INSERT INTO voice (petition, voice, pseudonym, mark) VALUES (?, ?, ?, ?)", p.ID, wanted.Mark[:], wanted.Words, wanted.Mark[:]).Error)
		b.in(h)
		b.seal()
		th, err := b.threads.Read(ctx, p.ID, thread.Newest, 1)
		no(t, err)
		if got := th.Comments[0]; got.Pseudonym != next.Words || string(got.Mark) != string(next.Mark[:]) {
			t.Errorf("%s, not %s", got.Pseudonym, next.Words)
		}
	})
}
