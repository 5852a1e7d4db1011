package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

// Forgotten is what was found of somebody and thrown away. Was is what the roster knew: here, gone, already, unknown.
type Forgotten struct {
	Was            string
	Books, Readers int
}

var errUnsure = fault.New(fault.Invalid, "forget_unsure").On("sure")

func (o *Office) forgetShow(c *fiber.Ctx, m office.Member) error {
	return page.Show(c, views.Forget(views.ForgetProps{Viewer: o.viewer(m)}))
}

// forgetDo forgets whoever asked for it. The address is in the answer to nobody but this admin, once, and in no record.
func (o *Office) forgetDo(c *fiber.Ctx, m office.Member) error {
	p := views.ForgetProps{Viewer: o.viewer(m), Address: c.FormValue("address"), Sure: c.FormValue("sure") != ""}
	err := error(errUnsure)
	var done Forgotten
	if p.Sure {
		done, err = o.Forget(c.UserContext(), p.Address, whoOf(m))
	}
	switch f := fault.Of(err); {
	case err == nil:
		p.Was, p.Books, p.Readers, p.Address, p.Sure = done.Was, done.Books, done.Readers > 0, "", false
	case f == nil:
		return err
	default:
		if f.Field == "" {
			f = f.On("address")
		}
		o.refuse(c, err)
		p.Problems = problems([]*fault.Fault{f})
	}
	return page.Show(c, views.Forget(p))
}
