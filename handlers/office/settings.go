package office

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/petition"
	"roundrobin/models/setting"
	views "roundrobin/views/office"
)

// settingsShow are the site's rules: what holds, what is to come, and who changed what.
func (o *Office) settingsShow(c *fiber.Ctx, m office.Member) error {
	h, err := o.Settings.History(c.UserContext())
	if err != nil {
		return err
	}
	last := h.Last()
	return o.showSettings(c, m, h, func(n setting.Name) string { return strconv.Itoa(last[n]) }, "", nil)
}

// settingsSave changes what is not as it was, from tomorrow on.
func (o *Office) settingsSave(c *fiber.Ctx, m office.Member) error {
	ctx, reason := c.UserContext(), petition.OneLine(c.FormValue("reason"))
	typed := func(n setting.Name) string { return c.FormValue(string(n)) }
	to, refused := setting.Read(typed, o.Settings.Fixed())
	if len(refused) == 0 {
		err := o.Settings.Change(ctx, to, number(c.FormValue("seen")), whoOf(m), reason)
		if err == nil {
			return c.Redirect("/office/settings?done=changed", fiber.StatusSeeOther)
		}
		f := fault.Of(err)
		if f == nil {
			return err
		}
		refused = []*fault.Fault{f}
	}
	h, err := o.Settings.History(ctx)
	if err != nil {
		return err
	}
	o.refuse(c, refused[0])
	return o.showSettings(c, m, h, typed, c.FormValue("reason"), refused)
}

func (o *Office) showSettings(c *fiber.Ctx, m office.Member, h setting.History, field func(setting.Name) string, reason string, refused []*fault.Fault) error {
	today, fixed := o.today(), o.Settings.Fixed()
	p := views.SettingsProps{
		Viewer: o.viewer(m), Today: string(today), May: m.May(office.KeepSettings), Seen: len(h), Reason: reason, Problems: problems(refused), Done: done(c) == "changed",
	}
	now, coming := h.On(today), map[setting.Name]string{}
	for _, x := range h.Coming(today) {
		coming[x.Name] = string(x.From)
	}
	for _, s := range setting.All {
		_, is := fixed[s.Name]
		p.Settings = append(p.Settings, views.Setting{
			Name: string(s.Name), Unit: s.Unit, Now: now[s.Name], Least: s.Least, Most: s.Most, Value: field(s.Name), Coming: coming[s.Name], Fixed: is,
		})
	}
	for _, x := range slices.Backward(h) {
		s, _ := setting.Find(x.Name)
		p.Changes = append(p.Changes, views.Change{
			Name: string(x.Name), Unit: s.Unit, Was: x.Was, Now: x.Now, Day: string(x.Day), From: string(x.From), Who: x.Who.Name, Role: x.Who.Role, Reason: x.Reason,
		})
	}
	return page.Show(c, views.Settings(p))
}
