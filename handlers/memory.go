package handlers

import (
	"bytes"
	"context"
	"hash/maphash"
	"strconv"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
	"golang.org/x/sync/singleflight"

	"roundrobin/handlers/page"
	"roundrobin/views/words"
)

// memory serves what is the same for everybody before any route, header or language is looked at. It keeps whole answers, with all headers
// that the ordinary way gave them, and knows nothing of who reads: no count, no order of reading, no time.
type memory struct {
	watch   *Watch
	counted func(class string, status int)
	ending  func() bool
	tongues tongues
	drawing singleflight.Group // one draws a page anew, beside whoever else wants it

	pages *shelf // by addresses without a query: there are as many as the site has
	asked *shelf // by those with one: whoever makes them up pushes out others of this kind only
}

// Bounds of the memory, in bytes and answers.
const (
	pagesMost, pagesBytes = 8192, 24 << 20
	askedMost, askedBytes = 1024, 8 << 20
	addressMost           = 512 // bytes of an address that is kept
)

func newMemory(w Web) *memory {
	return &memory{
		watch: w.Watch, counted: w.Counted, ending: w.Ending, tongues: tongues{site: w.Site.Language},
		pages: newShelf(pagesMost, pagesBytes), asked: newShelf(askedMost, askedBytes),
	}
}

// before puts the memory before the site.
func (m *memory) before(site fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(c *fasthttp.RequestCtx) {
		uri := c.Request.Header.RequestURI()
		if !m.mayHold(c, uri) {
			site(c)
			return
		}
		generation, ok := m.watch.Generation()
		if !ok {
			site(c)
			return
		}
		var space [addressMost + 32]byte
		key := append(append(space[:0], m.tongues.of(&c.Request.Header, uri)...), uri...)
		on := m.pages
		if bytes.IndexByte(uri, '?') >= 0 {
			on = m.asked
		}
		if k := on.get(key); k != nil && k.generation == generation {
			m.count(k, k.send(c))
		} else {
			m.draw(c, site, on, string(key), k, generation)
		}
	}
}

// draw lets the site answer, and keeps that. Where the address is known to be one for everybody, those who come meanwhile wait for the first.
func (m *memory) draw(c *fasthttp.RequestCtx, site fasthttp.RequestHandler, on *shelf, key string, was *kept, generation uint64) {
	if was == nil || !c.IsGet() {
		site(c)
		if k := keep(c, on, key, was, generation); k != nil {
			k.send(c)
		}
		return
	}
	mine := false
	drawn, _, _ := m.drawing.Do(strconv.FormatUint(generation, 36)+" "+key, func() (any, error) {
		mine = true
		site(c)
		return keep(c, on, key, was, generation), nil
	})
	switch k := drawn.(*kept); {
	case k == nil && !mine:
		site(c)
	case k != nil && mine:
		k.send(c)
	case k != nil:
		m.count(k, k.send(c))
	}
}

// mayHold: a plain question for a plain address. What is written to, asks for parts, or names another host in its address does not.
func (m *memory) mayHold(c *fasthttp.RequestCtx, uri []byte) bool {
	if !c.IsGet() && !c.IsHead() || len(uri) > addressMost || len(uri) == 0 || uri[0] != '/' || len(uri) > 1 && uri[1] == '/' || bytes.IndexByte(uri, '#') >= 0 {
		return false
	}
	h := &c.Request.Header
	return len(h.Peek(fiber.HeaderRange)) == 0 && h.ContentLength() <= 0 && (m.ending == nil || !m.ending())
}

// keep puts an answer onto the shelf if it is one for everybody; nil if it is not.
func keep(c *fasthttp.RequestCtx, on *shelf, key string, was *kept, generation uint64) *kept {
	r := &c.Response
	if !c.IsGet() || r.StatusCode() != fiber.StatusOK || !page.IsSame(c) || r.IsBodyStream() || r.ConnectionClose() || setsCookie(&r.Header) || len(r.Body()) > on.bytes/8 {
		return nil
	}
	_, path := words.Cut(string(c.URI().Path()))
	k := newKept(r, classOf(path), generation, was)
	on.put(key, k)
	return k
}

func setsCookie(h *fasthttp.ResponseHeader) bool {
	for range h.Cookies() {
		return true
	}
	return false
}

// count tells of an answer that passed none of the site's counting.
func (m *memory) count(k *kept, status int) {
	if m.counted != nil {
		m.counted(k.class, status)
	}
}

// tongues tells which language a page is drawn in: that of its address, or what the browser's wishes come to. Of wishes only a hash is
// kept, with a seed that ends with the process.
type tongues struct {
	site string

	mu    sync.RWMutex
	known map[uint64]string
}

const (
	tonguesMost = 512
	wishMost    = 256 // bytes
)

var wishes = maphash.MakeSeed()

// of is what the key of a page begins with.
func (t *tongues) of(h *fasthttp.RequestHeader, uri []byte) string {
	if len(uri) > 2 && (len(uri) == 3 || uri[3] == '/' || uri[3] == '?') {
		if tag, _ := words.Cut(string(uri[:3])); tag != "" {
			return "" // it stands in the address
		}
	}
	wish := h.Peek(fiber.HeaderAcceptLanguage)
	hash := maphash.Bytes(wishes, wish)
	t.mu.RLock()
	tag, ok := t.known[hash]
	t.mu.RUnlock()
	if ok {
		return tag
	}
	tag = words.Language(words.With(context.Background(), string(wish), t.site)) + " "
	if len(wish) <= wishMost {
		t.note(hash, tag)
	}
	return tag
}

func (t *tongues) note(hash uint64, tag string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil || len(t.known) >= tonguesMost {
		t.known = map[uint64]string{}
	}
	t.known[hash] = tag
}
