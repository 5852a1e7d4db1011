package desk

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/roster"
	views "roundrobin/views/desk"
)

// The desk tells people who have checked in what it knows of them, with scripts and without. The code is asked for as for passes; it stays
// good for what they do next, so it goes with them in the page's forms.

func (d *Desk) selfAddress(c *fiber.Ctx) error {
	season, err := d.season(c)
	if err != nil {
		return err
	}
	return page.Show(c, views.Address(d.offer(c, views.AddressProps{Season: season, Self: true})))
}

func (d *Desk) selfCode(c *fiber.Ctx) error {
	if _, err := d.code(c); err != nil {
		return c.Redirect("/desk/self", fiber.StatusSeeOther)
	}
	return page.Show(c, views.SelfCode(views.CodeProps{Minutes: minutes}))
}

// selfShow is what the roster says of somebody, and whether a book was collected in their name.
func (d *Desk) selfShow(c *fiber.Ctx) error {
	person, err := d.checkIn(c, c.FormValue("code"))
	if err != nil {
		return d.selfAgain(c, err)
	}
	return d.showSelf(c, person, false)
}

var errNoBook = fault.New(fault.Conflict, "dispute_no_book")

// selfDispute takes somebody's word that they did not collect the book in their name.
func (d *Desk) selfDispute(c *fiber.Ctx) error {
	ctx := c.UserContext()
	person, err := d.checkIn(c, c.FormValue("code"))
	if err != nil {
		return d.selfAgain(c, err)
	}
	season, err := d.Season(ctx)
	if err != nil {
		return err
	}
	collected, err := d.Stamp.Collected(ctx, season.Book, person.Hash)
	if err != nil {
		return err
	}
	if !collected {
		return errNoBook
	}
	name := ""
	if c.FormValue("named") != "" {
		name = person.Name
	}
	if err := d.Disputes.Say(ctx, person.Hash, season.Book, name); err != nil {
		return err
	}
	return d.showSelf(c, person, true)
}

func (d *Desk) selfAgain(c *fiber.Ctx, err error) error {
	refusal := fault.Of(err)
	if refusal == nil {
		return err
	}
	c.Status(d.Status(err))
	return page.Show(c, views.SelfCode(views.CodeProps{Code: c.FormValue("code"), Refusal: refusal.Code, Args: refusal.Args, Minutes: minutes}))
}

func (d *Desk) showSelf(c *fiber.Ctx, person roster.Person, just bool) error {
	ctx := c.UserContext()
	season, err := d.Season(ctx)
	if err != nil {
		return err
	}
	p := views.SelfProps{Name: person.Name, Title: person.Title, Site: person.Site, Kind: person.Kind, Book: season.Book, Code: c.FormValue("code"), Just: just}
	if p.Collected, err = d.Stamp.Collected(ctx, season.Book, person.Hash); err != nil {
		return err
	}
	said, err := d.Disputes.Of(ctx, person.Hash, season.Book)
	if err != nil {
		return err
	}
	p.Said, p.Answer, p.Answered, p.Who = string(said.Day), said.Answer, string(said.Answered), said.Who
	if err := d.opens(c, person, &p); err != nil {
		return err
	}
	return page.Show(c, views.Self(p))
}

// opens adds the opening of the roster's commitment; there is none while the ledger does not speak of this roster yet.
func (d *Desk) opens(c *fiber.Ctx, person roster.Person, p *views.SelfProps) error {
	opening, err := d.Roster.Open(c.UserContext(), person.Hash)
	if fault.Of(err) != nil {
		return nil
	}
	if err != nil {
		return err
	}
	text, err := ledger.Marshal(d.Origin, opening)
	p.Opening, p.Commitment, p.CommittedOn = string(text), opening.Commitment.String(), string(opening.Day)
	return err
}
