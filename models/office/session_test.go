package office_test

import (
	"crypto/rand"
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"roundrobin/models/office"
)

func TestASessionIsItsMembers(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		token, err := h.Begin(ctx, h.signIn(t), `{"seen":"a"}`)
		must(t, err)
		for range 2 { // from the store, and as it was checked
			s, err := h.Session(ctx, token)
			must(t, err)
			if s.Member.Name != ines || s.Member.Role != office.Steward || s.Data != `{"seen":"a"}` || s.Ends.Sub(h.now()) != office.SessionLife {
				t.Errorf("session %+v", s)
			}
		}
		must(t, h.Change(ctx, token, `{}`))
		if s, err := h.Session(ctx, token); err != nil || s.Data != `{}` {
			t.Errorf("after the change %+v, %v", s, err)
		}
		_, err = h.Session(ctx, strings.Repeat("A", 43))
		is(t, err, "office_signed_out")
	})
}

func TestASessionEnds(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		ines := h.signIn(t)
		begin := func() string {
			token, err := h.Begin(ctx, ines, "{}")
			must(t, err)
			_, err = h.Session(ctx, token)
			must(t, err)
			return token
		}
		gone := func(situation, token string) {
			t.Helper()
			_, err := h.Session(ctx, token)
			is(t, err, "office_signed_out")
		}
		first, second := begin(), begin()
		must(t, h.End(ctx, first))
		gone("signed out", first)
		_, err := h.Session(ctx, second)
		must(t, err)

		third := begin()
		if n, err := h.EndAll(ctx, ines.Hash); err != nil || n != 2 {
			t.Errorf("%d ended, %v", n, err)
		}
		gone("signed out everywhere", second)
		gone("signed out everywhere", third)

		fourth := begin()
		h.pass(office.SessionLife)
		gone("expired", fourth)
		must(t, h.Forget(ctx))
		if n := h.rows(t, "office_sessions"); n != 0 {
			t.Errorf("%d expired sessions stay", n)
		}

		fifth := begin()
		must(t, h.Remove(ctx, "ines aguilar"))
		gone("no member any more", fifth)
	})
}

// A second office on the same store stands for another replica, or for the operator's terminal.
func TestASessionIsTheSameElsewhereAndWhatEndsThereIsOverAtOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		token, err := h.Begin(ctx, h.signIn(t), "{}")
		must(t, err)
		_, err = h.Session(ctx, token)
		must(t, err)
		elsewhere := office.New(h.d, h.master, rand.Reader, h.now, time.UTC)
		if s, err := elsewhere.Session(ctx, token); err != nil || s.Member.Name != ines {
			t.Errorf("there it is %+v, %v", s, err)
		}
		must(t, elsewhere.Change(ctx, token, `{"seen":"b"}`))
		if s, err := h.Session(ctx, token); err != nil || s.Data != `{"seen":"b"}` {
			t.Errorf("after a change there it is %+v here, %v", s, err)
		}
		must(t, elsewhere.End(ctx, token))
		_, err = h.Session(ctx, token)
		is(t, err, "office_signed_out")
	})
}

func TestNothingThatLetsAnybodyInStandsInClear(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		token, err := h.Begin(ctx, h.signIn(t), "{}")
		must(t, err)
		var found []struct {
			Member, Encrypted, Key []byte
			KeyHash, Data          string
		}
		must(t, h.d.Read.Raw("SELECT m.member, m.encrypted, m.key_hash, s.key, s.data FROM office_members m JOIN office_sessions s ON s.member = m.member").Scan(&found).Error)
		if len(found) != 1 {
			t.Fatalf("%d rows", len(found))
		}
		r := found[0]
		if sum := sha256.Sum256([]byte(token)); string(r.Key) != string(sum[:]) {
			t.Error("a session's key is not the hash of its token")
		}
		all := string(r.Member) + string(r.Encrypted) + string(r.Key) + r.KeyHash + r.Data
		for _, never := range []string{ines, "Aguilar", h.ines.Key, strings.ReplaceAll(h.ines.Key, "-", ""), h.ines.Secret, token} {
			if strings.Contains(all, never) {
				t.Errorf("the store holds %q", never)
			}
		}
		if !strings.HasPrefix(r.KeyHash, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Errorf("the key is kept as %s", r.KeyHash)
		}
	})
}

func (h *house) rows(t *testing.T, table string) (n int64) {
	t.Helper()
	must(t, h.d.Read.Table(table).Count(&n).Error)
	return n
}
