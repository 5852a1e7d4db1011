package main

import (
	"context"
	"crypto/rand"
	"io"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/outbox"
	"roundrobin/models/retention"
	"roundrobin/models/secret"
)

// TestWhatIsKeptNoLongerIsThrownAway: of each row of the table that a sweep empties by the clock there is one that is over and one that is
// not. What goes with the end of a petition is in models/petition/store, of keys in deliver and states tests.
func TestWhatIsKeptNoLongerIsThrownAway(t *testing.T) {
	dbtest.EachPair(t, func(t *testing.T, identity, booth *db.DB) {
		at := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
		c := &config{Data: t.TempDir(), Identity: identity.Setting(), Booth: booth.Setting(), KeyFile: t.TempDir() + "/key", Zone: "UTC", Origin: "petitions.example", BookSlots: 1, Sponsors: unset}
		if _, err := secret.Create(c.KeyFile, rand.Reader); err != nil {
			t.Fatal(err)
		}
		s, err := open(t.Context(), c, &outside{Now: func() time.Time { return at }, Random: rand.Reader, Out: io.Discard, Err: io.Discard})
		if err != nil {
			t.Fatal(err)
		}
		defer s.close()
		run := func(d *db.DB, query string, args ...any) {
			t.Helper()
			if err := d.Write.Exec(query, args...).Error; err != nil {
				t.Fatal(err)
			}
		}
		key := func(b byte) []byte { return append(make([]byte, 31), b) }
		run(identity, "INSERT INTO office_members (member, role, encrypted, key_hash, used_step) VALUES ( ?, 'admin', ?, '', 0)", key(9), key(9))
		for i, when := range []struct {
			day, month string
			unix       int64
		}{{"2026-11-25", "2026-10", at.Unix() - 1}, {"2026-11-26", "2026-11", at.Unix() + 60}} {
			n := byte(i + 1)
			run(identity, "INSERT INTO codes (key, day, tries, mailed) VALUES ( ?, ?, 1, 1)", key(n), when.day)
			run(identity, "INSERT INTO code_mails (key, day, count) VALUES ( ?, ?, 1)", key(n), when.day)
			run(identity, "INSERT INTO office_tries (day, member, tries) VALUES ( ?, ?, 1)", when.day, key(9))
			run(identity, "INSERT INTO office_sessions (key, member, expires, data) VALUES ( ?, ?, ?, '{}')", key(n), key(9), when.unix)
			run(identity, "INSERT INTO office_challenges (token, member, purpose, data, expires) VALUES ( ?, ?, 'add', '', ?)", key(n), key(9), when.unix)
			run(booth, "INSERT INTO gateway_key (id, month, config, secret) VALUES ( ?, ?, ?, ?)", 200+i, when.month, key(n), key(n))
		}
		put := func(recipient string) (id string) {
			t.Helper()
			err := s.outbox.InTx(t.Context(), func(tx *db.Tx) (err error) {
				id, err = s.outbox.Put(tx, recipient, "2026-W47", outbox.Letter{To: "board@meridian.example", Subject: "What staff ask", Text: "Stop it here: /summaries/stop/secret"})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		gone, waits := put("gone"), put("waits")
		if _, err := s.outbox.Take(t.Context(), gone, time.Minute); err != nil {
			t.Fatal(err)
		}
		if err := s.outbox.Sent(t.Context(), gone); err != nil {
			t.Fatal(err)
		}

		for range 2 { // again changes nothing
			if err := s.retain(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		for table, d := range map[string]*db.DB{"codes": identity, "code_mails": identity, "office_tries": identity, "office_sessions": identity, "office_challenges": identity, "gateway_key": booth} {
			var n int
			if err := d.Read.Raw("SELECT count(*) FROM " + table).Row().Scan(&n); err != nil || n != 1 {
				t.Errorf("%s has %d rows, want the one that is not over: %v", table, n, err)
			}
		}
		if e, err := s.outbox.Find(t.Context(), gone); err != nil || e.Letter.To+e.Letter.Text != "" || e.State != outbox.Sent {
			t.Errorf("of a letter that is sent there is %+v, %v", e, err)
		}
		if e, err := s.outbox.Find(t.Context(), waits); err != nil || e.Letter.To == "" || e.Letter.Text == "" {
			t.Errorf("of one that waits there is %+v, %v", e, err)
		}
		last, err := s.retention.Last(t.Context())
		for _, sweep := range retention.Sweeps {
			if err != nil || last[sweep] != "2026-11-26" {
				t.Errorf("%s was last done %q, %v", sweep, last[sweep], err)
			}
		}
		broken := s.sweeps()
		broken[retention.Letters] = func(context.Context) error { return io.ErrUnexpectedEOF }
		at = at.AddDate(0, 0, 1)
		if err := s.retention.Run(t.Context(), broken); err == nil {
			t.Error("a sweep that fails is not told")
		}
		if last, _ := s.retention.Last(t.Context()); last[retention.Letters] != "2026-11-26" || last[retention.Keys] != "2026-11-27" {
			t.Errorf("one that failed counts as done, or held up the rest: %v", last)
		}
	})
}
