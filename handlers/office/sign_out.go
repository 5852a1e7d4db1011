package office

import (
	"github.com/gofiber/fiber/v2"
)

func (o *Office) signOut(c *fiber.Ctx) error { return o.door(c, "out") }

func (o *Office) signOutEverywhere(c *fiber.Ctx) error {
	m, in, err := o.who(c)
	if err != nil {
		return err
	}
	if !in {
		return o.door(c, "ended")
	}
	if _, err := o.Members.EndAll(c.UserContext(), m.Hash); err != nil {
		return err
	}
	return o.door(c, "out_everywhere")
}
