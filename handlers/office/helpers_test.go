package office_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/pquerna/otp/totp"

	"roundrobin/handlers/office"
	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/dispute"
	"roundrobin/models/fault"
	model "roundrobin/models/office"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
	"roundrobin/models/upload"
	"roundrobin/views/words"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const ines = "Ines Aguilar"

// house is an office with one steward and one admin, a clock that is moved by hand, and a booth's page beside it.
type house struct {
	app     *fiber.App
	replica func() *fiber.App // another process over the same stores
	office  *office.Office
	d       *db.DB
	members *model.Office
	mu      sync.Mutex
	at      time.Time
	ines    model.Credentials
	tomasz  model.Credentials
	letters []office.Letter
	waiting []petition.Petition

	readers   *readers
	disputes  *dispute.Disputes
	delivered []office.Delivered
	ended     []string // links, and how
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

func open(t *testing.T, d *db.DB, secure bool, more ...func(*house, *office.Deps)) *house {
	t.Helper()
	words.Strict = true
	ctx := context.Background()
	master, err := secret.New(rand.Reader)
	must(t, err)
	h := &house{d: d, readers: &readers{}, at: time.Date(2026, 11, 26, 9, 0, 10, 0, time.UTC)}
	h.members = model.New(d, master, rand.Reader, h.now, time.UTC)
	must(t, h.members.At(site, "Round Robin"))
	h.ines, err = h.members.Add(ctx, ines, model.Steward, "Round Robin")
	must(t, err)
	h.tomasz, err = h.members.Add(ctx, "Tomasz Wrona", model.Admin, "Round Robin")
	must(t, err)
	h.disputes = dispute.New(d, master, rand.Reader, func() day.Day { return day.Of(h.now(), time.UTC) })
	deps := office.Deps{
		Members: h.members, Secure: secure, Status: status, Rules: petition.Defaults, Now: h.now, Zone: time.UTC, Version: "1.2.3",
		Review: func(context.Context) ([]petition.Petition, error) { return h.waiting, nil },
		Programs: func(context.Context) (map[string]string, error) {
			return map[string]string{"tone": "Tone scoring"}, nil
		},
		Recipients: h.readers,
		Roster:     roster.New(d, master, rand.Reader, h.now, time.UTC), Uploads: upload.New(d, master, rand.Reader, h.now),
		Disputes: h.disputes,
		Health: func(context.Context) (office.Health, error) {
			return office.Health{Free: 2 << 30, Stores: []office.Store{{Name: "identity", Bytes: 2_400_000}, {Name: "booth", Postgres: true, Away: true}}, Sealed: "2026-11-22", SealEnds: "2026-11-29",
				Jobs: []office.Job{{ID: 7, Kind: "mail_deliver", State: "retryable", Tries: 3, Failed: true}}, Season: office.Season{Name: "2026Q4", Next: "2027Q1", To: "2026-12-31", Mint: "2026-12-18", Slots: 48, Used: 14}}, nil
		},
		Retry: func(_ context.Context, id int64) error {
			if id != 7 {
				return fault.New(fault.Conflict, "job_gone")
			}
			return nil
		},
		Forget: func(_ context.Context, address string, _ audit.Who) (office.Forgotten, error) {
			if !strings.Contains(address, "@") {
				return office.Forgotten{}, fault.New(fault.Invalid, "address_malformed")
			}
			return office.Forgotten{Was: "here", Books: 1}, nil
		},
		Delivered: func(context.Context) ([]office.Delivered, error) { return h.delivered, nil },
		Revoke: func(_ context.Context, link string, _ audit.Who) error {
			h.ended = append(h.ended, "revoked "+link)
			return nil
		},
		Renew: func(_ context.Context, link string, _ audit.Who) error {
			h.ended = append(h.ended, "renewed "+link)
			return nil
		},
		Letters:    func(context.Context) ([]office.Letter, error) { return h.letters, nil },
		Checkpoint: func(context.Context) (int64, []byte, error) { return 9874, []byte("petitions.example\n9874\n"), nil },
		Witnesses: func(context.Context) ([]office.Witness, error) {
			return []office.Witness{{Name: "witness.example", Size: 9874}, {Name: "away.example", Size: 9000, Trouble: "connection refused"}}, nil
		},
		Books: func(context.Context) ([]office.Book, error) {
			return []office.Book{{Name: "2026Q4", From: "2026-10-01", To: "2026-12-31", Collected: 4118}, {Name: "2026Q3", From: "2026-07-01", To: "2026-09-30", Collected: 19}}, nil
		},
	}
	for _, add := range more {
		add(h, &deps)
	}
	h.office = office.New(deps)
	h.app = h.serves(h.office)
	h.replica = func() *fiber.App { return h.serves(office.New(deps)) }
	return h
}

func (h *house) serves(o *office.Office) *fiber.App {
	app := fiber.New(fiber.Config{Immutable: true, StrictRouting: true, ErrorHandler: func(c *fiber.Ctx, err error) error { return c.Status(status(err)).SendString(err.Error()) }})
	o.Routes(app)
	app.Get("/petitions", func(c *fiber.Ctx) error { return c.SendString(c.Get("Cookie")) })
	return app
}

func status(err error) int {
	var e *fiber.Error
	f := fault.Of(err)
	switch {
	case errors.As(err, &e):
		return e.Code
	case f == nil:
		return http.StatusInternalServerError
	case f.Kind == fault.TooMany:
		return http.StatusTooManyRequests
	}
	return http.StatusUnprocessableEntity
}

func each(t *testing.T, f func(t *testing.T, h *house)) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) { f(t, open(t, d, true)) })
}

func inReview(id, title string, since string) petition.Petition {
	return petition.Petition{ID: id, Program: "tone", State: petition.Review, Since: day.Day(since), Text: pass.Text{Title: title, Ask: "Will you?", Language: "en"}}
}

// browser keeps cookies by the browsers' rules, without scripts.
type browser struct {
	*house
	t   *testing.T
	jar http.CookieJar
}

const site = "https://petitions.example"

func (h *house) browser(t *testing.T) *browser {
	jar, err := cookiejar.New(nil)
	must(t, err)
	return &browser{h, t, jar}
}

type answer struct {
	*http.Response
	body string
}

func (b *browser) send(method, path string, form url.Values) answer {
	b.t.Helper()
	at, err := url.Parse(site + path)
	must(b.t, err)
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range b.jar.Cookies(at) {
		r.AddCookie(c)
	}
	response, err := b.app.Test(r, -1)
	must(b.t, err)
	body, err := io.ReadAll(response.Body)
	must(b.t, err)
	b.jar.SetCookies(at, response.Cookies())
	return answer{response, string(body)}
}

func (b *browser) get(path string) answer { b.t.Helper(); return b.send("GET", path, nil) }

func (b *browser) post(path string) answer { b.t.Helper(); return b.send("POST", path, url.Values{}) }

func (b *browser) signIn(name, key, code string) answer {
	b.t.Helper()
	return b.send("POST", "/office/sign-in", url.Values{"name": {name}, "key": {key}, "code": {code}})
}

// come signs Ines in; each call takes half a minute, since a code opens once.
func (b *browser) come() answer {
	b.t.Helper()
	b.pass(30 * time.Second)
	return b.signIn(ines, b.ines.Key, b.code(b.ines))
}

func (b *browser) token() string {
	at, _ := url.Parse(site + "/office")
	for _, c := range b.jar.Cookies(at) {
		return c.Value
	}
	return ""
}

func (b *browser) code(of model.Credentials) string {
	b.t.Helper()
	code, err := totp.GenerateCode(of.Secret, b.now())
	must(b.t, err)
	return code
}

func (a answer) shows(t *testing.T, status int, says string) {
	t.Helper()
	if a.StatusCode != status || !strings.Contains(a.body, says) {
		t.Errorf("%d, want %d with %q:\n%s", a.StatusCode, status, says, a.body)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
