package incident_test

import (
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/incident"
	"roundrobin/models/retention"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var tomasz = audit.Who{Name: "Tomasz Wrona", Role: "admin"}

type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func TestAnIncidentFromItsOpeningToItsEnd(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		c := &clock{time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)}
		here, there := incident.NewKeeper(d, rand.Reader, c.now, time.UTC), incident.NewKeeper(d, rand.Reader, c.now, time.UTC)
		take := func(s incident.Step) error { return here.Take(t.Context(), s, tomasz) }
		if here.Frozen() || there.Frozen() || here.Current().N != 0 {
			t.Fatal("frozen before anything happened")
		}
		for what, s := range map[string]incident.Step{"without a word": {What: incident.Opened, Text: " \n"}, "about nothing": {What: incident.Said, Text: "More."}, "a deed that is none": {What: "forget", Text: "x"}} {
			if take(s) == nil {
				t.Errorf("%s is taken", what)
			}
		}
		if err := take(incident.Step{What: incident.Opened, Text: "A disk is missing.", Exposed: []retention.Place{retention.Backups, "the moon"}, Freeze: true}); err != nil {
			t.Fatal(err)
		}
		if !here.Frozen() || there.Frozen() {
			t.Error("who opened it is not frozen at once, or another replica knows what it did not read")
		}
		c.at = c.at.Add(incident.Fresh)
		if x := there.Current(); !x.Frozen || x.Since != "2026-11-26" || len(x.Exposed) != 1 {
			t.Errorf("another replica after %s: %+v", incident.Fresh, x)
		}
		if err := take(incident.Step{What: incident.Opened, Text: "Another."}); !errors.Is(err, incident.ErrOpen) {
			t.Errorf("a second at once: %v", err)
		}
		if err := there.Take(t.Context(), incident.Step{What: incident.Said, Text: "The key was not on it.", Seen: 1}, tomasz); err != nil {
			t.Fatal(err)
		}
		if err := take(incident.Step{What: incident.Lifted, Text: "Go on.", Seen: 1}); !errors.Is(err, incident.ErrMoved) {
			t.Errorf("who has not read what another said: %v", err)
		}
		if err := take(incident.Step{What: incident.Lifted, Text: "Go on.", Exposed: []retention.Place{retention.Backups}, Seen: 2}); err != nil || here.Frozen() || here.Current().N == 0 {
			t.Errorf("lifted: %v, %+v", err, here.Current())
		}
		if err := take(incident.Step{What: incident.Froze, Text: "No, wait.", Seen: 3}); err != nil || !here.Frozen() {
			t.Errorf("frozen again: %v", err)
		}
		c.at = c.at.AddDate(0, 0, 1)
		if err := take(incident.Step{What: incident.Closed, Text: "It is found.", Seen: 4}); err != nil || here.Frozen() || here.Current().N != 0 {
			t.Errorf("closed: %v", err)
		}
		all, err := here.All(t.Context())
		if err != nil || len(all) != 1 || all[0].Closed != "2026-11-27" || len(all[0].Entries) != 5 || all[0].Entries[3].What != incident.Froze || all[0].Entries[4].Text != "It is found." {
			t.Errorf("%+v, %v", all, err)
		}
		lines, n, err := audit.NewRecord(d, rand.Reader, nil).Latest(t.Context(), 10, 0)
		if err != nil || n != 6 || lines[0].Act != audit.IncidentClosed || lines[5].Reason != "A disk is missing." {
			t.Errorf("the record has %d lines: %+v, %v", n, lines, err)
		}
		if err := take(incident.Step{What: incident.Opened, Text: "Another one."}); err != nil || here.Frozen() || here.Current().N != 2 {
			t.Errorf("the next, without a freeze: %v", err)
		}
	})
}

func TestAFreezeOutlivesAStoreThatIsAway(t *testing.T) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		c := &clock{time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)}
		k := incident.NewKeeper(d, rand.Reader, c.now, time.UTC)
		if err := k.Take(t.Context(), incident.Step{What: incident.Opened, Text: "Stop.", Freeze: true}, tomasz); err != nil || !k.Frozen() {
			t.Fatal(err)
		}
		if err := d.Write.Exec("ALTER TABLE incident RENAME TO incident_away").Error; err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Write.Exec("ALTER TABLE incident_away RENAME TO incident") })
		c.at = c.at.Add(time.Hour)
		if !k.Frozen() {
			t.Error("a fault lifted the freeze")
		}
	})
}
