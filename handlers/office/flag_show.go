package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/petition"
	"roundrobin/models/standard"
	views "roundrobin/views/office"
)

func (o *Office) flagShow(c *fiber.Ctx, m office.Member) error {
	return o.showCase(c, m, petition.Reason{}, nil)
}

// showCase is one case with what was typed and why it was refused. Which standard most flags name is chosen already; a steward may choose
// another.
func (o *Office) showCase(c *fiber.Ctx, m office.Member, typed petition.Reason, refused *fault.Fault) error {
	ctx := c.UserContext()
	x, err := o.Cases.Find(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	done, err := o.Record.About(ctx, x.Target)
	if err != nil {
		return err
	}
	_, total, err := o.Cases.Waiting(ctx, 0, 0)
	if err != nil {
		return err
	}
	next, err := o.Cases.After(ctx, x.Target)
	if err != nil {
		return err
	}
	all, err := o.Cases.Standards.Published(ctx)
	if err != nil {
		return err
	}
	p := views.CaseProps{
		Viewer: o.viewer(m), Today: string(o.today()), Case: o.caseProps(x, all), Waiting: total, Next: next, Standards: standards(all.Current()), Code: typed.Code, Typed: typed.Words,
		Done: deeds(all, done), Just: c.Query("done"), JustOf: c.Query("of"), Second: x.Appealing() && x.Who == m.Name,
	}
	if p.Code == "" {
		p.Code = petition.ParseReason(x.Reason).Code
	}
	if p.Code == "" && len(x.Flags) > 0 {
		p.Code = x.Flags[0].Code
	}
	if refused != nil {
		p.Refusal, p.Field, p.Args = refused.Code, refused.Field, refused.Args
	}
	return page.Show(c, views.CaseShow(p))
}

func standardTitle(all standard.Published, code string) string {
	s, err := all.Find(code)
	if err != nil {
		return code
	}
	return s.Title
}

// reasonWords splits a published reason into the standard that it names, or "", and words.
func reasonWords(all standard.Published, line string) (title, words string) {
	r := petition.ParseReason(line)
	if r.Code == "" {
		return "", r.Words
	}
	return standardTitle(all, r.Code), r.Words
}
