package desk

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	views "roundrobin/views/desk"
)

// routes are the addresses that are there only if their way is switched on, by its name in views.Ways.
var routes = map[string]func(d *Desk, router fiber.Router){
	views.WayEmail: (*Desk).emailRoutes,
	views.WayOIDC:  (*Desk).oidcRoutes,
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
	return page.Show(c, views.Address(views.AddressProps{Season: season, Ways: d.on(), Provider: d.providerName()}))
}

// again shows the first page with what was typed, and the refusal beside its way.
func (d *Desk) again(c *fiber.Ctx, p views.AddressProps, err error) error {
	refusal := fault.Of(err)
	season, broken := d.season(c)
	if refusal == nil || broken != nil {
		return err
	}
	p.Season, p.Ways, p.Provider, p.Refusal, p.Args = season, d.on(), d.providerName(), refusal.Code, refusal.Args
	c.Status(d.Status(err))
	return page.Show(c, views.Address(p))
}

func (d *Desk) providerName() string {
	if d.Provider == nil {
		return ""
	}
	return d.Provider.Label()
}
