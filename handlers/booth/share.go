package booth

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/export"
	"roundrobin/models/petition"
	"roundrobin/views/layout"
	view "roundrobin/views/petition"
	"roundrobin/views/ui"
)

// A link to a petition shows a card in chat programs. It names nothing, unless the link itself asks for the title: who hands a link on
// chooses, and nobody has to be asked or remembered for it.
const (
	cardQuery = "card"
	cardTitle = "title"
)

// shareShow is what people need who hand a petition on, and what they may keep of it.
func (b *Booth) shareShow(c *fiber.Ctx) error {
	props, err := b.shareProps(c)
	if err != nil {
		return err
	}
	return page.Show(c, view.Share(props))
}

func (b *Booth) shareProps(c *fiber.Ctx) (view.ShareProps, error) {
	p, err := b.Petitions.Find(c.UserContext(), c.Params("id"))
	if err != nil {
		return view.ShareProps{}, err
	}
	return b.shared(c.UserContext(), p)
}

func (b *Booth) shared(ctx context.Context, p petition.Petition) (view.ShareProps, error) {
	short, err := b.Petitions.Short(ctx, p.ID)
	link := layout.SiteOf(ctx).Address() + "/s/" + short
	return view.ShareProps{
		ID: p.ID, Title: p.Text.Title, Ask: p.Text.Ask, Language: p.Text.Language, Hidden: p.Hidden != "", Standing: b.standing(p),
		Link: link, Titled: link + "/t", Count: p.Count, Goal: p.Goal, Opened: p.Opened != "", Signable: p.MaySign(b.today()) == nil,
		Closes: string(p.Closes), Today: string(b.today()), Unset: !export.Sets(p.Text.Title + p.Text.Ask),
	}, err
}

// short leads from a short link to the petition's page, on this site and nowhere else.
func (b *Booth) short(more string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id, err := b.Petitions.FindShort(c.UserContext(), c.Params("short"))
		if err != nil {
			return err
		}
		return c.Redirect("/petitions/"+id+more, fiber.StatusMovedPermanently)
	}
}

// shareQR is the code alone, for papers and screens of one's own.
func (b *Booth) shareQR(c *fiber.Ctx) error {
	props, err := b.shareProps(c)
	if err != nil {
		return err
	}
	svg, err := ui.QRFile(props.Link)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentDisposition, `inline; filename="qr-`+props.ID+`.svg"`)
	return file(c, "image/svg+xml", briefly, svg)
}
