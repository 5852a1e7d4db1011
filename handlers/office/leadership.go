package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/response"
	views "roundrobin/views/office"
)

// A Delivered petition with the links that let leadership answer it.
type Delivered struct {
	ID, Title, Language string
	Links               []response.Link
}

var errAdminsOnly = fault.New(fault.Forbidden, "office_admins_only")

// admin lets only admins in; everybody else gets the door, or a sentence.
func (o *Office) admin(do func(*fiber.Ctx) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		m, in, err := o.who(c)
		switch {
		case err != nil:
			return err
		case !in:
			return o.door(c, "ended")
		case m.Role != office.Admin:
			return errAdminsOnly
		}
		return do(c)
	}
}

// leadership shows who can answer what, and what they have done.
func (o *Office) leadership(c *fiber.Ctx) error {
	delivered, err := o.Delivered(c.UserContext())
	if err != nil {
		return err
	}
	p := views.LeadershipProps{Today: string(day.Of(o.Now(), o.Zone))}
	for _, x := range delivered {
		d := views.Delivered{ID: x.ID, Title: x.Title, Language: x.Language}
		for _, l := range x.Links {
			d.Links = append(d.Links, views.Link{ID: l.ID, Name: l.Name, Received: string(l.Received), Met: string(l.Met), Expires: string(l.Expires), Revoked: string(l.Revoked)})
		}
		p.Delivered = append(p.Delivered, d)
	}
	return page.Show(c, views.Leadership(p))
}

func (o *Office) revoke(c *fiber.Ctx) error {
	if err := o.Revoke(c.UserContext(), c.FormValue("link")); err != nil {
		return err
	}
	return c.Redirect("/office/leadership", fiber.StatusSeeOther)
}

func (o *Office) renew(c *fiber.Ctx) error {
	if err := o.Renew(c.UserContext(), c.FormValue("link")); err != nil {
		return err
	}
	return c.Redirect("/office/leadership", fiber.StatusSeeOther)
}
