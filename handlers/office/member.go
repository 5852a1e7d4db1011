package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

var errRole = fault.New(fault.Forbidden, "office_admins")

// as lets members through who may do what a role may; an admin may do all that a steward may. Everybody else stands at the door, with
// what they had typed.
func (o *Office) as(role office.Role, f func(*fiber.Ctx, office.Member) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		m, in, err := o.who(c)
		switch {
		case err != nil:
			return err
		case in && (m.Role == role || m.Role == office.Admin):
			return f(c, m)
		case in:
			return errRole
		case c.Method() == fiber.MethodGet:
			return c.Redirect("/office", fiber.StatusSeeOther)
		}
		c.Status(fiber.StatusForbidden)
		return page.Show(c, views.SignIn(views.SignInProps{Note: "ended_typed", Kept: typed(c)}))
	}
}

// typed is the longest thing that a form brought: what would be a pity to lose.
func typed(c *fiber.Ctx) (longest string) {
	c.Request().PostArgs().VisitAll(func(_, value []byte) {
		if len(value) > len(longest) {
			longest = string(value)
		}
	})
	return longest
}

func whoOf(m office.Member) audit.Who { return audit.Who{Name: m.Name, Role: string(m.Role)} }

func (o *Office) viewer(m office.Member) views.Viewer {
	return views.Viewer{Name: m.Name, Role: string(m.Role), Proposals: o.Proposals != nil}
}
