package store_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/pass"
	"roundrobin/models/pass/passtest"
	passstore "roundrobin/models/pass/store"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/response"
	"roundrobin/models/response/store"
	"roundrobin/models/secret"
	threadstore "roundrobin/models/thread/store"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = context.Background()

func TestLeadershipConfirmsMeetsAnswersAndMends(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		key := h.keys[0]
		link, err := h.Open(ctx, h.secret(key))
		no(t, err)
		if link.Name != "the board" || link.Received != "" || link.Expires != "2027-05-22" {
			t.Errorf("%+v", link)
		}
		no(t, h.Receive(ctx, link))
		no(t, h.Receive(ctx, link)) // pressed twice, from a page that did not know
		no(t, h.Meet(ctx, link, "Ask the works council."))
		no(t, h.Meet(ctx, link, "Ask again."))
		if link, _ = h.Open(ctx, h.secret(key)); link.Received != "2026-11-23" || link.Met != "2026-11-23" {
			t.Errorf("%+v", link)
		}
		refused(t, h.Meet(ctx, link, "And again."), "meeting_asked")
		h.answers(t, h.secret(key), "We **will**.", 0)
		h.answers(t, h.secret(h.newest), "We have.", 1)
		life, err := h.petitions.Life(ctx, h.p.ID)
		no(t, err)
		if got := events(life); got != "gather open deliver receive meet respond respond" || life.Last(petition.Meet).Reason != "the board\nAsk the works council." {
			t.Errorf("%s, %q", got, life.Last(petition.Meet).Reason)
		}
		if len(life.Responses) != 2 || life.Responses[1].Words != "We have." || life.Responses[0].Who != "the board" {
			t.Errorf("%+v", life.Responses)
		}
	})
}

func TestAForwardedLinkAnswersOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		key := h.secret(h.keys[0])
		h.answers(t, key, "We will.", 0)
		_, err := h.Answer(ctx, key, petitionstore.Answer{Words: "We will not.", Seen: 1})
		refused(t, err, "answer_link_answered")
		_, err = h.Open(ctx, key)
		refused(t, err, "answer_link_answered")
		_, err = h.Open(ctx, h.code(t, h.keys[0]))
		refused(t, err, "answer_link_answered")
		h.answers(t, key, "We will.", 0) // the same, pressed twice: it is done
		h.has(t, "We will.")
	})
}

func TestAReminderOpensTheSameLinkAndEndsWithIt(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		remind := func(recipient string) (k response.Key, ok bool) {
			no(t, h.d.InTx(ctx, func(tx *db.Tx) (err error) {
				k, ok, err = h.Remind(tx, h.p.ID, recipient)
				return err
			}))
			return k, ok
		}
		if _, ok := remind("recipient of nobody"); ok {
			t.Error("a key for somebody to whom it was not delivered")
		}
		first, _ := remind("recipient of the board")
		second, ok := remind("recipient of the board")
		if !ok {
			t.Fatal("no key")
		}
		link, err := h.Open(ctx, h.secret(h.keys[0]))
		no(t, err)
		for _, k := range []response.Key{first, second} {
			if l, err := h.Open(ctx, h.secret(k)); err != nil || l.ID != link.ID {
				t.Errorf("%+v, %v", l, err)
			}
		}
		h.answers(t, h.secret(second), "We will.", 0)
		for _, k := range []response.Key{h.keys[0], first, second} { // whichever mail was forwarded
			_, err := h.Answer(ctx, h.secret(k), petitionstore.Answer{Words: "We will not.", Seen: 1})
			refused(t, err, "answer_link_answered")
		}
		no(t, h.Revoke(ctx, link.ID, audit.Operator))
		if _, ok := remind("recipient of the board"); ok {
			t.Error("a key to a link that is revoked")
		}
	})
}

func TestOfTwoAtOnceOneAnswersAndTheOtherIsTold(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var all sync.WaitGroup
		said := make([]error, 6)
		for i := range said {
			key, words := h.secret(h.keys[i%2]), strings.Repeat("We will. ", i+1)
			all.Go(func() { _, said[i] = h.Answer(ctx, key, petitionstore.Answer{Words: strings.TrimSpace(words)}) })
		}
		all.Wait()
		done := 0
		for _, err := range said {
			switch f := fault.Of(err); {
			case err == nil:
				done++
			case f == nil || f.Code != "answer_link_answered" && f.Code != "answer_changed":
				t.Error(err)
			}
		}
		if done != 1 {
			t.Errorf("%d answered", done)
		}
	})
}

func TestWhoHasNotSeenTheNewestAnswerIsToldAndKeepsTheLink(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.answers(t, h.secret(h.keys[0]), "We will.", 0)
		_, err := h.Answer(ctx, h.secret(h.keys[1]), petitionstore.Answer{Words: "We may."})
		refused(t, err, "answer_changed")
		h.answers(t, h.secret(h.keys[1]), "We may.", 1)
		_, err = h.Answer(ctx, h.secret(h.newest), petitionstore.Answer{Words: " ", Seen: 2})
		refused(t, err, "answer_empty")
		_, err = h.Answer(ctx, h.secret(h.newest), petitionstore.Answer{Words: strings.Repeat("a", petition.MaxAnswer+1), Seen: 2})
		refused(t, err, "text_too_long")
		_, err = h.Answer(ctx, h.secret(h.newest), petitionstore.Answer{Words: "We may.", Seen: 2})
		refused(t, err, "answer_same")
		h.has(t, "We will.", "We may.")
	})
}

func TestARevokedLinkDoesNothingAndARenewedOneIsAnother(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		link, err := h.Open(ctx, h.secret(h.keys[0]))
		no(t, err)
		no(t, h.Revoke(ctx, link.ID, audit.Operator))
		_, err = h.Open(ctx, h.secret(h.keys[0]))
		refused(t, err, "answer_link_revoked")
		_, err = h.Answer(ctx, h.secret(h.keys[0]), petitionstore.Answer{Words: "We will."})
		refused(t, err, "answer_link_revoked")
		no(t, h.Receive(ctx, link)) // a page that stood open: nothing happens
		if life, _ := h.petitions.Life(ctx, h.p.ID); len(life.Responses)+len(life.Happenings) != 3 {
			t.Errorf("%+v", life)
		}
		no(t, h.Renew(ctx, link.ID, audit.Operator))
		_, err = h.Open(ctx, h.secret(h.keys[0]))
		refused(t, err, "answer_link_replaced")
		h.answers(t, h.code(t, h.newest), "We will.", 0)
		refused(t, h.Revoke(ctx, "nobody", audit.Operator), "answer_link_unknown")
	})
}

func TestFiveWrongCodesEndTheCodeAndNotTheLink(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		right := h.code(t, h.keys[0])
		wrong := right
		wrong.Rest = strings.Map(func(r rune) rune { return map[bool]rune{true: '1', false: '0'}[r == '0'] }, right.Rest)
		for range response.Tries {
			_, err := h.Open(ctx, wrong)
			refused(t, err, "answer_code_wrong")
		}
		if h.pauses != response.Tries {
			t.Errorf("%d pauses", h.pauses)
		}
		_, err := h.Open(ctx, right)
		refused(t, err, "answer_code_spent")
		_, err = h.Open(ctx, h.secret(h.keys[0]))
		no(t, err)
		_, err = h.Open(ctx, response.Typed{Name: "0000", Rest: "00000000"})
		refused(t, err, "answer_code_wrong")
		_, err = h.Open(ctx, response.Typed{Secret: strings.Repeat("A", 43)})
		refused(t, err, "answer_link_unknown")
	})
}

func TestCodesAreLookedAtOneByOne(t *testing.T) {
	h := newHouse(t, dbtest.Open(t, db.Booth, dbtest.SQLite(t)))
	hurry, stop := context.WithCancel(ctx)
	h.pause = func(context.Context) error { // while one wrong code is paid for, another is tried
		h.pause = func(context.Context) error { return nil }
		stop()
		_, err := h.Open(hurry, h.code(t, h.keys[0]))
		refused(t, err, "answer_busy")
		return nil
	}
	_, err := h.Open(ctx, response.Typed{Name: "0000", Rest: "00000000"})
	refused(t, err, "answer_code_wrong")
}

func TestALateAnswerIsTakenAlsoAfterTheEnd(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.now = h.now.AddDate(0, 0, 100)
		_, err := h.petitions.ClosePetition(ctx, h.p.ID)
		no(t, err)
		h.answers(t, h.secret(h.keys[0]), "We are late.", 0)
		p, err := h.petitions.Find(ctx, h.p.ID)
		no(t, err)
		if took, ok := p.Took(); p.State != petition.Closed || !ok || took != 100 || p.Overdue("2027-03-03") != 0 {
			t.Errorf("%s after %d", p.State, took)
		}
		h.now = h.now.AddDate(0, 0, 100)
		_, err = h.Open(ctx, h.secret(h.newest))
		refused(t, err, "answer_link_expired")
	})
}

func TestNoSecretIsInTheStore(t *testing.T) {
	h := newHouse(t, dbtest.Open(t, db.Booth, dbtest.SQLite(t)))
	for _, table := range []string{"response_key", "response_link"} {
		var rows []map[string]any
		no(t, h.d.Read.Raw("SELECT * FROM "+table).Scan(&rows).Error)
		if len(rows) != 2 {
			t.Errorf("%s has %d rows", table, len(rows))
		}
		for _, row := range rows {
			for column, value := range row {
				b, isBytes := value.([]byte)
				s, _ := value.(string)
				for _, k := range h.keys {
					name, rest := k.Parts()
					for _, bad := range []string{k.Secret, name, rest} {
						if isBytes && bytes.Contains(b, []byte(bad)) || strings.Contains(s, bad) {
							t.Errorf("%s.%s holds a secret", table, column)
						}
					}
				}
			}
		}
	}
}

func TestAMailThatCannotBeWrittenPublishesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.fails = errors.New("no mail")
		_, err := h.Answer(ctx, h.secret(h.keys[0]), petitionstore.Answer{Words: "We will."})
		if !errors.Is(err, h.fails) {
			t.Errorf("%v", err)
		}
		h.has(t)
		h.fails = nil
		h.answers(t, h.secret(h.keys[0]), "We will.", 0)
	})
}

// A house where a petition was delivered to two readers.
type house struct {
	*store.Store
	d         *db.DB
	petitions *petitionstore.Store
	p         petition.Petition
	keys      []response.Key // of the board and of the council
	newest    response.Key   // that was mailed
	now       time.Time
	pause     func(context.Context) error
	pauses    int
	fails     error
}

// openAtOnce are the usual rules, with nobody to sponsor or to review.
func openAtOnce() petition.Rules {
	r := petition.Defaults()
	r.Sponsors, r.Steward = 0, false
	return r
}

func each(t *testing.T, f func(*testing.T, *house)) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) { f(t, newHouse(t, d)) })
}

func newHouse(t *testing.T, d *db.DB) *house {
	t.Helper()
	m, err := secret.New(rand.Reader)
	no(t, err)
	h := &house{d: d, now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	h.pause = func(context.Context) error { h.pauses++; return nil }
	clock := func() time.Time { return h.now }
	l, err := ledgerstore.Open(ctx, d, passtest.Origin, m, rand.Reader)
	no(t, err)
	books := passstore.New(d, l, m, clock, time.UTC, rand.Reader)
	desk := passtest.Open(t, "2026Q4", 3)
	no(t, books.Publish(ctx, desk.Keys, desk.Proofs, "2026-10-01", "2026-12-31"))
	count := func(context.Context) (int, error) { return 300, nil }
	h.petitions = petitionstore.New(d, l, books, threadstore.New(d), m, petitionstore.Options{
		Now: clock, Loc: time.UTC, Random: rand.Reader, Rules: openAtOnce(), SealMin: 1, HandOver: h.handOver,
		Holders: count, Issued: func(ctx context.Context, _ string) (int, error) { return count(ctx) },
	})
	t.Cleanup(h.petitions.Close)
	h.Store = store.New(d, h.petitions, m, store.Options{
		Now: clock, Loc: time.UTC, Random: rand.Reader, Pause: func(ctx context.Context) error { return h.pause(ctx) }, Renewed: h.renewed,
	})
	h.p, err = h.petitions.Gather(ctx, petitionstore.Proposal{Goal: 3, Text: pass.Text{Language: "en", Title: "Stop", Addressee: "The board", Ask: "Will you?", Background: "Because.\n"}})
	no(t, err)
	_, err = h.petitions.Open(ctx, h.p.ID)
	no(t, err)
	_, err = h.petitions.HandIn(ctx, desk.Person(1).Act(t, h.p.Slot, pass.Signature, h.p.ID, h.p.Hash, "-", 1, ""))
	no(t, err)
	_, err = h.petitions.Seal(ctx, true)
	no(t, err)
	_, err = h.petitions.Deliver(ctx, h.p.ID)
	no(t, err)
	return h
}

func (h *house) handOver(tx *db.Tx, over petition.Handover) ([]byte, error) {
	if over.Count != 1 || len(over.Angles) != 1 || over.Holders != 300 || over.Due != "2026-12-07" {
		return nil, errors.New("another petition is handed over")
	}
	for _, name := range []string{"the board", "the council"} {
		_, k, err := h.Invite(tx, over.Petition, "recipient of "+name, name)
		if err != nil {
			return nil, err
		}
		h.keys = append(h.keys, k)
	}
	return []byte("what they were sent"), nil
}

func (h *house) renewed(_ *db.Tx, _ petition.Petition, _ response.Link, k response.Key, _ int) error {
	h.newest = k
	return h.fails
}

func (h *house) secret(k response.Key) response.Typed { return response.Typed{Secret: k.Secret} }

func (h *house) code(t *testing.T, k response.Key) response.Typed {
	t.Helper()
	typed, err := response.ParseTyped(k.Code())
	no(t, err)
	return typed
}

func (h *house) answers(t *testing.T, k response.Typed, words string, seen int) {
	t.Helper()
	_, err := h.Answer(ctx, k, petitionstore.Answer{Words: words, Seen: seen})
	no(t, err)
}

func (h *house) has(t *testing.T, words ...string) {
	t.Helper()
	life, err := h.petitions.Life(ctx, h.p.ID)
	no(t, err)
	var got []string
	for _, r := range life.Responses {
		got = append(got, r.Words)
	}
	if strings.Join(got, "|") != strings.Join(words, "|") {
		t.Errorf("answered: %q", got)
	}
}

func events(l petition.Life) string {
	var all []string
	for _, h := range l.Happenings {
		all = append(all, string(h.Event))
	}
	return strings.Join(all, " ")
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if f := fault.Of(err); f == nil || f.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
