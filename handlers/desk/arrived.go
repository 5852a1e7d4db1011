package desk

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/roster"
	views "roundrobin/views/desk"
)

// arrival is the one that this browser brings; without one it has expired.
func (d *Desk) arrival(c *fiber.Ctx) (roster.Arrival, error) {
	b, err := d.kept(c, arrivedValue)
	if err != nil {
		return roster.Arrival{}, err
	}
	a, err := roster.ParseArrival(b)
	if err != nil {
		return roster.Arrival{}, roster.ErrArrivalExpired
	}
	return a, nil
}

// arrive spends a use of it; of a stranger nothing is left.
func (d *Desk) arrive(c *fiber.Ctx, a roster.Arrival) (roster.Person, error) {
	if err := d.frozen(); err != nil {
		return roster.Person{}, err
	}
	person, err := d.Roster.Arrive(c.UserContext(), a)
	if errors.Is(err, roster.ErrStranger) {
		return person, errors.Join(err, d.forget(c))
	}
	return person, err
}

func (d *Desk) showArrived(c *fiber.Ctx) error {
	if _, err := d.arrival(c); err != nil {
		return c.Redirect("/desk", fiber.StatusSeeOther)
	}
	season, err := d.season(c)
	if err != nil {
		return err
	}
	return page.Show(c, views.Arrived(views.ArrivedProps{Season: season}))
}

// takeArrived is takeCode for whoever comes from the provider, without the wallet.
func (d *Desk) takeArrived(c *fiber.Ctx) error {
	a, err := d.arrival(c)
	if err != nil {
		return d.again(c, views.AddressProps{Way: views.WayOIDC}, err)
	}
	person, err := d.arrive(c, a)
	if err != nil {
		return d.again(c, views.AddressProps{Way: views.WayOIDC}, err)
	}
	return d.checkedIn(c, person)
}
