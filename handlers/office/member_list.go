package office

import (
	"encoding/hex"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

var errNobody = fault.New(fault.NotFound, "office_unknown")

// memberList is who works here, with what lets them in, and how often they are signed in.
func (o *Office) memberList(c *fiber.Ctx, m office.Member) error {
	ctx := c.UserContext()
	all, err := o.Members.All(ctx)
	if err != nil {
		return err
	}
	p := views.MembersProps{Viewer: o.viewer(m), Today: string(o.today()), Just: c.Query("done")}
	for _, x := range all {
		f, err := o.Members.Factors(ctx, x)
		if err != nil {
			return err
		}
		sessions, err := o.Members.Sessions(ctx, x, "")
		if err != nil {
			return err
		}
		p.Members = append(p.Members, views.MemberLine{ID: hex.EncodeToString(x.Hash[:]), Name: x.Name, Role: string(x.Role), Codes: f.Codes, Keys: len(f.Keys), Sessions: len(sessions)})
	}
	return page.Show(c, views.Members(p))
}

// memberEnd ends all sessions of somebody. The record is told first: it may tell of what then failed, but nothing is done behind its back.
func (o *Office) memberEnd(c *fiber.Ctx, m office.Member) error {
	ctx := c.UserContext()
	all, err := o.Members.All(ctx)
	if err != nil {
		return err
	}
	for _, x := range all {
		if hex.EncodeToString(x.Hash[:]) != c.Params("id") {
			continue
		}
		if err := o.Record.Tell(ctx, audit.Entry{Who: whoOf(m), Act: audit.EndedSessions, Title: x.Name}); err != nil {
			return err
		}
		if _, err := o.Members.EndAll(ctx, x.Hash); err != nil {
			return err
		}
		return c.Redirect("/office/members?done=ended", fiber.StatusSeeOther)
	}
	return errNobody
}
