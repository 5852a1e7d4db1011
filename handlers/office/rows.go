package office

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/sessions"

	"roundrobin/handlers/session"
	"roundrobin/models/fault"
	"roundrobin/models/office"
)

// rows is gorilla's store over the identity store: the cookie holds a token and nothing else, and what one browser may do ends with its
// row. A token that opens nothing is never taken over: a new session gets a new one.
type rows struct {
	members *office.Office
	options sessions.Options
	name    string
}

var _ sessions.Store = (*rows)(nil)

// newRows: behind HTTPS the cookie's name begins with __Secure-, so that nobody can set it without (RFC 6265bis, 4.1.3.1).
func newRows(members *office.Office, secure bool) *rows {
	r := &rows{members: members, name: "rr_office", options: sessions.Options{
		Path: "/office", MaxAge: int(office.SessionLife.Seconds()), HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode,
	}}
	if secure {
		r.name = "__Secure-" + r.name
	}
	return r
}

// whose is the key of the office.Member among a session's values. It is not a string, so it is not written with them.
type whose struct{}

// Get is New, once for each request.
func (r *rows) Get(request *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(request).Get(r, name)
}

// New reads the session of the cookie, or makes an empty one. An error means that we broke.
func (r *rows) New(request *http.Request, name string) (*sessions.Session, error) {
	s, options := sessions.NewSession(r, name), r.options
	s.Options, s.IsNew = &options, true
	cookie, err := request.Cookie(name)
	if err != nil {
		return s, nil // there is none
	}
	found, err := r.members.Session(request.Context(), cookie.Value)
	if fault.Of(err) != nil {
		return s, nil
	}
	if err == nil {
		err = read(found.Data, s.Values)
	}
	if err != nil {
		return s, err
	}
	s.ID, s.IsNew, s.Values[whose{}] = cookie.Value, false, found.Member
	return s, nil
}

// Save writes the session's row and puts its token into the cookie; with MaxAge below 0 it takes both away.
func (r *rows) Save(request *http.Request, w http.ResponseWriter, s *sessions.Session) (err error) {
	switch member, ok := s.Values[whose{}].(office.Member); {
	case s.Options.MaxAge < 0:
		err = r.end(request.Context(), s)
	case !ok:
		err = errors.New("a session of the office is somebody's")
	default:
		err = r.write(request, s, member)
	}
	if err == nil {
		http.SetCookie(w, sessions.NewCookie(s.Name(), s.ID, s.Options))
	}
	return err
}

// end touches no row for a token that opens nothing: anybody can send one.
func (r *rows) end(ctx context.Context, s *sessions.Session) (err error) {
	if s.ID != "" {
		err = r.members.End(ctx, s.ID)
	}
	s.ID = ""
	return err
}

func (r *rows) write(request *http.Request, s *sessions.Session, m office.Member) error {
	data, err := written(s.Values)
	if err != nil {
		return err
	}
	if s.ID != "" {
		return r.members.Change(request.Context(), s.ID, data)
	}
	s.ID, err = r.members.Begin(request.Context(), m, data)
	return err
}

// begin gives the browser a session of its own. The one that it had, whosever that was, is over.
func (r *rows) begin(c *fiber.Ctx, m office.Member) error {
	s, err := session.Get(c, r, r.name)
	if err != nil {
		return err
	}
	if err := r.end(c.UserContext(), s); err != nil {
		return err
	}
	clear(s.Values)
	s.IsNew, s.Values[whose{}] = true, m
	return session.Save(c, s)
}

// Values travel as JSON; keys are strings.
func written(values map[any]any) (string, error) {
	data := map[string]any{}
	for key, value := range values {
		switch k := key.(type) {
		case whose:
		case string:
			data[k] = value
		default:
			return "", fmt.Errorf("a session's value is named by a %T", key)
		}
	}
	b, err := json.Marshal(data)
	return string(b), err
}

func read(data string, values map[any]any) error {
	var m map[string]any
	err := json.Unmarshal([]byte(data), &m)
	for key, value := range m {
		values[key] = value
	}
	return err
}
