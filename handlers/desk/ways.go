package desk

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	views "roundrobin/views/desk"
	"roundrobin/views/layout"
)

// routes are the addresses that are there only if their way is switched on, by its name in views.Ways.
var routes = map[string]func(d *Desk, router fiber.Router){
	views.WayEmail: (*Desk).emailRoutes,
	views.WayOIDC:  (*Desk).oidcRoutes,
	views.WayCodes: (*Desk).printedRoutes,
}

// on are the names of those that are switched on.
func (d *Desk) on() []string {
	return slices.DeleteFunc(slices.Clone(views.Ways), func(name string) bool { return !slices.Contains(d.Ways, name) })
}

func (d *Desk) waysRoutes(router fiber.Router) {
	for _, name := range d.on() {
		routes[name](d, router)
	}
}

// showWays is the first page: it offers the ways in.
func (d *Desk) showWays(c *fiber.Ctx) error {
	season, err := d.season(c)
	if err != nil {
		return err
	}
	return page.Show(c, views.Address(d.offer(c, views.AddressProps{Season: season})))
}

// again shows the first page with what was typed, and the refusal beside its way.
func (d *Desk) again(c *fiber.Ctx, p views.AddressProps, err error) error {
	refusal := fault.Of(err)
	season, broken := d.season(c)
	if refusal == nil || broken != nil {
		return err
	}
	p.Season, p.Refusal, p.Args = season, refusal.Code, refusal.Args
	c.Status(d.Status(err))
	return page.Show(c, views.Address(d.offer(c, p)))
}

// offer adds what is the same for everybody: the ways in, and what they show to others.
func (d *Desk) offer(c *fiber.Ctx, p views.AddressProps) views.AddressProps {
	p.Ways, p.Personal = d.on(), d.Personal
	if p.Self {
		p.Ways = []string{views.WayEmail}
	}
	p.Subject = d.letter(layout.SiteOf(c.UserContext()), "123456").InboxLine(c.UserContext())
	if d.Provider != nil {
		p.Provider = d.Provider.Label()
	}
	return p
}
