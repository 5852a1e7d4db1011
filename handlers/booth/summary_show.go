package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
	"roundrobin/models/fault"
	view "roundrobin/views/summary"
	"roundrobin/views/words"
)

// A Coming summary: what the mail would say now, and to everybody the same. Words are marked as published ones are.
type Coming struct {
	digest.Summary
	Subject, Words string
}

var errNoSummary = fault.New(fault.NotFound, "summary_none")

// summaryShow is what was told at one time, word for word.
func (b *Booth) summaryShow(c *fiber.Ctx) error {
	ctx, period := c.UserContext(), digeststore.PeriodOf(c.Params("period"))
	letters, err := b.Summaries.Of(ctx, period)
	if err == nil && len(letters) == 0 {
		err = errNoSummary
	}
	if err != nil {
		return err
	}
	p := view.ShowProps{Path: c.Params("period"), Day: string(letters[0].Day)}
	for _, l := range letters {
		read, err := b.unquoted(ctx, l.Words)
		if err != nil {
			return err
		}
		p.Letters = append(p.Letters, view.Letter{Sent: sentProps(l), ID: l.Letter, Language: l.Language, Subject: l.Subject, Words: read})
	}
	ids, err := b.Summaries.Petitions(ctx, period)
	if err != nil {
		return err
	}
	for _, id := range ids {
		x, err := b.Petitions.Find(ctx, id)
		if err != nil {
			return err
		}
		p.Petitions = append(p.Petitions, view.Link{ID: x.ID, Title: x.Text.Title, Language: x.Text.Language})
	}
	return page.Show(c, view.Show(p))
}

// summaryComing is the coming summary as it stands now.
func (b *Booth) summaryComing(c *fiber.Ctx) error {
	ctx := c.UserContext()
	coming, err := b.Coming(ctx)
	if err != nil {
		return err
	}
	read, err := b.unquoted(ctx, coming.Words)
	if err != nil {
		return err
	}
	return page.Show(c, view.Coming(view.ShowProps{Letters: []view.Letter{{Language: words.Language(ctx), Subject: coming.Subject, Words: read}}}))
}

// comingFacts are the figures of the coming summary; those of a petition are the same that /petitions.json has.
type comingFacts struct {
	ID      string `json:"id"`
	State   string `json:"state"`
	Count   int    `json:"count"`
	Goal    int    `json:"goal"`
	Share   int    `json:"share"`  // whole per cent of the holders, or 0
	Change  int    `json:"change"` // against a week ago
	Weeks   []int  `json:"weeks"`  // of each of the last weeks, oldest first
	Due     string `json:"due"`
	Overdue int    `json:"overdue"` // days
}

func (b *Booth) summaryComingJSON(c *fiber.Ctx) error {
	coming, err := b.Coming(c.UserContext())
	if err != nil {
		return err
	}
	all := make([]comingFacts, len(coming.Petitions))
	for i, t := range coming.Petitions {
		all[i] = comingFacts{t.ID, t.State, t.Count, t.Goal, t.Share, t.Change, t.Weeks, string(t.Due), t.Overdue}
	}
	return c.JSON(fiber.Map{"day": coming.Day, "holders": coming.Holders, "petitions": all})
}
