package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/outbox"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/response"
	"roundrobin/views/words"
)

// Leadership's mails are written by the site's own wiring: to everybody who follows the petition, and to nobody else.
func TestADeliveryWritesToWhoFollowsThePetition(t *testing.T) {
	words.Strict = true
	settings := config{Data: t.TempDir(), Zone: "UTC", Origin: "petitions.example", Employer: "Meridian Freight", Contact: "council@meridian.example", BookSlots: 2, SealMin: 1}
	o := &outside{Now: time.Now, Random: rand.Reader, Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}
	must(t, withSite(t.Context(), &settings, o, func(s *site) error {
		h := handedOver(t, s)
		if _, err := s.deliverNow(t, h); fault.Of(err) == nil || fault.Of(err).Code != "delivery_nobody" {
			t.Errorf("to nobody: %v", err)
		}
		for _, a := range []digestAddCommand{
			{config: settings, Address: "board@meridian.example", Name: "the board", Weekday: "monday", Tongue: "en"},
			{config: settings, Address: "council@meridian.example", Name: "the council", Weekday: "monday", Tongue: "en"},
		} {
			must(t, a.Run(t.Context(), o))
		}
		public, err := s.deliverNow(t, h)
		must(t, err)
		letters, err := s.outbox.All(t.Context())
		must(t, err)
		letters = slices.DeleteFunc(letters, func(e outbox.Entry) bool { return strings.HasPrefix(e.Period, "confirm:") })
		if len(letters) != 2 {
			t.Fatalf("%d letters", len(letters))
		}
		for _, e := range letters {
			isWhole(t, s, h, e, string(public))
		}
		revokedAndRenewed(t, s, settings, o, h.ID)
		return nil
	}))
}

func handedOver(t *testing.T, s *site) petition.Handover {
	t.Helper()
	text := pass.Text{Language: "en", Title: "Bring back the bus", Addressee: "the site lead", Ask: "Run it again.", Background: "It was *warm*.\n"}
	today := s.today()
	h := petition.Handover{Holders: 4118, Angles: []uint32{1, 1 << 30, 1 << 31}, Names: []string{"Ada Lindqvist"}}
	h.Petition = petition.Petition{ID: "aaaaaaaaaaaaaaaa", Text: text, Hash: text.Hash(), HTML: "<p>It was <em>warm</em>.</p>", State: petition.Delivered, Since: today,
		Goal: 9, Count: 3, Delivered: today, Due: today.Add(14), Opened: today, Closes: today.Add(90), Book: "2026Q4", Slot: 1}
	must(t, s.mintBook(t.Context(), firstOfQuarter(today), lastOfQuarter(today)))
	p, err := s.petitions.Gather(t.Context(), petitionstore.Proposal{Text: text})
	must(t, err)
	h.ID, h.Book, h.Slot = p.ID, p.Book, p.Slot
	return h
}

func (s *site) deliverNow(t *testing.T, h petition.Handover) (public []byte, err error) {
	t.Helper()
	return public, s.boothDB.InTx(t.Context(), func(tx *db.Tx) (err error) { public, err = s.handOver(tx, h); return err })
}

func isWhole(t *testing.T, s *site, h petition.Handover, e outbox.Entry, public string) {
	t.Helper()
	l := e.Letter
	found := secretOf.FindStringSubmatch(l.Text)
	if found == nil || !strings.Contains(l.HTML, found[0]) || strings.Contains(public, found[1]) || !l.Once {
		t.Fatalf("the link: %v", found)
	}
	typed, err := response.ParseTyped(found[1])
	must(t, err)
	link, err := s.responses.Open(context.Background(), typed)
	if err != nil || link.Petition != h.ID || link.Recipient != e.Recipient {
		t.Errorf("it opens %+v, %v", link, err)
	}
	if len(l.Files) != 1 || l.Files[0].Type != "application/pdf" || !bytes.HasPrefix(l.Files[0].Data, []byte("%PDF-")) {
		t.Errorf("attached: %d files", len(l.Files))
	}
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for _, want := range []string{"3 verified colleagues ask this of you.", "And 2 verified colleagues who give no name.", "https://petitions.example/petitions/" + h.ID + "/proof.zip", "It was *warm*."} {
		if !strings.Contains(flat(l.Text), want) || !strings.Contains(flat(public), want) {
			t.Errorf("it lacks %q", want)
		}
	}
}

func revokedAndRenewed(t *testing.T, s *site, settings config, o *outside, id string) {
	t.Helper()
	out := o.Out.(*bytes.Buffer)
	out.Reset()
	must(t, (&respondListCommand{config: settings, Petition: id}).Run(t.Context(), o))
	board, _, _ := strings.Cut(out.String(), " ")
	if strings.Count(out.String(), "received -  meeting -") != 2 || !strings.Contains(out.String(), "the board") {
		t.Errorf("listed %q", out)
	}
	must(t, (&respondRevokeCommand{config: settings, Link: board}).Run(t.Context(), o))
	out.Reset()
	must(t, (&respondListCommand{config: settings, Petition: id}).Run(t.Context(), o))
	if strings.Count(out.String(), "revoked "+string(s.today())) != 1 {
		t.Errorf("revoked %q", out)
	}
	must(t, (&respondRenewCommand{config: settings, Link: board}).Run(t.Context(), o))
	letters, err := s.outbox.All(t.Context())
	must(t, err)
	letters = slices.DeleteFunc(letters, func(e outbox.Entry) bool { return strings.HasPrefix(e.Period, "confirm:") })
	if len(letters) != 3 || !strings.Contains(letters[0].Letter.Subject+letters[1].Letter.Subject+letters[2].Letter.Subject, "Your new link to answer") {
		t.Errorf("%d letters", len(letters))
	}
	if err := (&respondRenewCommand{config: settings, Link: "nobody"}).Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), "opens nothing") {
		t.Errorf("nobody's: %v", err)
	}
}
