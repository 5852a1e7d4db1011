package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

// signInAsk asks for the security key of whoever has the right sign-in key.
func (o *Office) signInAsk(c *fiber.Ctx, name string) error {
	asked, err := o.Members.BeginSignIn(c.UserContext(), name, c.FormValue("key"))
	if f := fault.Of(err); f != nil {
		return o.notIn(c, name, f)
	}
	if err != nil {
		return err
	}
	return page.Show(c, views.SignInKey(views.KeyAskProps{Name: name, Token: asked.Token, Options: asked.Options}))
}

// signInKey lets in whose key answered.
func (o *Office) signInKey(c *fiber.Ctx, _ office.Member) error {
	m, err := o.Members.SignInByKey(c.UserContext(), c.FormValue("token"), c.FormValue("response"))
	if f := fault.Of(err); f != nil {
		return o.notIn(c, c.FormValue("name"), f)
	}
	if err != nil {
		return err
	}
	if err := o.sessions.begin(c, m); err != nil {
		return err
	}
	return c.Redirect("/office", fiber.StatusSeeOther)
}

// notIn shows the door again, with the name that was typed.
func (o *Office) notIn(c *fiber.Ctx, name string, f *fault.Fault) error {
	o.refuse(c, f)
	return page.Show(c, views.SignIn(views.SignInProps{Name: name, Refusal: f.Code, Args: f.Args}))
}
