package booth

import "github.com/gofiber/fiber/v2"

// news is what every wallet's page asks for, the same for all: each finds out by itself what is new to it.
func (b *Booth) news(c *fiber.Ctx) error {
	news, err := b.Petitions.News(c.UserContext())
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, uncached)
	return c.JSON(fiber.Map{"day": b.today(), "news": news})
}
