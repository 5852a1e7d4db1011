package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	view "roundrobin/views/petition"
)

// progressShow are a petition's figures, the same for everybody who asks.
func (b *Booth) progressShow(c *fiber.Ctx) error {
	props, _, err := b.progress(c)
	if err != nil {
		return err
	}
	return page.Show(c, view.Progress(props))
}

// progressJSON is the same for programs.
func (b *Booth) progressJSON(c *fiber.Ctx) error {
	props, told, err := b.progress(c)
	if err != nil {
		return err
	}
	return c.JSON(progressFactsOf(c, props, told))
}
