package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

// ownShow is what lets a member in, and where they are signed in.
func (o *Office) ownShow(c *fiber.Ctx, m office.Member) error { return o.showOwn(c, m, "", nil) }

func (o *Office) showOwn(c *fiber.Ctx, m office.Member, typed string, refused *fault.Fault) error {
	ctx := c.UserContext()
	f, err := o.Members.Factors(ctx, m)
	if err != nil {
		return err
	}
	sessions, err := o.Members.Sessions(ctx, m, c.Cookies(o.sessions.name))
	if err != nil {
		return err
	}
	p := views.OwnProps{Viewer: o.viewer(m), Today: string(o.today()), Codes: f.Codes, KeyName: typed, Just: c.Query("done")}
	for _, k := range f.Keys {
		p.Keys = append(p.Keys, views.SecurityKey{ID: k.ID, Name: k.Name, Since: string(k.Since), Used: string(k.Used)})
	}
	for _, s := range sessions {
		p.Sessions = append(p.Sessions, views.Session{ID: s.ID, Begun: string(s.Begun), Used: string(s.Used), Here: s.Here})
	}
	if refused != nil {
		p.Problems = problems([]*fault.Fault{refused})
	}
	return page.Show(c, views.Own(p))
}

// keyBegin asks a new key to introduce itself.
func (o *Office) keyBegin(c *fiber.Ctx, m office.Member) error {
	name := c.FormValue("name")
	asked, err := o.Members.BeginAdd(c.UserContext(), m, name)
	if err != nil {
		return o.ownRefused(c, m, err)
	}
	return page.Show(c, views.KeyAdd(views.KeyAskProps{Viewer: o.viewer(m), Name: name, Token: asked.Token, Options: asked.Options}))
}

// keyAdd keeps the key that answered.
func (o *Office) keyAdd(c *fiber.Ctx, m office.Member) error {
	name := c.FormValue("name")
	if err := o.Members.AddKey(c.UserContext(), m, c.FormValue("token"), name, c.FormValue("response")); err != nil {
		return o.ownRefused(c, m, err)
	}
	return o.ownDone(c, m, audit.AddedKey, "key")
}

func (o *Office) keyRemove(c *fiber.Ctx, m office.Member) error {
	if err := o.Members.RemoveKey(c.UserContext(), m, c.Params("id")); err != nil {
		return o.ownRefused(c, m, err)
	}
	return o.ownDone(c, m, audit.RemovedKey, "removed")
}

// codesSet says whether one-time codes let the member in.
func (o *Office) codesSet(c *fiber.Ctx, m office.Member) error {
	on := c.FormValue("on") == "1"
	if err := o.Members.SetCodes(c.UserContext(), m, on); err != nil {
		return o.ownRefused(c, m, err)
	}
	if on {
		return o.ownDone(c, m, audit.CodesOn, "codes_on")
	}
	return o.ownDone(c, m, audit.CodesOff, "codes_off")
}

// ownDone tells the record and goes back. Members stand in another store than the record: what is done is told right after.
func (o *Office) ownDone(c *fiber.Ctx, m office.Member, act audit.Act, just string) error {
	if err := o.Record.Tell(c.UserContext(), audit.Entry{Who: whoOf(m), Act: act, Title: m.Name}); err != nil {
		return err
	}
	return c.Redirect("/office/own?done="+just, fiber.StatusSeeOther)
}

func (o *Office) ownRefused(c *fiber.Ctx, m office.Member, err error) error {
	f := fault.Of(err)
	if f == nil {
		return err
	}
	o.refuse(c, err)
	return o.showOwn(c, m, c.FormValue("name"), f)
}

func (o *Office) sessionEnd(c *fiber.Ctx, m office.Member) error {
	if err := o.Members.EndListed(c.UserContext(), m.Hash, c.Params("id")); err != nil {
		return err
	}
	return c.Redirect("/office/own?done=session", fiber.StatusSeeOther)
}

func (o *Office) sessionsOthers(c *fiber.Ctx, m office.Member) error {
	if err := o.Members.EndOthers(c.UserContext(), m.Hash, c.Cookies(o.sessions.name)); err != nil {
		return err
	}
	return c.Redirect("/office/own?done=others", fiber.StatusSeeOther)
}
