package office_test

import (
	"context"
	"crypto/rand"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/secret"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = context.Background()

const ines = "Ines Aguilar"

// house is an office with one steward and a clock that is moved by hand.
type house struct {
	*office.Office
	d      *db.DB
	master secret.Master
	mu     sync.Mutex
	at     time.Time
	ines   office.Credentials
}

func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}

func (h *house) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = h.at.Add(d)
}

func each(t *testing.T, f func(t *testing.T, h *house)) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		master, err := secret.New(rand.Reader)
		must(t, err)
		h := &house{d: d, master: master, at: time.Date(2026, 11, 23, 9, 0, 10, 0, time.UTC)}
		h.Office = office.New(d, master, rand.Reader, h.now, time.UTC)
		h.ines, err = h.Add(ctx, ines, office.Steward, "Round Robin")
		must(t, err)
		f(t, h)
	})
}

// code is what the app on Ines's phone shows, so many seconds away from now.
func (h *house) code(t *testing.T, away time.Duration) string {
	t.Helper()
	code, err := totp.GenerateCode(h.ines.Secret, h.now().Add(away))
	must(t, err)
	return code
}

func wrong(code string) string {
	if code[5] == '0' {
		return code[:5] + "1"
	}
	return code[:5] + "0"
}

func (h *house) signIn(t *testing.T) office.Member {
	t.Helper()
	m, err := h.SignIn(ctx, ines, h.ines.Key, h.code(t, 0))
	must(t, err)
	return m
}

func is(t *testing.T, err error, code string) {
	t.Helper()
	got := ""
	if f := fault.Of(err); f != nil {
		got = f.Code
	} else if err != nil {
		got = err.Error()
	}
	if got != code {
		t.Errorf("got %q, want %q", got, code)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
