package store_test

import (
	"bytes"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/retention"
)

func TestALastDayEndsWhenItEndsInTheSitesZone(t *testing.T) {
	madrid, err := time.LoadLocation("Europe/Madrid")
	no(t, err)
	for situation, last := range map[string]day.Day{
		"a day of 25 hours":     "2026-10-25",
		"a day of 23 hours":     "2027-03-28",
		"a day of 24 hours":     "2026-11-24",
		"the eve of the change": "2026-10-24",
	} {
		t.Run(situation, func(t *testing.T) {
			each(t, func(t *testing.T, b *booth) {
				b.Loc = madrid
				first := min(last.Add(-1), "2026-12-30") // in the book's season
				b.Rules.OpenDays = last.Sub(first)
				b.now = first.Begins(madrid).Add(12 * time.Hour)
				p := b.open()
				if p.Closes != last {
					t.Fatalf("closes %s", p.Closes)
				}
				b.now = last.Ends(madrid).Add(-time.Second)
				b.in(b.signature(p, 1, 1))
				no(t, b.CloseExpired(ctx))
				if b.found(p).State != petition.Open {
					t.Fatal("closed in its last second")
				}
				b.now = last.Ends(madrid)
				b.refused(b.signature(p, 2, 1), "petition_closed")
				no(t, b.CloseExpired(ctx))
				if now := b.found(p); now.State != petition.Closed || now.Count != 1 || now.Closed != last.Add(1) {
					t.Errorf("%s with %d on %s", now.State, now.Count, now.Closed)
				}
			})
		})
	}
}

func TestWhatFindsTooFewSponsorsLapses(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		b.reviewing(2)
		few, enough := b.gather(), b.gather()
		b.sponsor(few, 1, 1, 1)
		last := few.Gathered.Add(30)
		b.now = last.Ends(time.UTC).Add(-time.Minute)
		b.sponsor(enough, 1, 2, 1) // on the last evening; sealed in the night
		no(t, b.Lapse(ctx))
		if b.found(few).State != petition.Gathering {
			t.Fatal("lapsed before its time was over")
		}
		b.now = last.Ends(time.UTC).Add(time.Second)
		no(t, b.Lapse(ctx))
		no(t, b.Lapse(ctx))
		if f, e := b.found(few), b.found(enough); f.State != petition.Withdrawn || !f.Lapsed || e.Lapsed || e.State != petition.Review || e.Since != last {
			t.Errorf("%s and %s since %s", f.State, e.State, e.Since)
		}
		if got := b.said(few); got != "gather lapse" {
			t.Error(got)
		}
		b.refused(b.signature(few, 2, 1), "petition_withdrawn")
	})
}

func TestTheSiteDeliversWhereNoOrganizerDid(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		reached, ends, below := b.open(), b.open(), b.open()
		b.sponsor(below, 1, 8, 1)
		b.sponsor(reached, 1, 9, 1)
		b.seal()
		b.now = b.now.AddDate(0, 0, 85)
		b.sponsor(ends, 1, 9, 1) // closes within the two weeks
		b.seal()
		b.now = noon.AddDate(0, 0, 13)
		delivered := func(after string, want ...petition.State) {
			t.Helper()
			no(t, b.DeliverReached(ctx))
			for i, p := range []petition.Petition{reached, ends, below} {
				if is := b.found(p).State; is != want[i] {
					t.Errorf("%s: petition %d is %s", after, i, is)
				}
			}
		}
		delivered("after 13 days", petition.Open, petition.Open, petition.Open)
		b.now = noon.AddDate(0, 0, 14)
		delivered("after 14 days", petition.Delivered, petition.Open, petition.Open)
		delivered("again", petition.Delivered, petition.Open, petition.Open)
		b.now = noon.AddDate(0, 0, 91)
		b.HandOver = func(*db.Tx, petition.Handover) ([]byte, error) { return nil, petition.ErrNobody }
		delivered("when it ends, and nobody is named to receive it", petition.Delivered, petition.Open, petition.Open)
		b.HandOver = nil
		delivered("when somebody is", petition.Delivered, petition.Delivered, petition.Open)
	})
}

func TestWhatIsOverForGoodKeepsNoTies(t *testing.T) {
	file := dbtest.SQLite(t)
	for name, d := range map[string]*db.DB{"sqlite": dbtest.Open(t, db.Booth, file), "postgres": dbtest.Open(t, db.Booth, dbtest.Postgres(t))} {
		t.Run(name, func(t *testing.T) {
			b := open(t, d)
			p := b.open()
			c := b.comment(p, 1, 1, "I was recorded.")
			b.in(c)
			b.seal()
			for n := 2; n < 5; n++ {
				b.in(b.act(p, n, pass.Agreement, c.CommentID(), 1, "1"))
			}
			b.seal()
			var ties [][]byte
			no(t, d.Read.Raw("SELECT who FROM agreement").Scan(&ties).Error)
			b.now = p.Closes.Add(1).Begins(time.UTC)
			no(t, b.CloseExpired(ctx))
			if n, err := b.Unsettled(ctx, p.Book); n != 1 || err != nil {
				t.Errorf("%d unsettled, %v", n, err)
			}
			if slots, err := b.SettledSlots(ctx); len(slots) != 0 || err != nil {
				t.Errorf("settled are %v, %v", slots, err)
			}
			b.now = p.Closes.Add(15).Ends(time.UTC).Add(-time.Second)
			no(t, b.Settle(ctx))
			if len(ties) != 3 || b.rows("agreement") != 3 || b.rows("petition_settled") != 0 {
				t.Fatalf("settled too early, or nothing was there: %d", len(ties))
			}
			if name == "sqlite" && !onDisk(t, file, ties[0]) {
				t.Fatal("the test does not see what is there")
			}
			b.now = b.now.Add(time.Second)
			no(t, b.Settle(ctx))
			no(t, b.Settle(ctx))
			if b.rows("agreement")+b.rows("statement WHERE class = 'agree'") != 0 || b.rows("petition_settled") != 1 {
				t.Error("ties are left")
			}
			if n, err := retention.NewKeeper(b.d, b.today).Settled(ctx); n != 1 || err != nil {
				t.Errorf("the page of what is kept says that it was done for %d petitions, %v", n, err)
			}
			th, err := b.threads.Read(ctx, p.ID, "newest", 1)
			no(t, err)
			if th.Comments[0].Agreed != 3 {
				t.Errorf("%d agree now", th.Comments[0].Agreed)
			}
			if n, err := b.Unsettled(ctx, p.Book); n != 0 || err != nil {
				t.Errorf("%d unsettled, %v", n, err)
			}
			if slots, err := b.SettledSlots(ctx); len(slots) != 1 || !slices.Equal(slots[p.Book], []int{p.Slot}) || err != nil {
				t.Errorf("settled are %v, %v", slots, err)
			}
			if name == "sqlite" {
				for _, tie := range ties {
					if onDisk(t, file, tie) {
						t.Error("deleted, and still in the file")
					}
				}
			}
		})
	}
}

func onDisk(t *testing.T, path string, what []byte) bool {
	t.Helper()
	for _, f := range files(t, path) {
		if bytes.Contains(f, what) {
			return true
		}
	}
	return false
}
