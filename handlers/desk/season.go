package desk

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/models/pass"
	"roundrobin/models/roster"
	views "roundrobin/views/desk"
)

const minutes = int(roster.CodeLife / 60e9)

// season is what the desk's pages say of the book: how many have it is told in tens, and exactly below twenty.
func (d *Desk) season(c *fiber.Ctx) (views.Season, error) {
	ctx := c.UserContext()
	s, err := d.Season(ctx)
	if err != nil {
		disputed, err := d.Disputes.Count(ctx, s.Book)
		if err != nil {
			return views.Season{}, err
		}
		return views.Season{Disputed: disputed}, err
	}
	issued, err := d.Stamp.Issued(ctx, s.Book)
	if err != nil {
		disputed, err := d.Disputes.Count(ctx, s.Book)
		if err != nil {
			return views.Season{}, err
		}
		return views.Season{Disputed: disputed}, err
	}
	eligible, err := d.Eligible(ctx, s.Book)
	if err != nil {
		disputed, err := d.Disputes.Count(ctx, s.Book)
		if err != nil {
			return views.Season{}, err
		}
		return views.Season{Disputed: disputed}, err
	}
	disputed, err := d.Disputes.Count(ctx, s.Book)
	if err != nil {
		return views.Season{}, err
	}
	return views.Season{Disputed: disputed, Book: s.Book, From: string(s.From), To: string(s.To), Slots: s.Slots, Collected: pass.Holders(issued), Eligible: eligible}, nil
}
