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
	// What a browser was given, one at a time.
	codeValue    = "code"
	awayValue    = "away" // at the provider
	arrivedValue = "arrived"
)

// cookies keep check-in in the browser, encrypted: no row anywhere says who came when. The browser sends them to the desk only.
type cookies struct {
	*sessions.CookieStore
	name string
}

// newCookies: behind HTTPS the name begins with __Secure-, as the office's does.
func newCookies(m secret.Master, secure bool) cookies {
	sign, encrypt := m.Key("desk cookie mac"), m.Key("desk cookie")
	s := sessions.NewCookieStore(sign[:], encrypt[:])
	s.Options = &sessions.Options{Path: "/desk", HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode}
	s.MaxAge(int(roster.CodeLife.Seconds()))
	if secure {
		return cookies{s, "__Secure-rr_desk"}
	}
	return cookies{s, "rr_desk"}
}

// remember keeps one thing at a time: what came before is over.
func (d *Desk) remember(c *fiber.Ctx, name string, value []byte) error {
	s, err := session.Get(c, d.cookies, d.cookies.name)
	if err != nil {
		return err
	}
	clear(s.Values)
	s.Values[name] = value
	return session.Save(c, s)
}

// kept is what this browser was given under that name, or nothing.
func (d *Desk) kept(c *fiber.Ctx, name string) ([]byte, error) {
	s, err := session.Get(c, d.cookies, d.cookies.name)
	if err != nil {
		return nil, err
	}
	b, _ := s.Values[name].([]byte)
	return b, nil
}

// code is the one that this browser waits for; without one it has expired.
func (d *Desk) code(c *fiber.Ctx) (roster.Code, error) {
	b, err := d.kept(c, codeValue)
	if err != nil {
		return roster.Code{}, err
	}
	code, err := roster.ParseCode(b)
	if err != nil {
		return roster.Code{}, roster.ErrExpired
	}
	return code, nil
}

func (d *Desk) forget(c *fiber.Ctx) error {
	s, err := session.Get(c, d.cookies, d.cookies.name)
	if err != nil {
		return err
	}
	return session.End(c, s)
}
