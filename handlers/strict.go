package handlers

import (
	"bytes"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// strict stands before everything. It refuses what fasthttp reads in one way and a proxy before it could read in another, and every method,
// form and encoding that no address of ours takes; after that nothing more is read from the connection, so that nobody's bytes become somebody
// else's request.
func strict(app *fiber.App) fasthttp.RequestHandler {
	next := app.Server().Handler
	return func(ctx *fasthttp.RequestCtx) {
		err := odd(&ctx.Request.Header)
		if err == nil {
			next(ctx)
			return
		}
		c := app.AcquireCtx(ctx)
		defer app.ReleaseCtx(c)
		if app.ErrorHandler(c, err) != nil {
			ctx.Response.ResetBody() // the status stands
		}
		ctx.SetConnectionClose()
	}
}

// odd is what is wrong with a request's head, or nil.
func odd(h *fasthttp.RequestHeader) error {
	newest := string(h.Protocol()) == "HTTP/1.1"
	lengths, codings, plain := framing(h.RawHeaders())
	switch target := h.RequestURI(); {
	case !h.IsGet() && !h.IsHead() && !h.IsPost():
		return errMethod
	case !newest && string(h.Protocol()) != "HTTP/1.0":
		return errProtocol
	case len(h.Peek(fiber.HeaderContentEncoding)) > 0: // nothing of ours unpacks what it is sent
		return errPacked
	case !plain,
		len(target) == 0 || target[0] != '/' || bytes.IndexByte(target, '#') >= 0, // an absolute form names a second host
		!isHost(h.Host()) && (newest || len(h.Host()) > 0),
		len(codings) > 0 && (len(codings) > 1 || len(lengths) > 0 || !newest || !strings.EqualFold(codings[0], "chunked")),
		!h.IsPost() && (len(codings) > 0 || len(lengths) > 0 && lengths[0] != "0"):
		return errHead
	}
	return nil
}

// framing is what a head says of its body, as it came: fasthttp keeps one of its answers. Plain is a head in which every line ends with CR and
// LF, begins with its field's name, and is not continued by the next (RFC 9112, 2.2 and 5).
func framing(raw []byte) (lengths, codings []string, plain bool) {
	for len(raw) > 0 {
		line, rest, ended := bytes.Cut(raw, []byte("\n"))
		line, returned := bytes.CutSuffix(line, []byte("\r"))
		name, value, named := bytes.Cut(line, []byte(":"))
		if !ended || !returned || len(line) > 0 && (!named || len(name) == 0 || bytes.ContainsAny(name, " \t")) {
			return nil, nil, false
		}
		switch {
		case bytes.EqualFold(name, []byte(fiber.HeaderContentLength)):
			lengths = append(lengths, string(bytes.TrimSpace(value)))
		case bytes.EqualFold(name, []byte(fiber.HeaderTransferEncoding)):
			codings = append(codings, string(bytes.Trim(value, " "))) // a tab is not trimmed: others may not
		}
		raw = rest
	}
	return lengths, codings, true
}

// isHost reports whether it is a name or an address, with a port or without.
func isHost(host []byte) bool {
	for _, c := range host {
		if letter := c|0x20 >= 'a' && c|0x20 <= 'z'; !letter && (c < '0' || c > '9') && strings.IndexByte(".-_:[]", c) < 0 {
			return false
		}
	}
	return len(host) > 0
}
