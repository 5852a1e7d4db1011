package booth

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/export"
	"roundrobin/models/petition"
	"roundrobin/views/layout"
	view "roundrobin/views/petition"
	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// poster calls to a petition that can be signed: on a wall, or on a table.
func (b *Booth) poster(draw func(export.Poster) ([]byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		ctx := c.UserContext()
		size, ok := export.ParsePaper(c.Params("paper"))
		if !ok {
			return errFile
		}
		h, err := b.Petitions.Handover(ctx, c.Params("id"))
		if err != nil {
			return err
		}
		if h.Hidden != "" {
			return petition.ErrHidden
		}
		if err := h.MaySign(b.today()); err != nil {
			return err
		}
		props, err := b.shared(ctx, h.Petition)
		if err != nil {
			return err
		}
		poster, err := posterOf(ctx, h, props, size, b.today().Begins(time.UTC))
		if err != nil {
			return err
		}
		pdf, err := draw(poster)
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentDisposition, `inline; filename="petition-`+h.ID+`.pdf"`)
		return file(c, "application/pdf", briefly, pdf)
	}
}

func posterOf(ctx context.Context, h petition.Handover, p view.ShareProps, size export.Paper, day time.Time) (export.Poster, error) {
	side, dark, err := ui.QRCode(p.Link)
	w := p.PosterWords(ctx)
	return export.Poster{
		Paper: size, Language: p.Language, Head: w.Head, Title: p.Title, Ask: p.Ask, Ring: ringOf(h), Count: words.Number(ctx, p.Count), Says: w.Says,
		Code: export.Code{Side: side, Dark: dark}, Call: w.Call, Link: w.Link, Foot: w.Foot, Unset: w.Unset, Day: day,
	}, err
}

// previewTitled is the picture beside a link that shows the title.
func (b *Booth) previewTitled(c *fiber.Ctx) error {
	ctx := c.UserContext()
	h, err := b.Petitions.Handover(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	props, err := b.shared(ctx, h.Petition)
	if err != nil {
		return err
	}
	picture, err := export.Preview{Head: props.PosterWords(ctx).Head, Title: props.Title, Foot: words.N(ctx, "share.card_count", props.Count, "goal", props.Goal), Ring: ringOf(h)}.PNG()
	if err != nil {
		return err
	}
	return file(c, "image/png", briefly, picture)
}

// previewNeutral is the picture beside every other link: the ring of the sign over the door, and the site's short name.
func (b *Booth) previewNeutral(c *fiber.Ctx) error {
	ctx := c.UserContext()
	sign := petition.Handover{Petition: petition.Petition{ID: "preview", Goal: neutralSpokes}}
	for i := range neutralSpokes {
		sign.Angles = append(sign.Angles, uint32(i)*(1<<32/neutralSpokes)) //nolint:gosec // below 2^32
	}
	picture, err := export.Preview{Title: layout.SiteOf(ctx).Short, Ring: ringOf(sign)}.PNG()
	if err != nil {
		return err
	}
	return file(c, "image/png", briefly, picture)
}

const neutralSpokes = 90
