package store_test

import (
	"fmt"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

// crowded gives an open petition with n comments of one voice, and as many answers to the first: as the seal writes them, but at once.
func crowded(t *testing.T, b *booth, n, answers int) petition.Petition {
	t.Helper()
	p := b.open()
	voice := thread.VoiceOf([32]byte{1}, p.ID)
	mark := thread.PseudonymOf(voice, 0)
	no(t, b.d.Write.Exec("INSERT INTO voice (petition, voice, pseudonym, mark) VALUES (?, ?, ?, ?)", p.ID, voice[:], mark.Words, mark.Mark[:]).Error)
	var values []any
	row := func(i int, parent any, agreed int) {
		text := fmt.Sprintf("This is comment %d, and it says what people say.", i)
		values = append(values, fmt.Sprintf("%s%012x", p.ID[:16], i), p.ID, voice[:], parent, text, thread.Render(text), "2026-11-24", 1_000_000+i, agreed)
	}
	for i := range n {
		row(i, nil, i%97)
	}
	for i := range answers {
		row(n+i, fmt.Sprintf("%s%012x", p.ID[:16], 0), 0)
	}
	no(t, b.d.InTx(ctx, func(tx *db.Tx) error {
		return db.InsertRows(tx, "INSERT INTO comment (id, petition, voice, parent, text, html, day, place, agreed)", 9, values, "")
	}))
	return p
}

func TestEveryCommentStandsOnExactlyOnePage(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := crowded(t, b, 95, 120)
		for _, order := range []thread.Order{thread.MostAgreed, thread.Newest} {
			seen, last := map[string]bool{}, thread.Comment{Agreed: 1000}
			for page := 1; ; page++ {
				th, err := b.threads.Read(ctx, p.ID, order, page)
				no(t, err)
				if th.Pages != 5 || th.Found != 95 {
					t.Fatalf("%d on %d pages", th.Found, th.Pages)
				}
				for _, c := range th.Comments {
					if seen[c.ID] || order == thread.MostAgreed && c.Agreed > last.Agreed {
						t.Fatalf("%s: %s on page %d", order, c.ID, page)
					}
					seen[c.ID], last = true, c
				}
				if page > th.Pages {
					break
				}
			}
			if len(seen) != 95 {
				t.Errorf("%s: %d were shown", order, len(seen))
			}
		}
	})
}

func TestACommentHasAnAddress(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		p := crowded(t, b, 30, 120)
		first := fmt.Sprintf("%s%012x", p.ID[:16], 0)
		for i, want := range map[int]int{0: 1, 30: 1, 79: 1, 80: 2, 149: 3} {
			o, err := b.threads.Find(ctx, p.ID, fmt.Sprintf("%s%012x", p.ID[:16], i), 0)
			no(t, err)
			if o.Comment.ID != first || o.Page != want || o.Pages != 3 || o.Comment.Answered != 120 {
				t.Errorf("%d: page %d of %d of %s", i, o.Page, o.Pages, o.Comment.ID)
			}
		}
		th, err := b.threads.Read(ctx, p.ID, thread.MostAgreed, 2)
		no(t, err)
		if c := th.Comments[len(th.Comments)-1]; c.ID != first || len(c.Replies) != thread.PerComment || c.Answered != 120 {
			t.Errorf("%d of %d answers are below %s", len(c.Replies), c.Answered, c.ID)
		}
		all, err := b.threads.All(ctx, p.ID)
		no(t, err)
		voices, err := b.threads.Voices(ctx, p.ID)
		no(t, err)
		if len(all) != 150 || all[0].ID != first || all[149].Parent != first || voices != 1 {
			t.Errorf("%d in all, by %d", len(all), voices)
		}
		other := b.open()
		if _, err := b.threads.Find(ctx, other.ID, first, 0); err != petition.ErrCommentMissing {
			t.Errorf("under another petition: %v", err)
		}
	})
}
