package booth_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/booth"
	"roundrobin/models/envelope"
)

// office is a gateway in front of a few private handlers.
func gateway(t *testing.T, broken func(any)) (*fiber.App, envelope.Config) {
	t.Helper()
	key, _, err := envelope.Mint(7, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	private := fiber.New(fiber.Config{Immutable: true})
	private.Get("/beat", func(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusNoContent) })
	private.Get("/panic", func(*fiber.Ctx) error { panic("inside") })
	private.Get("/long", func(c *fiber.Ctx) error { return c.SendString(strings.Repeat("x", envelope.ResponseSize)) })
	private.Post("/echo", func(c *fiber.Ctx) error {
		return c.SendString(c.Get("Cookie") + "|" + c.Get("User-Agent") + "|" + c.Get("X-Forwarded-For") + "|" + c.Get("Content-Type") + "|" + string(c.Body()))
	})
	g := &booth.Gateway{
		Keys: func(bool) envelope.Ring { return envelope.Ring{key} }, Private: private.Handler(), Step: 20 * time.Millisecond,
		Now: time.Now, Random: rand.Reader, Broken: broken,
	}
	app := fiber.New(fiber.Config{Immutable: true})
	app.Get("/booth/keys", g.GetKeys)
	app.Post("/booth/envelopes", g.Open)
	return app, key.Config
}

func send(t *testing.T, app *fiber.App, contentType string, body []byte) (*http.Response, []byte) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/booth/envelopes", bytes.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("Cookie", "rr_desk=secret")
	r.Header.Set("User-Agent", "agent")
	answer, err := app.Test(r, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, b
}

func ask(t *testing.T, app *fiber.App, to envelope.Config, r envelope.Request) (envelope.Response, int) {
	t.Helper()
	plain, err := r.Pad(envelope.RequestSize)
	if err != nil {
		t.Fatal(err)
	}
	sealed, sent, err := to.Seal(plain)
	if err != nil {
		t.Fatal(err)
	}
	answer, body := send(t, app, envelope.TypeRequest, sealed)
	if answer.StatusCode != fiber.StatusOK {
		t.Fatalf("%s answers %d", r.Path, answer.StatusCode)
	}
	opened, err := sent.Open(body)
	if err != nil {
		t.Fatal(err)
	}
	inner, err := envelope.ParseResponse(opened)
	if err != nil {
		t.Fatal(err)
	}
	return inner, len(body)
}

func TestWhateverIsInsideLooksTheSameOutside(t *testing.T) {
	var told any
	app, key := gateway(t, func(reason any) { told = reason })
	size := 0
	for path, want := range map[string]int{"/beat": 204, "/nowhere": 404, "/panic": 500, "/long": 507} {
		inner, n := ask(t, app, key, envelope.Request{Method: "GET", Path: path})
		if inner.Status != want {
			t.Errorf("%s: inside %d, want %d", path, inner.Status, want)
		}
		if size != 0 && n != size {
			t.Errorf("%s: %d bytes outside, others %d", path, n, size)
		}
		size = n
	}
	if told != "inside" {
		t.Errorf("the panic was told as %v", told)
	}
}

func TestNothingOfTheOuterRequestGetsInside(t *testing.T) {
	app, key := gateway(t, func(any) {})
	inner, _ := ask(t, app, key, envelope.Request{
		Method: "POST", Path: "/echo", Body: []byte("an act"),
		Fields: []envelope.Field{{Name: "content-type", Value: "text/plain"}, {Name: "cookie", Value: "inner"}, {Name: "x-forwarded-for", Value: "10.0.0.1"}},
	})
	if got := string(inner.Body); got != "|||text/plain|an act" {
		t.Errorf("inside: %q", got)
	}
}

func TestWhatIsNoEnvelopeGetsOneConstantAnswer(t *testing.T) {
	app, key := gateway(t, func(any) {})
	plain, _ := envelope.Request{Method: "GET", Path: "/beat"}.Pad(envelope.RequestSize)
	good, _, err := key.Seal(plain)
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(good)
	damaged[len(damaged)-1] ^= 1
	short, _, _ := key.Seal(plain[:100])
	var first string
	for name, try := range map[string]struct {
		contentType string
		body        []byte
	}{
		"empty": {envelope.TypeRequest, nil}, "garbage": {envelope.TypeRequest, []byte("garbage")}, "damaged": {envelope.TypeRequest, damaged},
		"another size": {envelope.TypeRequest, short}, "another type": {"text/plain", good},
	} {
		answer, body := send(t, app, try.contentType, try.body)
		if answer.StatusCode != fiber.StatusBadRequest {
			t.Errorf("%s: %d", name, answer.StatusCode)
		}
		if first == "" {
			first = string(body)
		}
		if string(body) != first {
			t.Errorf("%s: %q, others %q", name, body, first)
		}
	}
}

func TestTheKeysOfferedOpenEnvelopes(t *testing.T) {
	app, _ := gateway(t, func(any) {})
	answer, err := app.Test(httptest.NewRequest(http.MethodGet, "/booth/keys", nil))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(answer.Body)
	configs, parsed := envelope.ParseConfigs(b)
	if err := errors.Join(err, parsed); err != nil || len(configs) != 1 {
		t.Fatalf("%d keys, %v", len(configs), err)
	}
	if inner, _ := ask(t, app, configs[0], envelope.Request{Method: "GET", Path: "/beat"}); inner.Status != 204 {
		t.Errorf("inside %d", inner.Status)
	}
}

func TestAnAnswerLeavesAtAStep(t *testing.T) {
	app, key := gateway(t, func(any) {})
	began := time.Now()
	ask(t, app, key, envelope.Request{Method: "GET", Path: "/beat"})
	if took := time.Since(began); took < 20*time.Millisecond {
		t.Errorf("it left after %s", took)
	}
}

// Another replica may have made the month's key, and shown it to a wallet, before this one has heard of it.
func TestAKeyThatAnotherReplicaMade(t *testing.T) {
	old, _, err := envelope.Mint(7, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	young, _, err := envelope.Mint(8, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	private := fiber.New(fiber.Config{Immutable: true})
	private.Get("/beat", func(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusNoContent) })
	asked := 0
	g := &booth.Gateway{Private: private.Handler(), Now: time.Now, Random: rand.Reader, Keys: func(lacks bool) envelope.Ring {
		if lacks {
			asked++
			return envelope.Ring{young, old}
		}
		return envelope.Ring{old}
	}}
	app := fiber.New(fiber.Config{Immutable: true})
	app.Post("/booth/envelopes", g.Open)
	for _, k := range []*envelope.Key{young, old} {
		if r, _ := ask(t, app, k.Config, envelope.Request{Method: "GET", Path: "/beat"}); r.Status != fiber.StatusNoContent {
			t.Errorf("key %d: %d", k.ID, r.Status)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}
