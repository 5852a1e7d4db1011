package booth

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/petition"
	view "roundrobin/views/petition"
)

const (
	namesShown  = 8   // on the petition's page
	namesOnPage = 100 // of the list
)

// named tells the petition's page who signed by name.
func (b *Booth) named(ctx context.Context, p petition.Petition, to *view.Props) error {
	names, total, err := b.Petitions.Names(ctx, p, "", 0, namesShown)
	to.Named, to.Names = total, nameProps(names)
	return err
}

// petitionNames is the list, with its search: a link that everybody can follow.
func (b *Booth) petitionNames(c *fiber.Ctx) error {
	p, err := b.Petitions.Find(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	typed, at := c.Query("q"), min(max(c.QueryInt("page", 1), 1), 10_000)
	_, all, err := b.Petitions.Names(c.UserContext(), p, "", 0, 0)
	if err != nil {
		return err
	}
	names, found, err := b.Petitions.Names(c.UserContext(), p, typed, (at-1)*namesOnPage, namesOnPage)
	if err != nil {
		return err
	}
	return page.Show(c, view.Names(view.NamesProps{
		ID: p.ID, Title: p.Text.Title, Language: p.Text.Language, Typed: typed, Count: p.Count, Named: all, Found: found,
		Names: nameProps(names), Page: at, More: at*namesOnPage < found,
	}))
}

// petitionNamesJSON is what proves the names: of each its certificate, and what ties it to a leaf.
func (b *Booth) petitionNamesJSON(c *fiber.Ctx) error {
	p, err := b.Petitions.Find(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	proven, err := b.Petitions.ProvenNames(c.UserContext(), p)
	if err != nil {
		return err
	}
	return c.JSON(proven)
}

func nameProps(names []petition.Name) []view.Name {
	props := make([]view.Name, len(names))
	for i, n := range names {
		props[i] = view.Name(n)
	}
	return props
}
