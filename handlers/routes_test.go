package handlers

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/booth"
	"roundrobin/handlers/desk"
	"roundrobin/mail"
	"roundrobin/models/db"
	"roundrobin/models/envelope"
	"roundrobin/models/fault"
	"roundrobin/static"
	"roundrobin/views/layout"
)

// front is the site's web without stores: what it answers before anybody asks a model, and a few routes that fail.
func front(t *testing.T) (*fiber.App, *bytes.Buffer, *mail.Memory) {
	t.Helper()
	return frontIn(t, "")
}

// frontIn is front for a site with a language of its own.
func frontIn(t *testing.T, language string) (*fiber.App, *bytes.Buffer, *mail.Memory) {
	t.Helper()
	var log bytes.Buffer
	caught := mail.NewMemory(10)
	app := New(Web{
		Site: layout.Site{Short: "Notices", Origin: "petitions.example", Language: language}, Booth: &booth.Booth{}, Desk: &desk.Desk{}, Caught: caught,
		Keys: func(bool) envelope.Ring { return nil }, Well: func(context.Context) error { return nil },
		Log: slog.New(slog.NewTextHandler(&log, nil)), Now: time.Now, Random: rand.Reader, Strict: true,
	})
	return app, &log, caught
}

func get(t *testing.T, app *fiber.App, r *http.Request) (*http.Response, string) {
	t.Helper()
	answer, err := app.Test(r, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(b)
}

func TestEveryAnswerIsProtected(t *testing.T) {
	app, _, _ := front(t)
	for name, r := range map[string]*http.Request{
		"a page":         httptest.NewRequest(http.MethodGet, "/limits", nil),
		"nothing there":  httptest.NewRequest(http.MethodGet, "/nowhere", nil),
		"an asset":       httptest.NewRequest(http.MethodGet, static.URL("css/round-robin.css"), nil),
		"a broken one":   httptest.NewRequest(http.MethodGet, "/", nil), // no store behind it
		"health":         httptest.NewRequest(http.MethodGet, "/healthz", nil),
		"other's method": httptest.NewRequest(http.MethodDelete, "/limits", nil),
	} {
		answer, body := get(t, app, r)
		for header := range headers {
			if answer.Header.Get(header) == "" {
				t.Errorf("%s (%d): no %s", name, answer.StatusCode, header)
			}
		}
		if hsts := answer.Header.Get("Strict-Transport-Security"); hsts != "max-age=31536000; includeSubDomains" {
			t.Errorf("%s: Strict-Transport-Security: %q", name, hsts)
		}
		if csp := answer.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "default-src 'none'") {
			t.Errorf("%s: %s", name, csp)
		}
		if len(answer.Header["Set-Cookie"]) > 0 || answer.Header.Get("Server") != "" {
			t.Errorf("%s: %v", name, answer.Header)
		}
		if answer.StatusCode >= 400 && strings.Contains(strings.ToLower(body), "oops") {
			t.Errorf("%s says oops", name)
		}
	}
}

func TestWhatBrokeIsLoggedByRouteAndReference(t *testing.T) {
	app, log, _ := front(t)
	r := httptest.NewRequest(http.MethodGet, "/petitions/aaaabbbbccccdddd?q=secret", nil)
	r.Header.Set("User-Agent", "my-agent")
	answer, body := get(t, app, r)
	if answer.StatusCode != http.StatusInternalServerError {
		t.Fatalf("status %d", answer.StatusCode)
	}
	said := log.String()
	for _, never := range []string{"aaaabbbb", "secret", "my-agent", "0.0.0.0", "127.0.0.1"} {
		if strings.Contains(said, never) {
			t.Errorf("the log holds %q: %s", never, said)
		}
	}
	_, reference, _ := strings.Cut(said, "reference=")
	reference, _, _ = strings.Cut(reference, " ")
	if !strings.Contains(said, "route=/petitions/:id ") || reference == "" || !strings.Contains(body, reference) {
		t.Errorf("log %q; the page lacks the reference %q", said, reference)
	}
}

func TestWhatIsRefusedIsNotLogged(t *testing.T) {
	app, log, _ := front(t)
	answer, _ := get(t, app, httptest.NewRequest(http.MethodGet, "/nowhere", nil))
	if answer.StatusCode != http.StatusNotFound || log.Len() > 0 {
		t.Errorf("status %d, log %q", answer.StatusCode, log)
	}
}

func TestAnotherSitesPageCannotPost(t *testing.T) {
	app, _, _ := front(t)
	for _, path := range []string{"/desk/address", "/desk/passes", "/booth/envelopes"} {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader("address=a"))
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Origin", "https://elsewhere.example")
		if answer, _ := get(t, app, r); answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", path, answer.StatusCode)
		}
	}
}

func TestAnAssetIsKeptForEver(t *testing.T) {
	app, _, _ := front(t)
	r := httptest.NewRequest(http.MethodGet, static.URL("dist/wallet.js"), nil)
	r.Header.Set("Accept-Encoding", "gzip")
	answer, _ := get(t, app, r)
	if answer.StatusCode != 200 || !strings.Contains(answer.Header.Get("Cache-Control"), "immutable") || answer.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("%d %v", answer.StatusCode, answer.Header)
	}
	if answer, _ := get(t, app, httptest.NewRequest(http.MethodGet, "/static/dist/wallet.js", nil)); answer.StatusCode != 404 {
		t.Errorf("without its hash: %d", answer.StatusCode)
	}
}

func TestARefusalsKindIsItsStatus(t *testing.T) {
	for kind, want := range map[fault.Kind]int{
		fault.Invalid: 422, fault.NotFound: 404, fault.Forbidden: 403, fault.Conflict: 409, fault.Gone: 410, fault.TooMany: 429, fault.Unavailable: 503,
	} {
		if got := Status(fault.New(kind, "x")); got != want {
			t.Errorf("kind %d: %d, want %d", kind, got, want)
		}
	}
	if got := Status(errors.New("disk")); got != 500 {
		t.Errorf("a breakage is %d", got)
	}
}

func TestCaughtMailIsShownWithoutInlineStyle(t *testing.T) {
	app, _, caught := front(t)
	_ = caught.Send(context.Background(), mail.Message{To: "a@example.org", Subject: "s", Text: "t",
		HTML: `<html><head><style>p{margin:0}</style></head><body><p style="color:red" onclick="x()">hi</p><script>alert(1)</script></body></html>`})
	answer, body := get(t, app, httptest.NewRequest(http.MethodGet, "/dev/mail/1.html", nil))
	csp := answer.Header.Get("Content-Security-Policy")
	if strings.Contains(body, " style=") || !strings.Contains(body, "{color:red}") {
		t.Errorf("body %s", body)
	}
	if strings.Contains(csp, "unsafe") || strings.Contains(csp, "script-src") || !strings.Contains(csp, "sandbox") || !strings.Contains(csp, "'sha256-") {
		t.Errorf("policy %s", csp)
	}
	if _, list := get(t, app, httptest.NewRequest(http.MethodGet, "/dev/mail.json?to=nobody@example.org", nil)); list != "[]" {
		t.Errorf("mail of others: %s", list)
	}
}

func TestWhatIsAttachedToCaughtMailCanBeRead(t *testing.T) {
	app, _, caught := front(t)
	_ = caught.Send(context.Background(), mail.Message{To: "a@example.org", Subject: "s", Text: "t",
		Files: []mail.Part{{Name: "letter.pdf", Type: "application/pdf", Data: []byte("%PDF-")}}})
	if _, body := get(t, app, httptest.NewRequest(http.MethodGet, "/dev/mail/1", nil)); !strings.Contains(body, `href="/dev/mail/1/letter.pdf"`) {
		t.Errorf("its page does not name it: %s", body)
	}
	answer, body := get(t, app, httptest.NewRequest(http.MethodGet, "/dev/mail/1/letter.pdf", nil))
	if body != "%PDF-" || answer.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("%q as %s", body, answer.Header.Get("Content-Type"))
	}
	if answer, _ := get(t, app, httptest.NewRequest(http.MethodGet, "/dev/mail/1/other.pdf", nil)); answer.StatusCode != http.StatusNotFound {
		t.Errorf("what is not there: %d", answer.StatusCode)
	}
}

func TestTooLongABodyIsAProtectedPageToo(t *testing.T) {
	app, _, _ := front(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = app.Listener(listener) }()
	t.Cleanup(func() { _ = app.Shutdown() })
	// The server answers before the body comes: only its length is sent.
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /desk/address HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", bodyLimit+1)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusRequestEntityTooLarge || answer.Header.Get("Content-Security-Policy") == "" || answer.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%d %v", answer.StatusCode, answer.Header)
	}
}

func TestOnlyTheRelayOfTheSettingsIsTalkedTo(t *testing.T) {
	for relay, want := range map[string]string{
		"": "connect-src 'self';", "/relay": "connect-src 'self';", "https://relay.example/ohttp": "connect-src 'self' https://relay.example;",
	} {
		if got := policyOf(layout.Site{Relay: relay}); !strings.Contains(got, want) {
			t.Errorf("%q: %s", relay, got)
		}
	}
}

// Where a store is away, people get a page with a sentence; only what took too long is for the log. A process that is about to end keeps no
// connection.
func TestAStoreThatIsAwayAndAProcessThatEnds(t *testing.T) {
	for _, c := range []struct {
		err    error
		ending bool
		logged bool
	}{{fmt.Errorf("read: %w", db.ErrAway), true, false}, {context.DeadlineExceeded, false, true}} {
		var log bytes.Buffer
		app := New(Web{
			Site: layout.Site{Short: "Notices", Origin: "petitions.example"}, Booth: &booth.Booth{}, Desk: &desk.Desk{}, Log: slog.New(slog.NewTextHandler(&log, nil)), Now: time.Now, Random: rand.Reader,
			Well: func(context.Context) error { return c.err }, Ending: func() bool { return c.ending },
		})
		answer, body := get(t, app, httptest.NewRequest(http.MethodGet, "/healthz", nil))
		if answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "cannot reach its records") || (log.Len() > 0) != c.logged {
			t.Errorf("%v: %s, log %q", c.err, answer.Status, log.String())
		}
		if answer.Close != c.ending {
			t.Errorf("ending %v, and the connection closes: %v", c.ending, answer.Close)
		}
	}
}
