package booth

import (
	"io"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"roundrobin/models/envelope"
	"roundrobin/models/fault"
)

// Gateway stands in front of the private handlers: it opens envelopes, hands on the request inside, and answers in an
// envelope of one size at one beat. It writes nothing down.
type Gateway struct {
	Keys    Keys
	Private fasthttp.RequestHandler // the private app's; it listens nowhere
	Step    time.Duration           // an answer leaves at a multiple of this after arrival
	Now     func() time.Time
	Random  io.Reader
	Broken  func(reason any) // told of panics inside; must not write down the request
}

// Keys are those that open envelopes now; the first is for new ones. Whoever lacks one may be given newer ones.
type Keys func(lacks bool) envelope.Ring

// passed are the only header fields that reach a private handler: no cookies, no addresses, no agents, and no language, which would
// set apart those who read another one than most.
var passed = map[string]bool{"content-type": true, "authorization": true}

// errEnvelope is one constant answer to everything that cannot be opened.
var errEnvelope = fault.New(fault.Invalid, "envelope_unreadable")

// GetKeys serves application/ohttp-keys (RFC 9458 section 3).
func (g *Gateway) GetKeys(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentType, envelope.TypeKeys)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.Send(g.Keys(false).Configs())
}

// Open answers 200 to whatever it can decrypt, and one constant 400 to the rest.
func (g *Gateway) Open(c *fiber.Ctx) error {
	arrived := g.Now() // fasthttp has read the whole body by now
	c.Set(fiber.HeaderCacheControl, "no-store")
	request, reply, err := g.open(c)
	if err != nil {
		return c.Status(fiber.StatusBadRequest).SendString("Not an envelope for a current key.\n")
	}
	sealed, err := reply.Seal(g.Random, g.answer(request))
	if err != nil {
		return err
	}
	g.hold(c, arrived)
	c.Set(fiber.HeaderContentType, envelope.TypeResponse)
	return c.Send(sealed)
}

func (g *Gateway) open(c *fiber.Ctx) ([]byte, *envelope.Reply, error) {
	body := c.BodyRaw() // Body would decompress first
	keys := g.Keys(false)
	if c.Get(fiber.HeaderContentType) != envelope.TypeRequest || len(keys) == 0 || len(body) != envelope.RequestSize+keys[0].Overhead() {
		return nil, nil, errEnvelope
	}
	if !keys.Has(body[0]) {
		keys = g.Keys(true)
	}
	return keys.Open(body)
}

// answer runs the private handler and returns its padded response. Whatever goes wrong inside looks the same from outside.
func (g *Gateway) answer(request []byte) []byte {
	m, err := envelope.ParseRequest(request)
	if err != nil {
		return padded(envelope.Response{Status: fiber.StatusBadRequest})
	}
	ctx := new(fasthttp.RequestCtx) // never pooled: nothing of one envelope can reach the next
	ctx.Init(&fasthttp.Request{}, nil, silent{})
	fill(&ctx.Request, m)
	if !g.run(ctx) {
		return padded(envelope.Response{Status: fiber.StatusInternalServerError})
	}
	r := &ctx.Response
	return padded(envelope.Response{Status: r.StatusCode(), ContentType: string(r.Header.ContentType()), Body: r.Body()})
}

func fill(r *fasthttp.Request, m envelope.Request) {
	r.Header.SetMethod(m.Method)
	r.SetRequestURI(m.Path)
	r.Header.SetHost(envelope.Authority)
	for _, f := range m.Fields {
		if passed[f.Name] {
			r.Header.Set(f.Name, f.Value)
		}
	}
	r.SetBodyRaw(m.Body) // no copy: the plaintext outlives the handler
	r.Header.SetContentLength(len(m.Body))
}

func (g *Gateway) run(ctx *fasthttp.RequestCtx) (ok bool) {
	defer func() {
		if reason := recover(); reason != nil {
			g.Broken(reason)
		}
	}()
	g.Private(ctx)
	return true
}

// padded never fails to the outside: an answer that does not fit is a bug in a handler, and says so inside.
func padded(r envelope.Response) []byte {
	b, err := r.Pad(envelope.ResponseSize)
	if err != nil {
		b, _ = envelope.Response{Status: fiber.StatusInsufficientStorage}.Pad(envelope.ResponseSize)
	}
	return b
}

// hold waits for the next multiple of the step after arrival, so that a slow handler shows only as a whole step. The work
// is done and its locks are free; what waits is the connection's own goroutine. Shutdown ends the wait.
func (g *Gateway) hold(c *fiber.Ctx, arrived time.Time) {
	if g.Step <= 0 {
		return
	}
	t := time.NewTimer(g.Step - g.Now().Sub(arrived)%g.Step)
	defer t.Stop()
	select {
	case <-t.C:
	case <-c.Context().Done():
	}
}

// silent is the inner context's logger.
type silent struct{}

func (silent) Printf(string, ...any) {}
