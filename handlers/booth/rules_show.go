package booth

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/setting"
	"roundrobin/views/pages"
)

// rulesShow are the numbers by which petitions live, and every change of them.
func (b *Booth) rulesShow(c *fiber.Ctx) error {
	h, err := b.Settings.History(c.UserContext())
	if err != nil {
		return err
	}
	today, fixed := b.today(), b.Settings.Fixed()
	p := pages.RulesProps{Today: string(today), Site: b.Site}
	now, coming := h.On(today), map[setting.Name]setting.Change{}
	for _, x := range h.Coming(today) {
		coming[x.Name] = x
	}
	for _, s := range setting.All {
		_, is := fixed[s.Name]
		p.Rules = append(p.Rules, pages.Rule{Name: string(s.Name), Unit: s.Unit, Now: now[s.Name], Coming: coming[s.Name].Now, From: string(coming[s.Name].From), Fixed: is})
	}
	for _, x := range slices.Backward(h) {
		s, _ := setting.Find(x.Name)
		p.Changes = append(p.Changes, pages.RuleChange{
			Name: string(x.Name), Unit: s.Unit, Was: x.Was, Now: x.Now, Day: string(x.Day), From: string(x.From), Who: x.Who.Name, Role: x.Who.Role, Reason: x.Reason,
		})
	}
	return page.Show(c, pages.Rules(p))
}

// rulesJSON is {"today","rules":{name:number},"fixed":[names],"changes":[…]}, the oldest change first; a from of "" is the site's beginning.
func (b *Booth) rulesJSON(c *fiber.Ctx) error {
	h, err := b.Settings.History(c.UserContext())
	if err != nil {
		return err
	}
	type change struct {
		Name   setting.Name `json:"name"`
		Was    int          `json:"was"`
		Now    int          `json:"now"`
		Day    string       `json:"day"`
		From   string       `json:"from"`
		Who    string       `json:"who"`
		Role   string       `json:"role"`
		Reason string       `json:"reason"`
	}
	changes, fixed := []change{}, []setting.Name{}
	for _, x := range h {
		changes = append(changes, change{x.Name, x.Was, x.Now, string(x.Day), string(x.From), x.Who.Name, x.Who.Role, x.Reason})
	}
	for _, s := range setting.All {
		if _, is := b.Settings.Fixed()[s.Name]; is {
			fixed = append(fixed, s.Name)
		}
	}
	return c.JSON(fiber.Map{"today": b.today(), "rules": h.On(b.today()), "fixed": fixed, "changes": changes})
}
