package desk

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	views "roundrobin/views/desk"
)

// leave takes the cookie away, whether or not there is one.
func (d *Desk) leave(c *fiber.Ctx) error {
	if err := d.forget(c); err != nil {
		return err
	}
	return page.Show(c, views.Left())
}
