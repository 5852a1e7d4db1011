package jobs_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"roundrobin/jobs/mailpit"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/outbox"
	viewmail "roundrobin/views/mail"
)

// A delivery is written where no clock runs; the clock finds it, and a real server takes it whole. What it was is then forgotten.
func TestADeliveryTravelsThroughARealServerWithItsLetter(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		post, s := mailpit.Start(t), newSite(t, d, thursday)
		s.sender = through(t, post)
		drawn, err := delivered().Letter(context.Background())
		must(t, err)
		l := outbox.Letter{To: "office@meridian.example", Subject: drawn.Subject, Text: drawn.Text, HTML: drawn.HTML, Once: true,
			Files: []outbox.File{{Name: "letter.pdf", Type: "application/pdf", Data: []byte("%PDF-1.3 a letter")}}}
		for _, p := range drawn.Pictures {
			l.Pictures = append(l.Pictures, outbox.Picture(p))
		}
		must(t, d.InTx(context.Background(), func(tx *db.Tx) error {
			_, err := s.out.Put(tx, "office", "delivery:aaaaaaaaaaaaaaaa", l)
			return err
		}))
		s.start(t)
		eventually(t, "it to go", func() bool { return s.states(t)[outbox.Sent] == 1 })
		m := post.Newest(t)
		if post.Count(t) != 1 || m.Subject != l.Subject || plain(m.Text) != plain(l.Text) || plain(m.HTML) != plain(l.HTML) {
			t.Errorf("%d arrived: %q\n%s", post.Count(t), m.Subject, m.Text)
		}
		if len(m.Attachments) != 1 || m.Attachments[0].FileName != "letter.pdf" || m.Attachments[0].ContentType != "application/pdf" || !bytes.Equal(post.Part(t, m, m.Attachments[0]), l.Files[0].Data) {
			t.Errorf("attached: %+v", m.Attachments)
		}
		if m.Headers["List-Id"] != nil || len(m.Inline) != 1 {
			t.Errorf("it is of the list %v, with %d pictures", m.Headers["List-Id"], len(m.Inline))
		}
		if supported := post.Supported(t, m); supported < 90 {
			t.Errorf("mail programs understand %.1f %% of it", supported)
		}
		if e := s.letters(t)[0]; e.Letter.Text+e.Letter.HTML != "" || len(e.Letter.Files) > 0 || strings.Contains(e.Letter.Subject, "respond#") {
			t.Error("the reader's link is kept")
		}
	})
}

func delivered() viewmail.Delivery {
	return viewmail.Delivery{
		Site: viewmail.Site{Employer: "Meridian Freight", Origin: origin, Base: "https://" + origin}, ID: "aaaaaaaaaaaaaaaa", Title: "Bring back the night bus – für alle", Language: "en",
		Ask: "Run the 23:40 bus.", Addressee: "the site lead", Background: "It came, and it was *warm*.\n", LetterHTML: "<p>It came, and it was <em>warm</em>.</p>",
		Count: 70, Goal: 205, Share: 2, Holders: 4110, Angles: places(70), Delivered: "2026-11-26", Due: "2026-12-10",
		Answer: "https://" + origin + "/respond#" + strings.Repeat("s", 43), Code: "K7M2-9QXD-4TRV",
	}
}
