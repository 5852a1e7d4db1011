package jobs_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"image/png"
	"net"
	"strconv"
	"strings"
	"testing"

	"roundrobin/jobs/mailpit"
	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/outbox"
	viewmail "roundrobin/views/mail"
)

func TestTheSummaryTravelsThroughARealServer(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		post, s := mailpit.Start(t), newSite(t, d, thursday)
		s.add(t, director())
		s.sender = through(t, post)
		post.Refuse(t, 451)
		s.start(t)
		eventually(t, "the first refusal", func() bool { all := s.letters(t); return len(all) == 1 && all[0].Reason == "smtp 451" })
		post.Refuse(t, 0)
		eventually(t, "it to go", func() bool { return s.states(t)[outbox.Sent] == 1 })
		if n := post.Count(t); n != 1 {
			t.Fatalf("%d arrived", n)
		}
		arrivedWhole(t, post, s.letters(t)[0])
	})
}

// arrivedWhole compares what the server took with what the outbox holds.
func arrivedWhole(t *testing.T, post *mailpit.Server, e outbox.Entry) {
	t.Helper()
	m := post.Newest(t)
	if m.Subject != "Petitions at Meridian Freight: 1 answer overdue, 26 November 2026" || m.To[0].Address != "office@meridian.example" {
		t.Errorf("%q to %v", m.Subject, m.To)
	}
	if plain(m.Text) != plain(e.Letter.Text) || !strings.Contains(m.Text, "1,612 of a goal of 2,000") {
		t.Errorf("the text is\n%s", m.Text)
	}
	if plain(m.HTML) != plain(e.Letter.HTML) {
		t.Errorf("the HTML is\n%s", m.HTML)
	}
	for name, want := range map[string]string{
		"Message-Id": "<" + e.ID + "@" + origin + ">", "List-Id": "\"Petitions at Meridian Freight\" <summary." + origin + ">", "Auto-Submitted": "auto-generated",
	} {
		if got := strings.Join(m.Headers[name], ""); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	for _, bad := range []string{"X-Mailer", "User-Agent", "Received-From"} {
		if m.Headers[bad] != nil {
			t.Errorf("%s is %v", bad, m.Headers[bad])
		}
	}
	picturesArrived(t, post, m, e)
	if supported := post.Supported(t, m); supported < 90 {
		t.Errorf("mail programs understand %.1f %% of it", supported)
	}
}

func picturesArrived(t *testing.T, post *mailpit.Server, m mailpit.Message, e outbox.Entry) {
	t.Helper()
	if len(m.Inline) != len(e.Letter.Pictures) || len(m.Inline) == 0 {
		t.Fatalf("%d pictures inside", len(m.Inline))
	}
	for i, p := range m.Inline {
		b := post.Part(t, m, p)
		if _, err := png.Decode(bytes.NewReader(b)); err != nil || p.ContentType != "image/png" || !bytes.Equal(b, e.Letter.Pictures[i].Data) {
			t.Errorf("%s, %s: %v", p.FileName, p.ContentType, err)
		}
		if !strings.Contains(m.HTML, `src="cid:`+p.ContentID+`"`) {
			t.Errorf("nothing shows %s", p.ContentID)
		}
	}
}

func TestARealRefusalIsTheEnd(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, db.Booth, dbtest.SQLite(t))
	post, s := mailpit.Start(t), newSite(t, d, thursday)
	s.add(t, director())
	s.sender = through(t, post)
	post.Refuse(t, 550)
	s.start(t)
	eventually(t, "it to be given up", func() bool { return s.states(t)[outbox.Dead] == 1 })
	if e := s.letters(t)[0]; e.Reason != "smtp 550" || e.Attempts != 1 || post.Count(t) != 0 {
		t.Errorf("%q after %d", e.Reason, e.Attempts)
	}
}

func TestTheCodeArrivesWithItsDigitsInFront(t *testing.T) {
	t.Parallel()
	post := mailpit.Start(t)
	l, err := viewmail.Code{Site: viewmail.Site{Employer: "Meridian Freight", Origin: origin}, Code: "731204", Minutes: 10}.Letter(context.Background())
	must(t, err)
	must(t, through(t, post).Send(context.Background(), mail.Message{
		From: "Round Robin <notices@meridian.example>", To: "noah.osei@meridian.example", Subject: l.Subject, Text: l.Text, HTML: l.HTML,
	}))
	if m := post.Newest(t); m.Subject != "731204 is your code" || !strings.Contains(m.Text, "731204") || post.Supported(t, m) < 90 {
		t.Errorf("%q\n%s", m.Subject, m.Text)
	}
}

func through(t *testing.T, post *mailpit.Server) mail.Sender {
	t.Helper()
	return smtp(t, net.JoinHostPort(post.Host, strconv.Itoa(post.Port)))
}

// plain is a text without what travelling may change: line ends.
func plain(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// places stand for signatures' hashes.
func places(n int) []uint32 {
	all := make([]uint32, n)
	for i := range all {
		h := sha256.Sum256([]byte{byte(i), byte(i >> 8)})
		all[i] = binary.BigEndian.Uint32(h[:])
	}
	return all
}
