package handlers

import (
	"context"
	"encoding/base32"
	"errors"
	"io"
	"log/slog"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/views/fail"
	"roundrobin/views/layout"
	"roundrobin/views/words"
)

var statuses = map[fault.Kind]int{
	fault.Internal:    fiber.StatusInternalServerError,
	fault.Invalid:     fiber.StatusUnprocessableEntity,
	fault.NotFound:    fiber.StatusNotFound,
	fault.Forbidden:   fiber.StatusForbidden,
	fault.Conflict:    fiber.StatusConflict,
	fault.Gone:        fiber.StatusGone,
	fault.TooMany:     fiber.StatusTooManyRequests,
	fault.Unavailable: fiber.StatusServiceUnavailable,
}

// errAway: a store does not answer, or not in time.
var errAway = fault.New(fault.Unavailable, "store_away").Again()

// A store answers, and cannot do what was asked. The log is told once when that begins and once when it is over.
var (
	errSlow    = fault.New(fault.Unavailable, "store_slow").Again()
	errStuck   = fault.New(fault.Unavailable, "store_stuck").Again()
	errDamaged = fault.New(fault.Unavailable, "store_damaged").Again()
)

// What a request's head can be refused for, before anything is routed (strict.go).
var (
	errHead     error = fiber.ErrBadRequest
	errMethod   error = fiber.ErrMethodNotAllowed
	errProtocol error = fiber.ErrHTTPVersionNotSupported
	errPacked   error = fiber.ErrUnsupportedMediaType
)

// errorPage is the one place where an error becomes a status and a page. What we broke is logged under a reference
// that the page shows; what was refused is nobody's business and is not logged.
func errorPage(site func() layout.Site, strict bool, log *slog.Logger, random io.Reader) fiber.ErrorHandler {
	policy := policyOf(site())
	return func(c *fiber.Ctx, err error) error {
		protect(c, policy, strict)                                // a body that is too long fails before any middleware ran
		c.SetUserContext(reader(context.Background(), site(), c)) // the request's own is over
		status, f := statusOf(err)
		props := fail.Props{Status: status, Desk: strings.HasPrefix(c.Path(), "/desk")}
		if f != nil {
			props.Refusal, props.Args = f.Code, f.Args
		}
		if broke(status, err) {
			props.Reference = report(log, random, c, err)
		}
		c.Status(status)
		c.Set(fiber.HeaderCacheControl, "no-store")
		if wantsJSON(c) {
			return c.JSON(refusal(c, status, f))
		}
		return page.Show(c, fail.Show(props))
	}
}

// refuse is the same for the wallet's private requests: {"refusal","sentence","sentences","final"} and, where it has them, "seq" and "fields".
func refuse(log *slog.Logger, random io.Reader) fiber.ErrorHandler {
	return func(c *fiber.Ctx, err error) error {
		c.SetUserContext(context.WithoutCancel(c.UserContext()))
		status, f := statusOf(err)
		if broke(status, err) {
			report(log, random, c, err)
		}
		return c.Status(status).JSON(refusal(c, status, f))
	}
}

// broke: the log hears of what is our mistake, or took longer than a request may.
func broke(status int, err error) bool {
	return status == fiber.StatusInternalServerError || errors.Is(err, context.DeadlineExceeded)
}

func statusOf(err error) (int, *fault.Fault) {
	if f := fault.Of(err); f != nil {
		return statuses[f.Kind], f
	}
	if f := troubleOf(err); f != nil {
		return statuses[f.Kind], f
	}
	if db.IsAway(err) { // it is told once when it goes and once when it comes back, not for each request
		return statuses[errAway.Kind], errAway
	}
	var e *fiber.Error
	if errors.As(err, &e) { // fiber's own: no such route, too long a body
		return e.Code, nil
	}
	return fiber.StatusInternalServerError, nil
}

func troubleOf(err error) *fault.Fault {
	if errors.Is(err, db.ErrSlow) {
		return errSlow
	}
	switch db.TroubleOf(err) {
	case db.NoRoom, db.NoWriting:
		return errStuck
	case db.Damaged:
		return errDamaged
	}
	return nil
}

// refusal is what a script reads. What broke on our side is not final: the same bytes may come again.
func refusal(c *fiber.Ctx, status int, f *fault.Fault) fiber.Map {
	if f == nil {
		code := "internal"
		if status < fiber.StatusInternalServerError {
			code = "not_found"
		}
		return fiber.Map{"refusal": code, "sentence": words.Fault(c.UserContext(), code, nil), "sentences": words.Faults(c.UserContext(), code, nil), "final": status < fiber.StatusInternalServerError}
	}
	m := sayAll(c, f)
	m["final"] = !f.Retry
	if seq, ok := f.Args["seq"]; ok {
		m["seq"] = seq
	}
	if len(f.Each) > 0 {
		m["fields"] = fields(c, f.Each)
	}
	return m
}

// fields are refusals that stand beside fields of a form.
func fields(c *fiber.Ctx, each []*fault.Fault) (list []fiber.Map) {
	for _, f := range each {
		m := sayAll(c, f)
		m["field"] = f.Field
		list = append(list, m)
	}
	return list
}

// sayAll says a refusal in every language: the wallet shows that of its page, and no envelope has to name it.
func sayAll(c *fiber.Ctx, f *fault.Fault) fiber.Map {
	ctx := c.UserContext()
	return fiber.Map{"refusal": f.Code, "sentence": words.Fault(ctx, f.Code, f.Args), "sentences": words.Faults(ctx, f.Code, f.Args)}
}

func wantsJSON(c *fiber.Ctx) bool {
	return strings.HasSuffix(c.Path(), ".json") || strings.HasPrefix(c.Get(fiber.HeaderContentType), fiber.MIMEApplicationJSON)
}

// report writes the breakage down with the route's pattern (never the path) and a reference, and returns the reference.
func report(log *slog.Logger, random io.Reader, c *fiber.Ctx, err error) string {
	var b [5]byte
	_, _ = io.ReadFull(random, b[:])
	reference := strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
	log.Error("request failed", "route", c.Route().Path, "reference", reference, "error", err.Error())
	return reference
}
