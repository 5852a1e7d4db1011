package outbox_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/outbox"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const lease = time.Minute

var letter = outbox.Letter{
	To: "office@meridian.example", Subject: "One answer is overdue", Text: "Dear office", HTML: "<p>Dear office</p>",
	Pictures: []outbox.Picture{{CID: "ring", Name: "ring.png", Type: "image/png", Data: []byte{1, 2, 3}}},
}

func TestALetterGoesOnce(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		id := h.put(t, "director", "2026-W48")
		e, err := h.out.Take(h.ctx, id, lease)
		must(t, err)
		if e.Letter.Subject != letter.Subject || !bytes.Equal(e.Letter.Pictures[0].Data, []byte{1, 2, 3}) || e.Attempts != 1 {
			t.Errorf("took %+v", e)
		}
		refused(t, h, id, "letter_sending")
		must(t, h.out.Sent(h.ctx, id))
		refused(t, h, id, "letter_done")
		h.is(t, id, outbox.Sent, "", 1)
	})
}

func TestOneLetterForARecipientAndPeriod(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		h.put(t, "director", "2026-W48")
		err := h.d.InTx(h.ctx, func(tx *db.Tx) error {
			_, err := h.out.Put(tx, "director", "2026-W48", letter)
			return err
		})
		if f := fault.Of(err); f == nil || f.Code != "digest_written" {
			t.Errorf("a second one: %v", err)
		}
		h.put(t, "director", "2026-W49")
		h.put(t, "works council", "2026-W48")
		written, err := h.out.Written(h.ctx, "2026-W48")
		if err != nil || len(written) != 2 || !written["director"] {
			t.Errorf("written: %v, %v", written, err)
		}
	})
}

func TestTenClaimAtOnceAndOneGetsIt(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		id := h.put(t, "director", "2026-W48")
		var took sync.Map
		var all sync.WaitGroup
		for i := range 10 {
			all.Go(func() {
				if _, err := h.out.Take(h.ctx, id, lease); err == nil {
					took.Store(i, true)
				} else if fault.Of(err) == nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		n := 0
		took.Range(func(any, any) bool { n++; return true })
		if n != 1 {
			t.Errorf("%d took it", n)
		}
	})
}

func TestWhatFailsIsTriedAgainAndWhatIsDeadIsNot(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		id := h.put(t, "director", "2026-W48")
		h.take(t, id)
		must(t, h.out.Failed(h.ctx, id, "smtp 451"))
		h.is(t, id, outbox.Failed, "smtp 451", 1)
		h.take(t, id)
		must(t, h.out.Dead(h.ctx, id, "smtp 550"))
		h.is(t, id, outbox.Dead, "smtp 550", 2)
		refused(t, h, id, "letter_done")
	})
}

func TestADeliveryThatNobodySawEndIsReportedAndNotRepeated(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		first, second := h.put(t, "director", "2026-W48"), h.put(t, "works council", "2026-W48")
		h.take(t, first)
		h.take(t, second)
		h.pass(lease + 2*time.Second)
		refused(t, h, first, "letter_done")
		h.is(t, first, outbox.Dead, outbox.Interrupted, 1)
		if n, err := h.out.Bury(h.ctx); err != nil || n != 1 {
			t.Errorf("buried %d, %v", n, err)
		}
		h.is(t, second, outbox.Dead, outbox.Interrupted, 1)
		must(t, h.out.Sent(h.ctx, second))
		h.is(t, second, outbox.Dead, outbox.Interrupted, 1)
	})
}

func TestWhatIsRolledBackWasNeverWritten(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		broke := errors.New("broke")
		err := h.d.InTx(h.ctx, func(tx *db.Tx) error {
			_, err := h.out.Put(tx, "director", "2026-W48", letter)
			must(t, err)
			return broke
		})
		all, listErr := h.out.All(h.ctx)
		if !errors.Is(err, broke) || listErr != nil || len(all) != 0 {
			t.Errorf("%v, %v, %v", err, all, listErr)
		}
		if _, err := h.out.Find(h.ctx, "nothing"); fault.Of(err) == nil {
			t.Errorf("found nothing: %v", err)
		}
	})
}

func TestNothingOfALetterStandsInClear(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		h.put(t, "director", "2026-W48")
		var rows []map[string]any
		must(t, h.d.Read.Raw("SELECT * FROM outbox").Scan(&rows).Error)
		if len(rows) != 1 || bytes.Contains(rows[0]["box"].([]byte), []byte("office")) || bytes.Contains(rows[0]["box"].([]byte), []byte("overdue")) {
			t.Errorf("rows %v", rows)
		}
	})
}

func TestALetterWithASecretIsForgottenWhenItHasGone(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		secret := letter
		secret.Once, secret.Files = true, []outbox.File{{Name: "letter.pdf", Type: "application/pdf", Data: []byte("%PDF")}}
		put := func(to string) (id string) {
			must(t, h.d.InTx(h.ctx, func(tx *db.Tx) (err error) { id, err = h.out.Put(tx, to, "delivery", secret); return err }))
			return id
		}
		kept := func(id string) bool {
			e, err := h.out.Find(h.ctx, id)
			must(t, err)
			if e.Letter.To != secret.To || e.Letter.Subject != secret.Subject {
				t.Errorf("%+v", e.Letter)
			}
			return e.Letter.Text != "" && len(e.Letter.Files) == 1
		}
		sent, dead, lost := put("a"), put("b"), put("c")
		if ids, err := h.out.Unsent(h.ctx); err != nil || len(ids) != 3 {
			t.Errorf("unsent: %v, %v", ids, err)
		}
		h.take(t, sent)
		h.take(t, dead)
		h.take(t, lost)
		must(t, h.out.Failed(h.ctx, sent, "smtp 451"))
		if !kept(sent) {
			t.Error("it is to be tried again")
		}
		h.take(t, sent)
		must(t, h.out.Sent(h.ctx, sent))
		must(t, h.out.Dead(h.ctx, dead, "smtp 550"))
		h.pass(lease + 2*time.Second)
		_, err := h.out.Bury(h.ctx)
		must(t, err)
		if kept(sent) || kept(dead) || kept(lost) {
			t.Error("a secret is kept")
		}
	})
}

type house struct {
	ctx  context.Context
	d    *db.DB
	out  *outbox.Outbox
	pass func(time.Duration)
}

func each(t *testing.T, f func(*testing.T, house)) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		m, err := secret.New(rand.Reader)
		must(t, err)
		now := time.Date(2026, 11, 26, 7, 0, 0, 0, time.UTC)
		h := house{context.Background(), d, nil, func(p time.Duration) { now = now.Add(p) }}
		h.out = outbox.New(d, m, rand.Reader, func() time.Time { return now })
		f(t, h)
	})
}

func (h house) put(t *testing.T, recipient, period string) (id string) {
	t.Helper()
	must(t, h.d.InTx(h.ctx, func(tx *db.Tx) (err error) {
		id, err = h.out.Put(tx, recipient, period, letter)
		return err
	}))
	return id
}

func (h house) take(t *testing.T, id string) {
	t.Helper()
	_, err := h.out.Take(h.ctx, id, lease)
	must(t, err)
}

func (h house) is(t *testing.T, id string, s outbox.State, reason string, attempts int) {
	t.Helper()
	e, err := h.out.Find(h.ctx, id)
	if err != nil || e.State != s || e.Reason != reason || e.Attempts != attempts {
		t.Errorf("it is %s, %q, after %d, %v", e.State, e.Reason, e.Attempts, err)
	}
}

func refused(t *testing.T, h house, id, code string) {
	t.Helper()
	if _, err := h.out.Take(h.ctx, id, lease); fault.Of(err) == nil || fault.Of(err).Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
