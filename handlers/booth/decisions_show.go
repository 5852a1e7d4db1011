package booth

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/petition"
	"roundrobin/models/standard"
	"roundrobin/views/layout"
	"roundrobin/views/pages"
)

const (
	decidedOnPage = 50
	decidedInData = 1000
)

// decisions is the public log of what stewards and admins decided about petitions and their talk.
func (b *Booth) decisions(c *fiber.Ctx) error {
	from, id := max(0, c.QueryInt("from")), c.Query("petition")
	entries, total, err := b.Record.Public(c.UserContext(), id, decidedOnPage, from)
	if err != nil {
		return err
	}
	p := pages.DecisionsProps{Today: string(b.today()), Petition: id, Total: total, Newer: -1, Older: -1}
	if id != "" {
		about, err := b.Petitions.Any(c.UserContext(), id)
		if err != nil {
			return err
		}
		p.Title, p.Language = about.Text.Title, about.Text.Language
	}
	all, err := b.Cases.Standards.Published(c.UserContext())
	if err != nil {
		return err
	}
	for _, e := range entries {
		d := pages.Decided{Day: string(e.Day), Who: e.Who.Name, Role: e.Who.Role, Act: string(e.Act), Petition: e.Petition, Title: e.Title, Comment: commentOf(e), Standards: e.Standards, Detail: e.Detail}
		d.Standard, d.Words = named(all, e.Reason)
		p.Decided = append(p.Decided, d)
	}
	if from > 0 {
		p.Newer = max(0, from-decidedOnPage)
	}
	if from+len(entries) < total {
		p.Older = from + decidedOnPage
	}
	return page.Show(c, pages.Decisions(p))
}

// commentOf is the comment that a line is about, or "".
func commentOf(e audit.Entry) string {
	if e.Subject == e.Petition || e.Petition == "" {
		return ""
	}
	return e.Subject
}

// addressOf is the page of what a line is about.
func addressOf(e audit.Entry) string {
	if e.Petition == "" {
		return "/standards/" + e.Subject
	}
	return "/petitions/" + e.Petition
}

// named splits a published reason into the standard that it names, or "", and words.
func named(all standard.Published, reason string) (title, words string) {
	r := petition.ParseReason(reason)
	if s, err := all.Find(r.Code); err == nil {
		return s.Title, r.Words
	}
	return "", reason
}

// decidedFacts is a decision for programs to read.
type decidedFacts struct {
	Day       string `json:"day"`
	Decision  string `json:"decision"`
	Petition  string `json:"petition"`
	Comment   string `json:"comment"` // its id, or ""
	Standard  string `json:"standard"`
	Standards int    `json:"standards"` // the version that it names, or 0
	Reason    string `json:"reason"`
	Detail    string `json:"detail"` // as in docs/protocol.md
	By        string `json:"by"`
	Role      string `json:"role"`
	Address   string `json:"address"`
}

func (b *Booth) decisionsJSON(c *fiber.Ctx) error {
	entries, total, err := b.Record.Public(c.UserContext(), c.Query("petition"), decidedInData, max(0, c.QueryInt("from")))
	if err != nil {
		return err
	}
	all := make([]decidedFacts, len(entries))
	for i, e := range entries {
		r := petition.ParseReason(e.Reason)
		all[i] = decidedFacts{
			Day: string(e.Day), Decision: strings.TrimSuffix(string(e.Act), "_comment"), Petition: e.Petition, Comment: commentOf(e), Standard: r.Code, Standards: e.Standards,
			Reason: r.Words, Detail: e.Detail, By: e.Who.Name, Role: e.Who.Role, Address: layout.SiteOf(c.UserContext()).Address() + addressOf(e),
		}
	}
	return c.JSON(fiber.Map{"total": total, "decisions": all})
}
