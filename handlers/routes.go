// Package handlers is the web: the whole map of addresses on this page, the one place where an error becomes a status, and
// the headers that every answer carries. It is imported by cmd alone; what rooms share stands in packages below it.
package handlers

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"
	"github.com/valyala/fasthttp"

	"roundrobin/handlers/booth"
	"roundrobin/handlers/desk"
	"roundrobin/handlers/office"
	"roundrobin/mail"
	"roundrobin/models/envelope"
	"roundrobin/views/layout"
	"roundrobin/views/words"
)

// Web is what the site is made of.
type Web struct {
	Site   layout.Site
	Notice func() layout.Notice // of an incident, on every page; nil for none
	Booth  *booth.Booth
	Desk   *desk.Desk
	Office *office.Office
	Keys   booth.Keys                  // that open envelopes now
	Well   func(context.Context) error // whether both stores answer
	Ready  func(context.Context) error // whether requests should come
	Ending func() bool                 // whether this process is about to end; nil for never
	Caught *mail.Memory                // in the demo, what it caught; else nil

	Counted func(class string, status int) // told of each answer, if not nil
	Suspect func()                         // told when a store turned out to be damaged, if not nil
	Watch   *Watch                         // of public pages; nil to keep none in memory

	Strict bool          // behind HTTPS: say so to browsers
	Step   time.Duration // answers to envelopes leave at multiples of this
	Log    *slog.Logger  // of requests: it must write no time
	Now    func() time.Time
	Random io.Reader
}

const (
	bodyLimit    = 1 << 20 // bytes; a whole book's requests are 26 kB
	headLimit    = 1 << 16 // bytes; whatever is searched for gets an answer in words
	requestLimit = 15 * time.Second
	readLimit    = 20 * time.Second
	idleLimit    = 75 * time.Second
	writeLimit   = 2 * time.Minute // for an answer to be taken: a proof is a few megabytes
	fileLimit    = 2 * time.Minute // for a roster file to arrive
)

// New is the site as an app that can listen.
func New(w Web) *fiber.App {
	app := fiber.New(fiber.Config{
		AppName: "roundrobin", DisableStartupMessage: true, Immutable: true, CaseSensitive: true, StrictRouting: true, BodyLimit: bodyLimit, ReadBufferSize: headLimit,
		ReadTimeout: readLimit, IdleTimeout: idleLimit, WriteTimeout: writeLimit, ErrorHandler: errorPage(w.site, w.Strict, w.Log, w.Random), ServerHeader: "", DisablePreParseMultipartForm: true,
	})
	app.Server().HeaderReceived = longer
	app.Server().Handler = strict(app)
	app.Server().CloseOnShutdown = true
	app.Use(tongue)
	app.Use(parting(w.Ending), counted(w.Counted), recover.New(), protected(policyOf(w.Site), w.Strict), setting(w.site, requestLimit), suspected(w.Suspect), sameOrigin())
	app.Get("/static/*", asset)
	app.Get("/healthz", healthz(w.Well))
	app.Get("/readyz", readyz(w.Ready))

	gateway := w.gateway()
	app.Get("/booth/keys", gateway.GetKeys)
	app.Post("/booth/envelopes", gateway.Open)
	w.Booth.Public(app)
	w.Desk.Routes(app)
	w.Office.Routes(app)
	if w.Caught != nil {
		caught := devMail{w.Caught}
		app.Get("/dev/mail", caught.list)
		app.Get("/dev/mail.json", caught.json)
		app.Get("/dev/mail/:id", caught.show)
		app.Get("/dev/mail/:id/:name", caught.file)
	}
	app.Use(func(*fiber.Ctx) error { return fiber.ErrNotFound })
	if w.Watch != nil {
		app.Server().Handler = newMemory(w).before(app.Server().Handler)
	}
	return app
}

// longer lets a roster file in, which is longer than all else that is sent here; only to its own address, and with a cookie of the office.
func longer(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	_, path := words.Cut(string(h.RequestURI()))
	if h.IsPost() && path == office.RosterUpload && bytes.Contains(h.Peek(fiber.HeaderCookie), []byte("rr_office=")) {
		return fasthttp.RequestConfig{MaxRequestBodySize: office.FileLimit, ReadTimeout: fileLimit}
	}
	return fasthttp.RequestConfig{}
}

// site is what is the same on every page now.
func (w Web) site() layout.Site {
	s := w.Site
	if w.Notice != nil {
		s.Notice = w.Notice()
	}
	return s
}

// gateway puts the private app, which listens nowhere, behind the envelopes.
func (w Web) gateway() *booth.Gateway {
	return &booth.Gateway{
		Keys: w.Keys, Private: w.Private().Handler(), Step: w.Step, Now: w.Now, Random: w.Random,
		Broken: func(any) { w.Log.Error("a private handler panicked") },
	}
}

// Private is the app that envelopes reach. It never listens.
func (w Web) Private() *fiber.App {
	private := fiber.New(fiber.Config{Immutable: true, ErrorHandler: refuse(w.Log, w.Random), BodyLimit: envelope.RequestSize})
	private.Use(setting(w.site, requestLimit), suspected(w.Suspect))
	w.Booth.Private(private)
	private.Use(func(*fiber.Ctx) error { return fiber.ErrNotFound })
	return private
}

// Status is the status of a refusal that is shown beside its field.
func Status(err error) int { status, _ := statusOf(err); return status }

// RefuseJSON answers a script with a refusal.
func RefuseJSON(log *slog.Logger, random io.Reader) fiber.ErrorHandler { return refuse(log, random) }
