package office

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/moderation"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/office"
	"roundrobin/models/petition"
	views "roundrobin/views/office"
)

// talkShow is how the talk under a petition is kept.
func (o *Office) talkShow(c *fiber.Ctx, m office.Member) error {
	g, err := o.Cases.Guard(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	return o.showTalk(c, m, views.TalkProps{Most: strconv.Itoa(g.Most), Paused: g.Paused != "", Held: strings.Join(g.Words, "\n")}, nil)
}

func (o *Office) showTalk(c *fiber.Ctx, m office.Member, p views.TalkProps, refused *fault.Fault) error {
	ctx, id := c.UserContext(), c.Params("id")
	x, err := o.Petitions.FindWhole(ctx, id)
	if err != nil {
		return err
	}
	done, _, err := o.Record.Public(ctx, id, recorded, 0)
	if err != nil {
		return err
	}
	published, err := o.Cases.Standards.Published(ctx)
	if err != nil {
		return err
	}
	g, err := o.Cases.Guard(ctx, id)
	if err != nil {
		return err
	}
	p.Viewer, p.Today, p.ID, p.Title, p.Language, p.Done = o.viewer(m), string(o.today()), id, x.Text.Title, x.Text.Language, deeds(published, done)
	p.Muted, p.Saved = g.Muted, c.Query("done") != ""
	if refused != nil {
		p.Problems = problems([]*fault.Fault{refused})
	}
	return page.Show(c, views.Talk(p))
}

// talkKeep changes it; the reason is published.
func (o *Office) talkKeep(c *fiber.Ctx, m office.Member) error {
	typed := views.TalkProps{Most: c.FormValue("most"), Paused: c.FormValue("paused") != "", Held: c.FormValue("words"), Reason: c.FormValue("reason")}
	g := moderation.Guard{Most: number(typed.Most), Words: moderation.ParseWords(typed.Held)}
	if typed.Paused {
		g.Paused = o.today()
	}
	d := casestore.Decision{By: whoOf(m), Reason: petition.Reason{Words: petition.OneLine(typed.Reason)}}
	err := o.Cases.Keep(c.UserContext(), c.Params("id"), g, d)
	f := fault.Of(err)
	switch {
	case err == nil:
		return c.Redirect("/office/talks/"+c.Params("id")+"?done=1", fiber.StatusSeeOther)
	case f == nil || f.Kind == fault.NotFound:
		return err
	}
	o.refuse(c, err)
	return o.showTalk(c, m, typed, f)
}

// number is what was typed as one, or -1.
func number(typed string) int {
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	if err != nil {
		return -1
	}
	return n
}
