package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/handlers/session"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

// show is the door, or the room for those who are in.
func (o *Office) show(c *fiber.Ctx, m office.Member) error {
	if m.Name != "" {
		return o.showRoom(c, m)
	}
	if c.Cookies(o.sessions.name) == "" {
		return page.Show(c, views.SignIn(views.SignInProps{}))
	}
	return o.door(c, "ended")
}

// door takes away the browser's session, if it still has one, and shows the form with a note why.
func (o *Office) door(c *fiber.Ctx, note string) error {
	s, err := session.Get(c, o.sessions, o.sessions.name)
	if err != nil {
		return err
	}
	if err := session.End(c, s); err != nil {
		return err
	}
	return page.Show(c, views.SignIn(views.SignInProps{Note: note}))
}

// signIn takes all three parts at once, and never says which of them was wrong.
func (o *Office) signIn(c *fiber.Ctx, _ office.Member) error {
	name := c.FormValue("name")
	if c.FormValue("security") != "" {
		return o.signInAsk(c, name)
	}
	m, err := o.Members.SignIn(c.UserContext(), name, c.FormValue("key"), c.FormValue("code"))
	if refusal := fault.Of(err); refusal != nil {
		return o.notIn(c, name, refusal)
	}
	if err != nil {
		return err
	}
	if err := o.sessions.begin(c, m); err != nil {
		return err
	}
	return c.Redirect("/office", fiber.StatusSeeOther)
}

// who is the member whose browser this is.
func (o *Office) who(c *fiber.Ctx) (m office.Member, in bool, err error) {
	s, err := session.Get(c, o.sessions, o.sessions.name)
	if err != nil {
		return m, false, err
	}
	m, in = s.Values[whose{}].(office.Member)
	return m, in, nil
}
