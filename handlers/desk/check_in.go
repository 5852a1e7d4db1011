package desk

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/roster"
	views "roundrobin/views/desk"
)

// takeAddress does the same for everybody: whether the address is on the roster is asked by the courier, after the answer.
func (d *Desk) takeAddress(c *fiber.Ctx) error { return d.takeFor(c, "/desk/code") }

func (d *Desk) selfTake(c *fiber.Ctx) error { return d.takeFor(c, toSelf) }

const toSelf = "/desk/self/code"

func (d *Desk) takeFor(c *fiber.Ctx, next string) error {
	typed := c.FormValue("address")
	if err := d.frozen(); err != nil {
		return d.again(c, views.AddressProps{Way: views.WayEmail, Address: typed, Self: next == toSelf}, err)
	}
	address, err := roster.ParseAddress(typed)
	if err != nil {
		return d.again(c, views.AddressProps{Way: views.WayEmail, Address: typed, Self: next == toSelf}, err)
	}
	code, err := d.Roster.NewCode(address)
	if err != nil {
		return err
	}
	if err := d.courier.take(c.UserContext(), address, code); err != nil {
		return d.again(c, views.AddressProps{Way: views.WayEmail, Address: typed, Self: next == toSelf}, err)
	}
	if err := d.remember(c, codeValue, code.Marshal()); err != nil {
		return err
	}
	return c.Redirect(next, fiber.StatusSeeOther)
}

func (d *Desk) showCode(c *fiber.Ctx) error {
	if _, err := d.code(c); err != nil {
		return c.Redirect("/desk", fiber.StatusSeeOther)
	}
	season, err := d.season(c)
	if err != nil {
		return err
	}
	return page.Show(c, views.Code(views.CodeProps{Season: season, Minutes: minutes}))
}

// takeCode is check-in without the wallet: it shows what needs one, and whether a book was collected in this name; then it leaves.
func (d *Desk) takeCode(c *fiber.Ctx) error {
	typed := c.FormValue("code")
	person, err := d.checkIn(c, typed)
	if err != nil {
		return d.againCode(c, typed, err)
	}
	return d.checkedIn(c, person)
}

// checkedIn tells who it is, and leaves.
func (d *Desk) checkedIn(c *fiber.Ctx, person roster.Person) error {
	season, err := d.season(c)
	if err != nil {
		return err
	}
	collected, err := d.Stamp.Collected(c.UserContext(), season.Book, person.Hash)
	if err != nil {
		return err
	}
	if err := d.forget(c); err != nil {
		return err
	}
	return page.Show(c, views.CheckedIn(views.CheckedInProps{Season: season, Name: person.Name, Collected: collected}))
}

func (d *Desk) againCode(c *fiber.Ctx, typed string, err error) error {
	refusal := fault.Of(err)
	season, broken := d.season(c)
	if refusal == nil || broken != nil {
		return err
	}
	c.Status(d.Status(err))
	return page.Show(c, views.Code(views.CodeProps{Season: season, Code: typed, Refusal: refusal.Code, Args: refusal.Args, Minutes: minutes}))
}

// checkIn spends a try of what this browser was given: an arrival, or a code with what was typed.
func (d *Desk) checkIn(c *fiber.Ctx, typed string) (roster.Person, error) {
	if err := d.frozen(); err != nil {
		return roster.Person{}, err
	}
	if arrival, err := d.arrival(c); err == nil {
		return d.arrive(c, arrival)
	}
	code, err := d.code(c)
	if err != nil {
		return roster.Person{}, err
	}
	digits, err := roster.ParseTyped(typed)
	if err != nil {
		return roster.Person{}, err
	}
	return d.Roster.CheckIn(c.UserContext(), code, digits)
}
