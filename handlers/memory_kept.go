package handlers

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// A kept answer, and the forms of it that were asked for.
type kept struct {
	generation uint64
	class      string
	tag        string // of the text, without quotes; each form has one of its own
	header     *fasthttp.ResponseHeader
	body       *body
	packs      bool
}

// A body is a page's text and its compressed forms, which are made when first asked for. They hold no secret, and nothing that a reader sent
// but the address: their length tells nothing that could be guessed at (BREACH).
type body struct {
	plain        []byte
	gzip, brotli form
}

type form struct {
	once  sync.Once
	bytes []byte
}

const (
	gzipLevel   = 5
	brotliLevel = 4
)

// newKept is the answer r. A page that is drawn as it was before keeps its tag and its forms.
func newKept(r *fasthttp.Response, class string, generation uint64, was *kept) *kept {
	k := &kept{generation: generation, class: class, header: new(fasthttp.ResponseHeader), packs: isText(string(r.Header.ContentType()))}
	if was != nil && bytes.Equal(was.body.plain, r.Body()) {
		k.body, k.tag = was.body, was.tag
	} else {
		sum := sha256.Sum256(r.Body())
		k.body, k.tag = &body{plain: bytes.Clone(r.Body())}, base64.RawURLEncoding.EncodeToString(sum[:15])
	}
	r.Header.CopyTo(k.header)
	if k.packs {
		k.header.Set(fiber.HeaderVary, strings.TrimPrefix(string(k.header.Peek(fiber.HeaderVary))+", "+fiber.HeaderAcceptEncoding, ", "))
	}
	return k
}

// isText: pictures and PDF are compressed in themselves.
func isText(kind string) bool {
	for _, text := range []string{"text/", "json", "xml"} {
		if strings.Contains(kind, text) {
			return true
		}
	}
	return false
}

// send answers with the smallest form that the browser takes, or says that it has the page already. It returns the status.
func (k *kept) send(c *fasthttp.RequestCtx) int {
	r := &c.Response
	k.header.CopyTo(&r.Header)
	coding := k.coding(c.Request.Header.Peek(fiber.HeaderAcceptEncoding))
	r.Header.Set(fiber.HeaderETag, k.tagIn(coding))
	if match := c.Request.Header.Peek(fiber.HeaderIfNoneMatch); len(match) > 0 && k.matches(match) {
		r.ResetBody()
		r.SetStatusCode(fiber.StatusNotModified)
		return fiber.StatusNotModified
	}
	if coding != "" {
		r.Header.SetContentEncoding(coding)
	}
	r.SetBodyRaw(k.in(coding)) // shared by all who ask: nobody writes into it
	return fiber.StatusOK
}

// tagIn is the strong tag of a form: the same tag, the same bytes.
func (k *kept) tagIn(coding string) string {
	if coding == "" {
		return `"` + k.tag + `"`
	}
	return `"` + k.tag + "." + coding + `"`
}

// matches compares weakly (RFC 9110 section 13.1.2): whoever has the page in any form, or a proxy's version of it, has it.
func (k *kept) matches(list []byte) bool {
	for each := range bytes.SplitSeq(list, []byte(",")) {
		each = bytes.TrimSpace(each)
		text, _, _ := bytes.Cut(bytes.Trim(bytes.TrimPrefix(each, []byte("W/")), `"`), []byte("."))
		if len(each) == 1 && each[0] == '*' || string(text) == k.tag {
			return true
		}
	}
	return false
}

func (k *kept) coding(accept []byte) string {
	switch {
	case !k.packs:
	case takes(accept, "br"):
		return "br"
	case takes(accept, "gzip"):
		return "gzip"
	}
	return ""
}

func (k *kept) in(coding string) []byte {
	switch coding {
	case "br":
		return k.body.brotli.of(k.body.plain, fasthttp.AppendBrotliBytesLevel, brotliLevel)
	case "gzip":
		return k.body.gzip.of(k.body.plain, fasthttp.AppendGzipBytesLevel, gzipLevel)
	}
	return k.body.plain
}

func (f *form) of(plain []byte, pack func(dst, src []byte, level int) []byte, level int) []byte {
	f.once.Do(func() { f.bytes = bytes.Clone(pack(nil, plain, level)) }) // without the room that pack left over
	return f.bytes
}

// takes: a coding counts unless its weight is nothing.
func takes(accept []byte, coding string) bool {
	for each := range bytes.SplitSeq(accept, []byte(",")) {
		name, weight, _ := bytes.Cut(each, []byte(";"))
		if string(bytes.TrimSpace(name)) == coding {
			_, weight, weighed := bytes.Cut(weight, []byte("="))
			return !weighed || bytes.ContainsAny(weight, "123456789")
		}
	}
	return false
}

// size is what an answer comes to take, with both compressed forms: together they are shorter than any text that people write.
func (k *kept) size() int {
	size := len(k.body.plain) + 2048
	if k.packs {
		size += len(k.body.plain)
	}
	return size
}
