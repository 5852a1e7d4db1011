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
		id, err := all.Add(ctx, r)
		must(t, err)
		got, err := all.Find(ctx, id)
		must(t, err)
		r.ID = id
		if fmt.Sprint(got) != fmt.Sprint(r) {
			t.Errorf("got %v\nwant %v", got, r)
		}
		r.Weekday = time.Monday
		must(t, all.Change(ctx, r))
		list, err := all.All(ctx)
		if err != nil || len(list) != 1 || list[0].Weekday != time.Monday {
			t.Errorf("%v, %v", list, err)
		}
		must(t, all.Remove(ctx, id))
		for _, err := range []error{all.Remove(ctx, id), all.Change(ctx, r)} {
			if f := fault.Of(err); f == nil || f.Code != "recipient_gone" {
				t.Errorf("removed, yet %v", err)
			}
		}
	})
}

func TestNobodyIsWrittenToTwice(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, all *digest.Recipients) {
		_, err := all.Add(context.Background(), director)
		must(t, err)
		again := director
		again.Address = "Office@Meridian.example"
		_, err = all.Add(context.Background(), again)
		if f := fault.Of(err); f == nil || f.Code != "recipient_known" {
			t.Errorf("got %v", err)
		}
	})
}

func TestNothingOfARecipientStandsInClear(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, all *digest.Recipients) {
		_, err := all.Add(context.Background(), director)
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
		_, err := all.Add(context.Background(), director)
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
