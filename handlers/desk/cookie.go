package desk

import (
	"net/http"

	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/sessions"

	"roundrobin/handlers/session"
	"roundrobin/models/roster"
	"roundrobin/models/secret"
)

const (
	cookieName = "rr_desk"
	codeValue  = "code"
)

// newCookies keeps check-in in the browser, encrypted: no row anywhere says who came when. The browser sends it to the desk only.
func newCookies(m secret.Master, secure bool) *sessions.CookieStore {
	sign, encrypt := m.Key("desk cookie mac"), m.Key("desk cookie")
	s := sessions.NewCookieStore(sign[:], encrypt[:])
	s.Options = &sessions.Options{Path: "/desk", HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode}
	s.MaxAge(int(roster.CodeLife.Seconds()))
	return s
}

func (d *Desk) remember(c *fiber.Ctx, code roster.Code) error {
	s, err := session.Get(c, d.cookies, cookieName)
	if err != nil {
		return err
	}
	s.Values[codeValue] = code.Marshal()
	return session.Save(c, s)
}

// code is the one that this browser waits for; without one it has expired.
func (d *Desk) code(c *fiber.Ctx) (roster.Code, error) {
	s, err := session.Get(c, d.cookies, cookieName)
	if err != nil {
		return roster.Code{}, err
	}
	b, _ := s.Values[codeValue].([]byte)
	code, err := roster.ParseCode(b)
	if err != nil {
		return roster.Code{}, roster.ErrExpired
	}
	return code, nil
}

func (d *Desk) forget(c *fiber.Ctx) error {
	s, err := session.Get(c, d.cookies, cookieName)
	if err != nil {
		return err
	}
	return session.End(c, s)
}
