package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
	"roundrobin/views/words"
)

// errAdmin: whoever holds an admin's browser for a moment cannot stay by making another admin, nor lock the others out.
var errAdmin = fault.New(fault.Forbidden, "office_admin_stays")

// memberAdd lets a steward in. What they sign in with stands on the answer, once.
func (o *Office) memberAdd(c *fiber.Ctx, m office.Member) error {
	ctx, typed := c.UserContext(), c.FormValue("name")
	given, err := o.Members.Add(ctx, typed, office.Steward, words.T(ctx, "brand"))
	if f := fault.Of(err); f != nil {
		o.refuse(c, err)
		return o.showMembers(c, m, typed, f)
	}
	if err != nil {
		return err
	}
	x, err := o.Members.Find(ctx, typed)
	if err != nil {
		return err
	}
	if err := o.Record.Tell(ctx, audit.Entry{Who: whoOf(m), Act: audit.LetIn, Title: x.Name}); err != nil {
		return err
	}
	return page.Show(c, views.MemberAdded(views.MemberAddedProps{Viewer: o.viewer(m), Member: x.Name, Key: given.Key, Secret: given.Secret, URL: given.URL}))
}

// memberRemove takes a steward away, with all sign-ins. The record is told first, as in memberEnd.
func (o *Office) memberRemove(c *fiber.Ctx, m office.Member) error {
	x, err := o.memberOf(c)
	if err == nil && x.Role != office.Steward {
		err = errAdmin
	}
	if err == nil {
		err = o.Record.Tell(c.UserContext(), audit.Entry{Who: whoOf(m), Act: audit.TookAway, Title: x.Name})
	}
	if err == nil {
		err = o.Members.Remove(c.UserContext(), x.Name)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/office/members?done=removed", fiber.StatusSeeOther)
}
