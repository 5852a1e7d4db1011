package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

const recorded = 50 // lines on a page

// recordShow is what stewards and admins did, by name, the newest first.
func (o *Office) recordShow(c *fiber.Ctx, m office.Member) error {
	from := max(0, c.QueryInt("from"))
	entries, total, err := o.Record.Latest(c.UserContext(), recorded, from)
	if err != nil {
		return err
	}
	published, err := o.Cases.Standards.Published(c.UserContext())
	if err != nil {
		return err
	}
	p := views.RecordProps{Viewer: o.viewer(m), Today: string(o.today()), Done: deeds(published, entries), Total: total, Newer: -1, Older: -1}
	if from > 0 {
		p.Newer = max(0, from-recorded)
	}
	if from+len(entries) < total {
		p.Older = from + recorded
	}
	return page.Show(c, views.Record(p))
}
