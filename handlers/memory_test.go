package handlers

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/views/layout"
	"roundrobin/views/words"
)

// A kiosk has one page for everybody, and some that are not, behind a memory.
type kiosk struct {
	t       *testing.T
	app     *fiber.App
	memory  *memory
	counted map[string]int
	drawn   atomic.Int64
	drawing func() // runs while a page is drawn, after it has read

	mu     sync.Mutex
	now    time.Time
	text   string // what the store says
	state  string
	wrote  uint64
	broken error
	asked  int
}

func newKiosk(t *testing.T) *kiosk {
	t.Helper()
	k := &kiosk{t: t, now: time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC), text: strings.Repeat("Night buses. ", 90), state: "1", counted: map[string]int{}, drawing: func() {}}
	site := layout.Site{Language: "en"}
	k.app = fiber.New(fiber.Config{Immutable: true, ErrorHandler: func(c *fiber.Ctx, err error) error { return c.Status(500).SendString(err.Error()) }})
	k.app.Use(tongue, setting(func() layout.Site { return site }, time.Minute))
	same := page.Same{Router: k.app}
	same.Get("/page", k.page)
	same.Get("/failing", func(c *fiber.Ctx) error { return errors.Join(k.page(c), errors.New("half-way")) })
	same.Get("/elsewhere", func(c *fiber.Ctx) error { _ = k.page(c); return c.Redirect("/page") })
	same.Get("/cookie", func(c *fiber.Ctx) error { c.Cookie(&fiber.Cookie{Name: "a", Value: "b"}); return k.page(c) })
	k.app.Get("/own", k.page)
	w := Web{Site: site, Counted: func(class string, status int) { k.counted[fmt.Sprint(class, " ", status)]++ }, Watch: &Watch{
		State: k.read, Wrote: func() uint64 { k.mu.Lock(); defer k.mu.Unlock(); return k.wrote }, Moved: func(context.Context) error { return nil },
		Now: func() time.Time { k.mu.Lock(); defer k.mu.Unlock(); return k.now }, Zone: time.UTC,
	}}
	k.memory = newMemory(w)
	k.app.Server().Handler = k.memory.before(k.app.Server().Handler)
	return k
}

func (k *kiosk) page(c *fiber.Ctx) error {
	k.drawn.Add(1)
	k.mu.Lock()
	said := fmt.Sprintf("%s %s: %s", words.Language(c.UserContext()), k.now.Format(time.DateOnly), k.text)
	k.mu.Unlock()
	k.drawing()
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.SendString(said)
}

func (k *kiosk) read(context.Context) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.asked++
	return k.state, k.broken
}

// writes changes the page: by this process, or by another.
func (k *kiosk) writes(text string, ours bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.text, k.state = text, k.state+"1"
	if ours {
		k.wrote++
	}
}

func (k *kiosk) passes(d time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.now = k.now.Add(d)
}

// asks, with headers in pairs.
func (k *kiosk) asks(method, path string, headers ...string) (*http.Response, string) {
	k.t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return get(k.t, k.app, r)
}

// draws says how often a page is drawn while f runs.
func (k *kiosk) draws(what string, want int64, f func()) {
	k.t.Helper()
	before := k.drawn.Load()
	f()
	if n := k.drawn.Load() - before; n != want {
		k.t.Errorf("%s: drawn %d times, not %d", what, n, want)
	}
}

func (k *kiosk) says(what, part string) {
	k.t.Helper()
	if a, body := k.asks("GET", "/page"); a.StatusCode != 200 || !strings.Contains(body, part) {
		k.t.Errorf("%s: %d %.60q, not %q", what, a.StatusCode, body, part)
	}
}

func TestAPageIsDrawnOncePerChange(t *testing.T) {
	k := newKiosk(t)
	k.draws("at first", 1, func() { k.says("first", "Night"); k.says("again", "Night"); k.says("again", "Night") })
	k.draws("after a write of ours", 1, func() { k.writes("Trams.", true); k.says("at once", "Trams."); k.says("then", "Trams.") })
	k.draws("after another's", 1, func() { k.writes("Ferries.", false); k.passes(lookEvery); k.says("a second later", "Ferries.") })
	k.draws("at midnight", 1, func() { k.passes(12 * time.Hour); k.says("the day after", "2026-11-26"); k.says("then", "2026-11-26") })
	k.draws("a clock set back", 1, func() { k.passes(-24 * time.Hour); k.says("yesterday", "2026-11-25") })
	k.draws("nothing changed", 0, func() { k.passes(time.Minute); k.says("later", "Ferries.") })
	if n := k.counted["page 200"]; n != 5 {
		t.Errorf("%d readings from memory are counted: %v", n, k.counted)
	}
}

func TestAHundredWhoComeAtOnceShareOneDrawing(t *testing.T) {
	k := newKiosk(t)
	k.says("first", "Night")
	k.writes("Trams.", true)
	var came, served sync.WaitGroup
	came.Add(100)
	k.drawing = func() { came.Wait() }
	k.memory.counted = nil
	k.draws("a hundred", 1, func() {
		for range 100 {
			served.Go(func() { came.Done(); k.says("one of them", "Trams.") })
		}
		served.Wait()
	})
}

// What is read before a change and shown after it is nobody else's page.
func TestWhatIsDrawnWhileAChangeLandsIsNotKept(t *testing.T) {
	for _, known := range []bool{false, true} {
		k := newKiosk(t)
		if known {
			k.says("first", "Night")
			k.writes("Night, still.", true)
		}
		k.drawing = func() { k.writes("Trams.", true); k.drawing = func() {} }
		k.says("whoever asked before", "Night")
		k.says("whoever asks after", "Trams.")
	}
}

func TestWhatIsNotForEverybodyIsNotKept(t *testing.T) {
	k := newKiosk(t)
	for _, path := range []string{"/own", "/cookie", "/failing", "/elsewhere", "/own?a=b"} {
		k.draws(path, 2, func() { k.asks("GET", path); k.asks("GET", path) })
	}
	k.says("first", "Night")
	k.draws("a question with a body, and other methods", 1, func() {
		k.asks("POST", "/page")
		r := httptest.NewRequest("GET", "/page", strings.NewReader("more"))
		if _, body := get(t, k.app, r); !strings.Contains(body, "Night") {
			t.Error(body)
		}
	})
}

func TestAPageInEachLanguage(t *testing.T) {
	k := newKiosk(t)
	for _, ask := range [][3]string{{"/page", "", "en "}, {"/page", "es-MX,es;q=0.9", "es "}, {"/page", "en", "en "}, {"/es/page", "en", "es "}, {"/en/page", "es", "en "}, {"/page?a", "es", "es "}} {
		for range 2 {
			a, body := k.asks("GET", ask[0], "Accept-Language", ask[1])
			if !strings.HasPrefix(body, ask[2]) {
				t.Errorf("%v: %.10q", ask, body)
			}
			if vary := a.Header.Get("Vary"); strings.Contains(vary, "Accept-Language") != strings.HasPrefix(ask[0], "/page") || !strings.Contains(vary, "Accept-Encoding") {
				t.Errorf("%v varies by %q", ask, vary)
			}
		}
	}
}

func TestAPageInEachForm(t *testing.T) {
	k := newKiosk(t)
	_, plain := k.asks("GET", "/page")
	tags := map[string]bool{}
	for accept, want := range map[string]string{"": "", "identity": "", "gzip": "gzip", "gzip, br": "br", "br;q=0, gzip;q=0.5": "gzip", "gzip;q=0": "", "zstd, abr": ""} {
		a, body := k.asks("GET", "/page", "Accept-Encoding", accept)
		if got := a.Header.Get("Content-Encoding"); got != want || unpacked(t, got, body) != plain {
			t.Errorf("%q gets %q", accept, got)
		}
		tag := a.Header.Get("Etag")
		if tags[want+tag] = true; !strings.HasPrefix(tag, `"`) || len(body) > 100 && want != "" || a.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%q: tag %s, %d bytes, %v", accept, tag, len(body), a.Header)
		}
		head, nothing := k.asks("HEAD", "/page", "Accept-Encoding", accept)
		for name := range a.Header {
			if name != "Date" && head.Header.Get(name) != a.Header.Get(name) {
				t.Errorf("%q: %s of HEAD is %q, not %q", accept, name, head.Header.Get(name), a.Header.Get(name))
			}
		}
		if nothing != "" || head.ContentLength != int64(len(body)) {
			t.Errorf("HEAD: %d bytes of %d", len(nothing), head.ContentLength)
		}
	}
	if len(tags) != 3 {
		t.Errorf("three forms have the tags %v", tags)
	}
}

func unpacked(t *testing.T, coding, body string) string {
	t.Helper()
	var from io.Reader = strings.NewReader(body)
	switch coding {
	case "br":
		from = brotli.NewReader(from)
	case "gzip":
		var err error
		if from, err = gzip.NewReader(from); err != nil {
			t.Fatal(err)
		}
	}
	all, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestWhoHasThePageIsSentNone(t *testing.T) {
	k := newKiosk(t)
	a, _ := k.asks("GET", "/page", "Accept-Encoding", "br")
	tag := a.Header.Get("Etag")
	for match, want := range map[string]int{tag: 304, "W/" + tag: 304, `"x", ` + tag: 304, "*": 304, `"x"`: 200, "": 200, strings.Trim(tag, `"`)[1:]: 200} {
		for _, coding := range []string{"br", "identity"} {
			a, body := k.asks("GET", "/page", "If-None-Match", match, "Accept-Encoding", coding)
			if a.StatusCode != want || (body == "") != (want == 304) || a.Header.Get("Etag") == "" || a.Header.Get("Vary") == "" {
				t.Errorf("%q: %d, %d bytes, %v", match, a.StatusCode, len(body), a.Header)
			}
		}
	}
	k.writes("Trams.", true)
	if a, body := k.asks("GET", "/page", "If-None-Match", tag); a.StatusCode != 200 || !strings.Contains(body, "Trams.") {
		t.Errorf("after a change: %d %q", a.StatusCode, body)
	}
	k.writes("Trams.", true) // a change of something else
	now, _ := k.asks("GET", "/page")
	k.writes("Trams.", true)
	if a, _ := k.asks("GET", "/page", "If-None-Match", now.Header.Get("Etag")); a.StatusCode != 304 {
		t.Errorf("a page that came out as it was: %d", a.StatusCode)
	}
}

// Whoever asks while the store is away gets what was there for a moment, and then whatever the site says itself.
func TestNothingIsKeptThatNobodyCanVouchFor(t *testing.T) {
	k := newKiosk(t)
	k.says("first", "Night")
	k.mu.Lock()
	k.broken = errors.New("away")
	k.mu.Unlock()
	k.draws("for a moment", 0, func() { k.passes(lookEvery); k.says("a second later", "Night"); k.says("again", "Night") })
	k.draws("then", 2, func() { k.passes(lookGrace); k.says("from the site", "Night"); k.says("again", "Night") })
	k.mu.Lock()
	k.broken = nil
	k.mu.Unlock()
	k.draws("back", 0, func() { k.passes(lookEvery); k.says("as it was", "Night") })
	k.mu.Lock()
	k.broken, k.wrote = errors.New("away"), k.wrote+1
	k.mu.Unlock()
	k.draws("after a write that nobody can look at", 1, func() { k.says("from the site", "Night") })
	if k.asked > 8 {
		t.Errorf("the store was asked %d times", k.asked)
	}
}

// Addresses that somebody makes up push out one another, and never what the site has.
func TestTheMemoryIsBounded(t *testing.T) {
	k := newKiosk(t)
	k.memory.asked = newShelf(5, 1<<20)
	k.says("first", "Night")
	for n := range 20 {
		k.asks("GET", fmt.Sprintf("/page?%d", n))
	}
	if n := k.memory.asked.order.Len(); n != 5 || len(k.memory.asked.at) != 5 {
		t.Errorf("%d made up addresses are kept", n)
	}
	k.draws("the page itself", 0, func() { k.says("still", "Night") })
	s := newShelf(100, 50_000)
	for n := range 30 {
		s.put(fmt.Sprint(n), &kept{packs: true, body: &body{plain: bytes.Repeat([]byte{'a'}, 1000*n)}})
		if s.used > s.bytes || len(s.at) != s.order.Len() {
			t.Fatalf("%d bytes of %d, %d of %d", s.used, s.bytes, len(s.at), s.order.Len())
		}
	}
	if n := s.order.Len(); n != 0 { // the last is too long by itself
		t.Errorf("%d are left", n)
	}
	if a, body := k.asks("GET", "/page?"+strings.Repeat("a", addressMost)); a.StatusCode != 200 || body == "" || k.memory.asked.order.Len() != 5 {
		t.Error("a long address")
	}
}
