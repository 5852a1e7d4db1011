package handlers

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/static"
)

// asset serves a file that has the hash of its content in its address, for ever.
func asset(c *fiber.Ctx) error {
	a, ok := static.Open(c.Params("*"))
	if !ok {
		return fiber.ErrNotFound
	}
	encoding, body := a.Encoded(c.Get(fiber.HeaderAcceptEncoding))
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	c.Vary(fiber.HeaderAcceptEncoding)
	c.Set(fiber.HeaderContentType, a.Type)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	return c.Send(body)
}
