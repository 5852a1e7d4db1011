package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/models/incident"
)

func (b *Booth) frozen() bool { return b.Incidents != nil && b.Incidents.Frozen() }

// thawed lets nothing be handed in while writing is frozen. A wallet keeps what was typed and hands it in again by itself.
func (b *Booth) thawed(c *fiber.Ctx) error {
	if c.Method() != fiber.MethodGet && b.frozen() {
		return incident.ErrFrozen
	}
	return c.Next()
}
