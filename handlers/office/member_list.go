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
	return o.showMembers(c, m, "", nil)
}

func (o *Office) showMembers(c *fiber.Ctx, m office.Member, typed string, refused *fault.Fault) error {
	ctx := c.UserContext()
	all, err := o.Members.All(ctx)
	if err != nil {
		return err
	}
	p := views.MembersProps{Viewer: o.viewer(m), Today: string(o.today()), Just: c.Query("done"), Typed: typed}
	if refused != nil {
		p.Problems = problems([]*fault.Fault{refused})
	}
	for _, x := range all {
		f, err := o.Members.Factors(ctx, x)
		if err != nil {
			return err
		}
		sessions, err := o.Members.Sessions(ctx, x, "")
		if err != nil {
			return err
		}
		p.Members = append(p.Members, views.MemberLine{ID: memberID(x), Name: x.Name, Role: string(x.Role), Codes: f.Codes, Keys: len(f.Keys), Sessions: len(sessions)})
	}
	return page.Show(c, views.Members(p))
}

func memberID(m office.Member) string { return hex.EncodeToString(m.Hash[:]) }

// memberOf is the one whom an address names.
func (o *Office) memberOf(c *fiber.Ctx) (office.Member, error) {
	all, err := o.Members.All(c.UserContext())
	if err != nil {
		return office.Member{}, err
	}
	for _, x := range all {
		if memberID(x) == c.Params("id") {
			return x, nil
		}
	}
	return office.Member{}, errNobody
}

// memberEnd ends all sessions of somebody. The record is told first: it may tell of what then failed, but nothing is done behind its back.
func (o *Office) memberEnd(c *fiber.Ctx, m office.Member) error {
	x, err := o.memberOf(c)
	if err != nil {
		return err
	}
	if err := o.Record.Tell(c.UserContext(), audit.Entry{Who: whoOf(m), Act: audit.EndedSessions, Title: x.Name}); err != nil {
		return err
	}
	if _, err := o.Members.EndAll(c.UserContext(), x.Hash); err != nil {
		return err
	}
	return c.Redirect("/office/members?done=ended", fiber.StatusSeeOther)
}
