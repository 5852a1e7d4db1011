package desk

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/pass/stamp"
	"roundrobin/models/printed"
	views "roundrobin/views/desk"
)

// Codes on paper. There is no cookie and no second step: the code comes once, with the requests that it is to stamp.
func (d *Desk) printedRoutes(router fiber.Router) {
	router.Get("/desk/printed", d.showPrinted)
	router.Post("/desk/printed", limit(formLimit), d.takePrinted)
	router.Post("/desk/printed/passes", d.inJSON(limit(bookLimit)), d.inJSON(d.collectPrinted))
}

func (d *Desk) showPrinted(c *fiber.Ctx) error {
	season, err := d.season(c)
	if err != nil {
		return err
	}
	return page.Show(c, views.Printed(views.PrintedProps{Season: season}))
}

// takePrinted is check-in without the wallet: it says what needs one, and whether the book of this code was collected.
func (d *Desk) takePrinted(c *fiber.Ctx) error {
	typed := c.FormValue("code")
	holder, err := d.checkInPrinted(c, typed)
	if err != nil {
		return d.againPrinted(c, typed, err)
	}
	season, err := d.season(c)
	if err != nil {
		return err
	}
	collected, err := d.Stamp.Collected(c.UserContext(), holder.Book, holder.Person)
	if err != nil {
		return err
	}
	return page.Show(c, views.CheckedIn(views.CheckedInProps{Season: season, Collected: collected, Printed: true}))
}

func (d *Desk) againPrinted(c *fiber.Ctx, typed string, err error) error {
	refusal := fault.Of(err)
	season, broken := d.season(c)
	if refusal == nil || broken != nil {
		return err
	}
	c.Status(d.Status(err))
	return page.Show(c, views.Printed(views.PrintedProps{Season: season, Code: typed, Refusal: refusal.Code, Args: refusal.Args}))
}

// collectPrinted checks in, stamps the one book that the code is for, and leaves. A wallet asks for every book that is in use.
func (d *Desk) collectPrinted(c *fiber.Ctx) error {
	typed, requests, err := parseWanted(c.BodyRaw())
	if err != nil {
		return err
	}
	holder, err := d.checkInPrinted(c, typed)
	if err != nil {
		return err
	}
	requests = slices.DeleteFunc(requests, func(r stamp.Request) bool { return r.Book != holder.Book })
	if len(requests) == 0 {
		return fault.New(fault.Conflict, "printed_season", "season", holder.Book).On("code")
	}
	answers, err := d.Stamp.CollectAll(c.UserContext(), stamp.Holder{Person: holder.Person}, requests)
	if fault.Of(err) != nil && fault.Of(err).Code == "book_collected" {
		err = fault.New(fault.Conflict, "printed_collected").On("code")
	}
	if err != nil {
		return err
	}
	return c.JSON(show(answers))
}

func (d *Desk) checkInPrinted(c *fiber.Ctx, typed string) (printed.Holder, error) {
	code, err := printed.Parse(typed)
	if err != nil {
		return printed.Holder{}, err
	}
	return d.Paper.CheckIn(c.UserContext(), code)
}
