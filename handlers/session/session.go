// Package session is the bridge between gorilla/sessions, which speaks net/http, and fiber. The booth never imports it.
package session

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"

	"roundrobin/views/words"
)

type key struct{}

// Get is the request's session of that name: the one in its cookie, or a new one when there is none that can be read. An error means
// that the store broke.
func Get(c *fiber.Ctx, store sessions.Store, name string) (*sessions.Session, error) {
	s, err := store.Get(request(c), name)
	var cookie securecookie.Error
	if errors.As(err, &cookie) && cookie.IsDecode() {
		return s, nil // the cookie was of another key or too old: s is new
	}
	return s, err
}

// Save puts the session's cookie on the answer, in place of an earlier one of the same name, for the room's address with and without a
// language: who chooses another one in the middle stays where they are.
func Save(c *fiber.Ctx, s *sessions.Session) error {
	w := &collector{header: http.Header{}}
	if err := s.Save(request(c), w); err != nil {
		return err
	}
	c.Response().Header.DelCookie(s.Name())
	for _, cookie := range w.header["Set-Cookie"] {
		c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
		for _, tag := range words.Languages() {
			c.Response().Header.Add(fiber.HeaderSetCookie, strings.Replace(cookie, "; Path=/", "; Path=/"+tag+"/", 1))
		}
	}
	return nil
}

// End takes the session away from the browser.
func End(c *fiber.Ctx, s *sessions.Session) error {
	clear(s.Values)
	s.Options.MaxAge = -1
	return Save(c, s)
}

// request is the one net/http request of this fiber request: gorilla keeps what it read in its context. fiber uses its own
// buffers again after the answer, so what is kept is cloned.
func request(c *fiber.Ctx) *http.Request {
	if r, ok := c.Locals(key{}).(*http.Request); ok {
		return r
	}
	r := &http.Request{Header: http.Header{"Cookie": {strings.Clone(c.Get(fiber.HeaderCookie))}}}
	r = r.WithContext(c.UserContext())
	c.Locals(key{}, r)
	return r
}

// collector is a ResponseWriter for headers alone.
type collector struct{ header http.Header }

func (w *collector) Header() http.Header { return w.header }
func (w *collector) Write([]byte) (int, error) {
	return 0, errors.New("session: only headers can be written")
}
func (w *collector) WriteHeader(int) {}
