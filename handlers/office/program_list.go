package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/office"
	views "roundrobin/views/office"
	"roundrobin/views/ui"
)

func (o *Office) programList(c *fiber.Ctx, m office.Member) error {
	all, err := o.Keeper.List(c.UserContext())
	if err != nil {
		return err
	}
	p := views.ProgramsProps{Viewer: o.viewer(m)}
	for _, x := range all {
		p.Programs = append(p.Programs, views.ProgramLine{
			ID: x.ID, Name: x.Name, Owner: x.Owner, State: ui.ProgramState{Status: string(x.Status), Since: string(x.Since), Today: string(o.today())},
		})
	}
	return page.Show(c, views.Programs(p))
}
