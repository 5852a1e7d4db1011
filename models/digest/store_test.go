package digest_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/digest"
	"roundrobin/models/fault"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestARecipientComesBackAsGiven(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, all *digest.Recipients) {
		ctx, r := context.Background(), director
		r.Programs, r.From = []string{"routecam"}, at(t, "2026-11-23T10:00:00Z")
		id, err := all.Add(ctx, r, nil)
		must(t, err)
		got, err := all.Find(ctx, id)
		must(t, err)
		r.ID, r.Confirmed = id, ""
		if fmt.Sprint(got) != fmt.Sprint(r) {
			t.Errorf("got %v\nwant %v", got, r)
		}
		r.Weekday = time.Monday
		must(t, all.Change(ctx, r, nil))
		list, err := all.All(ctx)
		if err != nil || len(list) != 1 || list[0].Weekday != time.Monday {
			t.Errorf("%v, %v", list, err)
		}
		must(t, all.Remove(ctx, id, nil))
		for _, err := range []error{all.Remove(ctx, id, nil), all.Change(ctx, r, nil)} {
			if f := fault.Of(err); f == nil || f.Code != "recipient_gone" {
				t.Errorf("removed, yet %v", err)
			}
		}
	})
}

func TestALinkDoesWhatItIsForAndNothingElse(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, all *digest.Recipients) {
		ctx := context.Background()
		one, err := all.Add(ctx, director, nil)
		must(t, err)
		r, err := all.Find(ctx, one)
		must(t, err)
		yes, stop := all.Link(r, digest.ToConfirm), all.Link(r, digest.ToStop)
		if got, err := all.Follow(ctx, digest.ToStop, stop); err != nil || got.ID != one {
			t.Errorf("%v, %v", got, err)
		}
		other := director
		other.Address = "board@meridian.example"
		two, err := all.Add(ctx, other, nil)
		must(t, err)
		for _, wrong := range []string{"", yes, stop[:len(stop)-1], stop + "a", two + stop[len(two):], "aaaaaaaaaaaaaaaa" + stop[16:], strings.ToUpper(stop)} {
			if _, err := all.Follow(ctx, digest.ToStop, wrong); fault.Of(err) == nil || fault.Of(err).Code != "recipient_link" {
				t.Errorf("%q: %v", wrong, err)
			}
		}
		for range 2 { // pressed twice
			must(t, all.Confirm(ctx, one, "2026-11-26"))
			must(t, all.Stop(ctx, one, "2026-11-27"))
		}
		must(t, all.Confirm(ctx, one, "2026-11-28"))
		must(t, all.Stop(ctx, one, "2026-11-28"))
		if r, err = all.Find(ctx, one); err != nil || r.Confirmed != "2026-11-26" || r.Stopped != "2026-11-27" || r.Wants() {
			t.Errorf("%+v, %v", r, err)
		}
		must(t, all.Resume(ctx, one))
		r.Hour, r.Address = 9, strings.ToUpper(r.Address[:1])+r.Address[1:]
		asked := 0
		also := func(_ *db.Tx, _ digest.Recipient, asks bool) error {
			if asks {
				asked++
			}
			return nil
		}
		must(t, all.Change(ctx, r, also))
		if r, err = all.Find(ctx, one); err != nil || !r.Wants() || asked != 0 {
			t.Errorf("another hour: %+v, %v, asked %d", r, err, asked)
		}
		r.Address = "elsewhere@meridian.example"
		must(t, all.Change(ctx, r, also))
		if r, err = all.Find(ctx, one); err != nil || r.Wants() || asked != 1 {
			t.Errorf("another address: %+v, %v, asked %d", r, err, asked)
		}
		if _, err := all.Follow(ctx, digest.ToConfirm, yes); fault.Of(err) == nil {
			t.Error("the old address says yes for the new one")
		}
	})
}

func TestNobodyIsWrittenToTwice(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, all *digest.Recipients) {
		_, err := all.Add(context.Background(), director, nil)
		must(t, err)
		again := director
		again.Address = "Office@Meridian.example"
		_, err = all.Add(context.Background(), again, nil)
		if f := fault.Of(err); f == nil || f.Code != "recipient_known" {
			t.Errorf("got %v", err)
		}
	})
}

func TestNothingOfARecipientStandsInClear(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, all *digest.Recipients) {
		_, err := all.Add(context.Background(), director, nil)
		must(t, err)
		var rows []map[string]any
		must(t, d.Read.Raw("SELECT * FROM digest_recipients").Scan(&rows).Error)
		if len(rows) != 1 {
			t.Fatalf("%d rows", len(rows))
		}
		for _, word := range []string{"office", "meridian", "Madrid"} {
			for column, value := range rows[0] {
				if b, ok := value.([]byte); ok && strings.Contains(string(b), word) {
					t.Errorf("%q stands in %s", word, column)
				}
			}
		}
	})
}

func TestAnotherKeyOpensNothing(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, all *digest.Recipients) {
		_, err := all.Add(context.Background(), director, nil)
		must(t, err)
		if _, err := digest.NewRecipients(d, master(t), rand.Reader).All(context.Background()); err == nil {
			t.Error("another master key opened it")
		}
	})
}

func each(t *testing.T, f func(*testing.T, *db.DB, *digest.Recipients)) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) { f(t, d, digest.NewRecipients(d, master(t), rand.Reader)) })
}

func master(t *testing.T) secret.Master {
	t.Helper()
	m, err := secret.New(rand.Reader)
	must(t, err)
	return m
}
