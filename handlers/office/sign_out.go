package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/models/office"
)

func (o *Office) signOut(c *fiber.Ctx, _ office.Member) error { return o.door(c, "out") }

func (o *Office) signOutEverywhere(c *fiber.Ctx, m office.Member) error {
	if m.Name == "" {
		return o.door(c, "ended")
	}
	if _, err := o.Members.EndAll(c.UserContext(), m.Hash); err != nil {
		return err
	}
	return o.door(c, "out_everywhere")
}
