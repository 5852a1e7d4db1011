package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/models/pass"
)

// organize takes an organizer's act of a kind, and answers with the promise; where it completed a version, with that too.
func (b *Booth) organize(kind pass.Kind) fiber.Handler {
	return func(c *fiber.Ctx) error {
		h, promise, err := b.take(c, kind)
		if err != nil {
			return err
		}
		answer := fiber.Map{"promise": string(promise)}
		if kind == pass.Drafting {
			saved, err := b.saved(c, h)
			if err != nil {
				return err
			}
			if saved != nil {
				answer["version"] = saved
			}
		}
		return c.JSON(answer)
	}
}

// saved is the version that the act completed, or nil.
func (b *Booth) saved(c *fiber.Ctx, h pass.HandedIn) (fiber.Map, error) {
	body, err := pass.ParseDraft(h.Body)
	if err != nil || body.Part < body.Parts {
		return nil, err
	}
	d, err := b.Petitions.Organizing(c.UserContext(), h.Petition, nil)
	if err != nil {
		return nil, err
	}
	v := d.Saved(h.BoothKey(), body.Version)
	if v == nil {
		return nil, nil
	}
	return fiber.Map{"number": v.Number, "id": v.ID, "beside": v.Beside}, nil
}
