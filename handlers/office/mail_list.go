package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

// mailList is every letter to leadership and what became of it, those that trouble somebody first. Names are for admins; addresses for nobody.
func (o *Office) mailList(c *fiber.Ctx, m office.Member) error {
	letters, err := o.Letters(c.UserContext())
	if err != nil {
		return err
	}
	p := views.MailProps{Viewer: o.viewer(m)}
	for _, l := range letters {
		if m.Role != office.Admin {
			l.Recipient = ""
		}
		p.Add(views.Letter(l))
	}
	return page.Show(c, views.MailQueue(p))
}
