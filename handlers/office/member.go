package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

var (
	errRole      = fault.New(fault.Forbidden, "office_admins")
	errSignedOut = fault.New(fault.Forbidden, "office_signed_out")
)

// with lets members through who have the right. Everybody else stands at the door, with what they had typed.
func (o *Office) with(right office.Right, f func(*fiber.Ctx, office.Member) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		m, in, err := o.who(c)
		switch {
		case err != nil:
			return err
		case in && m.May(right) || office.RuleOf(right).Anyone:
			return f(c, m)
		case in:
			return errRole
		case c.Method() == fiber.MethodGet:
			return c.Redirect("/office", fiber.StatusSeeOther)
		}
		o.refuse(c, errSignedOut)
		return page.Show(c, views.SignIn(views.SignInProps{Note: "ended_typed", Kept: typed(c)}))
	}
}

// typed is the longest thing that somebody wrote into a form: what would be a pity to lose. What the form itself knew is not theirs.
func typed(c *fiber.Ctx) (longest string) {
	for name, value := range c.Request().PostArgs().All() {
		if hidden := string(name) == "text" || string(name) == "read" || string(name) == "code" || string(name) == "round"; !hidden && len(value) > len(longest) {
			longest = string(value)
		}
	}
	return longest
}

// refuse sets the status of a refusal that is shown on a page.
func (o *Office) refuse(c *fiber.Ctx, err error) { c.Status(o.Status(err)) }

func whoOf(m office.Member) audit.Who { return audit.Who{Name: m.Name, Role: string(m.Role)} }

func (o *Office) viewer(m office.Member) views.Viewer {
	return views.Viewer{Name: m.Name, Role: string(m.Role), Proposals: o.Proposals != nil}
}
