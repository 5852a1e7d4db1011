package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/day"
	"roundrobin/models/office"
	"roundrobin/models/response"
	views "roundrobin/views/office"
)

// A Delivered petition with the links that let leadership answer it.
type Delivered struct {
	ID, Title, Language string
	Links               []response.Link
}

// leadership shows who can answer what, and what they have done.
func (o *Office) leadership(c *fiber.Ctx, m office.Member) error {
	delivered, err := o.Delivered(c.UserContext())
	if err != nil {
		return err
	}
	p := views.LeadershipProps{Viewer: o.viewer(m), Today: string(day.Of(o.Now(), o.Zone))}
	for _, x := range delivered {
		d := views.Delivered{ID: x.ID, Title: x.Title, Language: x.Language}
		for _, l := range x.Links {
			d.Links = append(d.Links, views.Link{ID: l.ID, Name: l.Name, Received: string(l.Received), Met: string(l.Met), Expires: string(l.Expires), Revoked: string(l.Revoked)})
		}
		p.Delivered = append(p.Delivered, d)
	}
	return page.Show(c, views.Leadership(p))
}

func (o *Office) revoke(c *fiber.Ctx, m office.Member) error {
	if err := o.Revoke(c.UserContext(), c.FormValue("link"), whoOf(m)); err != nil {
		return err
	}
	return c.Redirect("/office/leadership", fiber.StatusSeeOther)
}

func (o *Office) renew(c *fiber.Ctx, m office.Member) error {
	if err := o.Renew(c.UserContext(), c.FormValue("link"), whoOf(m)); err != nil {
		return err
	}
	return c.Redirect("/office/leadership", fiber.StatusSeeOther)
}
