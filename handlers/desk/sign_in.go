package desk

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/desk/provider"
	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/roster"
	views "roundrobin/views/desk"
	"roundrobin/views/words"
)

func (d *Desk) oidcRoutes(router fiber.Router) {
	router.Post("/desk/sign-in", limit(formLimit), d.beginSignIn)
	router.Get(BackPath, d.endSignIn)
	router.Get("/desk/arrived", d.showArrived)
	router.Post("/desk/arrived", limit(formLimit), d.takeArrived)
}

// BackPath is where the provider sends people back to.
const BackPath = "/desk/sign-in/back"

// beginSignIn answers with a page that goes on by itself: a redirect after a form would have to name the provider in the site's policy, and every
// other host to which the provider sends people on.
func (d *Desk) beginSignIn(c *fiber.Ctx) error {
	if err := d.frozen(); err != nil {
		return d.again(c, views.AddressProps{Way: views.WayOIDC}, err)
	}
	address, pending, err := d.Provider.Begin(c.UserContext(), d.Random)
	if err != nil {
		return d.notSignedIn(c, err)
	}
	pending.Language = words.Chosen(c.UserContext())
	if err := d.remember(c, awayValue, pending.Marshal()); err != nil {
		return err
	}
	c.Set("Refresh", "0; url="+address)
	return page.Show(c, views.Away(views.AwayProps{Host: d.Provider.Host(), Address: address}))
}

// endSignIn does the same for everybody for whom the provider vouches: whether they are on the roster is asked by whoever takes the arrival.
func (d *Desk) endSignIn(c *fiber.Ctx) error {
	kept, err := d.kept(c, awayValue)
	if err != nil {
		return err
	}
	pending, _ := provider.Parse(kept) // without one, nothing is waited for
	prefix := ""
	if pending.Language != "" && words.Chosen(c.UserContext()) == "" {
		c.SetUserContext(words.Choose(c.UserContext(), pending.Language))
		prefix = words.Prefix(c.UserContext())
	}
	account, err := d.Provider.End(c.UserContext(), pending, answerOf(c))
	if err != nil {
		return d.notSignedIn(c, err)
	}
	arrival, err := d.arrivalOf(account)
	if err != nil {
		return d.notSignedIn(c, err)
	}
	if err := d.remember(c, arrivedValue, arrival.Marshal()); err != nil {
		return err
	}
	return c.Redirect(prefix+"/desk/arrived", fiber.StatusSeeOther)
}

func answerOf(c *fiber.Ctx) provider.Answer {
	return provider.Answer{State: c.Query("state"), Code: c.Query("code"), Error: c.Query("error"), Issuer: c.Query("iss")}
}

func (d *Desk) arrivalOf(a provider.Account) (roster.Arrival, error) {
	if d.Provider.BySubject {
		return d.Roster.NewArrival(d.Roster.AccountNamed(a.Subject))
	}
	address, err := roster.ParseAddress(a.Mail)
	if err != nil {
		return roster.Arrival{}, fault.New(fault.Invalid, "sign_in_unverified")
	}
	return d.Roster.NewArrival(d.Roster.AccountOf(address))
}

// notSignedIn tells the person on the first page, and the operator what went wrong; of no sign-in is anything left.
func (d *Desk) notSignedIn(c *fiber.Ctx, err error) error {
	if trouble := new(provider.Trouble); errors.As(err, &trouble) {
		d.Failed(trouble)
	}
	if err := d.forget(c); err != nil {
		return err
	}
	return d.again(c, views.AddressProps{Way: views.WayOIDC}, err)
}
