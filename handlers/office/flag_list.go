package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/moderation"
	"roundrobin/models/office"
	"roundrobin/models/standard"
	views "roundrobin/views/office"
)

const flagsOnPage = 100

// flagList is what was flagged, held or appealed against and waits for a decision: the longest first, of a day the most flagged.
func (o *Office) flagList(c *fiber.Ctx, m office.Member) error {
	from := max(0, c.QueryInt("from"))
	cases, total, err := o.Cases.Waiting(c.UserContext(), flagsOnPage, from)
	if err != nil {
		return err
	}
	all, err := o.Cases.Standards.Published(c.UserContext())
	if err != nil {
		return err
	}
	p := views.FlagsProps{Viewer: o.viewer(m), Today: string(o.today()), Total: total, From: from, Newer: -1, Older: -1, Done: c.Query("done")}
	for _, x := range cases {
		p.Cases = append(p.Cases, o.caseProps(x, all))
	}
	if from > 0 {
		p.Newer = max(0, from-flagsOnPage)
	}
	if from+len(cases) < total {
		p.Older = from + flagsOnPage
	}
	return page.Show(c, views.Flags(p))
}

func (o *Office) caseProps(x moderation.Case, all standard.Published) views.Case {
	p := views.Case{
		Target: x.Target, Petition: x.Petition, Title: x.Title, Language: x.Language, Comment: x.IsComment(), Text: x.Text, Pseudonym: x.Pseudonym,
		Mark: x.Mark, Day: string(x.Day), Answers: x.Answers, Since: string(x.Since), Due: string(x.Due(o.Rules().On(x.Since).ReviewDays)), Weight: x.Weight,
		Round: x.Round, Hidden: string(x.Hidden), Who: x.Who, Held: x.Held, Appeal: x.Appeal, Appealed: string(x.Appealed), Appealing: x.Appealing(), Muted: x.Muted,
	}
	p.Voice = x.Role
	p.Standard, p.Words = reasonWords(all, x.Reason)
	for _, f := range x.Flags {
		p.Flags = append(p.Flags, views.Flagged{Standard: standardTitle(all, f.Code), N: f.N})
	}
	for _, v := range x.Verdicts() {
		p.Verdicts = append(p.Verdicts, string(v))
	}
	return p
}
