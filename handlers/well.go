package handlers

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/db"
)

// healthz says whether this process and its stores are well: one that is not may be started again.
func healthz(well func(context.Context) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if err := well(c.UserContext()); err != nil {
			return err
		}
		return c.SendString("well\n")
	}
}

// readyz says whether requests should come here: not yet, or no more, is 503.
func readyz(ready func(context.Context) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if err := ready(c.UserContext()); err != nil {
			return err
		}
		return c.SendString("ready\n")
	}
}

// parting says with each answer that its connection ends here, once this process is about to end: a proxy that keeps connections then has none
// left on which it could send a request into nothing.
func parting(ending func() bool) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if ending != nil && ending() {
			c.Context().SetConnectionClose()
		}
		return c.Next()
	}
}

// counted tells of each answer its class and status, and no more. It stands outside of all that may refuse.
func counted(count func(class string, status int)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		err := c.Next()
		if class := classOf(c.Path()); class != "" && count != nil {
			status := c.Response().StatusCode()
			if err != nil {
				status, _ = statusOf(err)
			}
			count(class, status)
		}
		return err
	}
}

// suspected tells when a store gave back what was never written there.
func suspected(suspect func()) fiber.Handler {
	return func(c *fiber.Ctx) error {
		err := c.Next()
		if suspect != nil && db.TroubleOf(err) == db.Damaged {
			suspect()
		}
		return err
	}
}

// classOf puts the desk among the pages: how many come to check in is nobody's business. Machines' questions after our health are no class.
func classOf(path string) string {
	switch {
	case path == "/healthz" || path == "/readyz":
		return ""
	case path == "/booth/envelopes":
		return "envelope"
	case path == "/office" || strings.HasPrefix(path, "/office/"):
		return "office"
	case strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/log/"):
		return "file"
	}
	return "page"
}
