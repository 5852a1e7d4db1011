package booth

import (
	"context"
	"maps"
	"slices"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
	"roundrobin/views/layout"
	view "roundrobin/views/summary"
	"roundrobin/views/words"
)

const (
	toldOnPage = 60 // letters
	toldInData = 1000
)

// summaryList is all that leadership was told, or what of it tells of one petition.
func (b *Booth) summaryList(c *fiber.Ctx) error {
	ctx, from, id := c.UserContext(), max(0, c.QueryInt("from")), c.Query("petition")
	p := view.ListProps{Today: string(b.today()), Petition: id, Newer: -1, Older: -1}
	if id != "" {
		about, err := b.Petitions.Find(ctx, id)
		if err != nil {
			return err
		}
		p.Title, p.Language = about.Text.Title, about.Text.Language
	}
	letters, total, err := b.Summaries.Latest(ctx, id, toldOnPage, from)
	if err != nil {
		return err
	}
	p.Told, p.Total = together(letters), total
	if from > 0 {
		p.Newer = max(0, from-toldOnPage)
	}
	if from+len(letters) < total {
		p.Older = from + toldOnPage
	}
	return page.Show(c, view.List(p))
}

// together puts the letters of one period under one heading.
func together(letters []digeststore.Summary) (all []view.Told) {
	for i, l := range letters {
		if i == 0 || letters[i-1].Period != l.Period || letters[i-1].Subject != l.Subject {
			all = append(all, view.Told{Path: digeststore.Path(l.Period), Language: l.Language, Subject: l.Subject, Day: string(l.Day)})
		}
		last := &all[len(all)-1]
		last.To = append(last.To, sentProps(l))
	}
	return all
}

func sentProps(l digeststore.Summary) view.Sent {
	return view.Sent{Name: l.Name, State: string(l.State), Reason: l.Reason}
}

// summaryFacts are a summary for programs to read.
type summaryFacts struct {
	Period  string `json:"period"` // 2026-W48, or goal-ID
	Day     string `json:"day"`
	To      string `json:"to"`    // its reader, as the public knows them
	State   string `json:"state"` // waiting, sending, sent, failed (tried again), dead (given up)
	Subject string `json:"subject"`
	Address string `json:"address"`
}

func (b *Booth) summaryListJSON(c *fiber.Ctx) error {
	letters, total, err := b.Summaries.Latest(c.UserContext(), c.Query("petition"), toldInData, max(0, c.QueryInt("from")))
	if err != nil {
		return err
	}
	all := make([]summaryFacts, len(letters))
	for i, l := range letters {
		path := digeststore.Path(l.Period)
		all[i] = summaryFacts{path, string(l.Day), l.Name, string(l.State), l.Subject, layout.SiteOf(c.UserContext()).Address() + "/summaries/" + path}
	}
	return c.JSON(fiber.Map{"total": total, "summaries": all})
}

const toldInFeed = 30

func (b *Booth) summaryListAtom(c *fiber.Ctx) error {
	ctx := c.UserContext()
	letters, _, err := b.Summaries.Latest(ctx, "", toldInFeed, 0)
	if err != nil {
		return err
	}
	entries := make([]entry, len(letters))
	for i, l := range letters {
		read, err := b.unquoted(ctx, l.Words)
		if err != nil {
			return err
		}
		path := digeststore.Path(l.Period)
		entries[i] = entry{id: path + "-" + l.Letter, title: l.Subject, address: "/summaries/" + path, day: l.Day, text: read}
	}
	return b.atom(c, words.T(ctx, "summaries.title"), "/summaries.atom", entries)
}

// unquoted gives published words as they are read now: what was hidden, edited or taken back since is not in them.
func (b *Booth) unquoted(ctx context.Context, published string) (string, error) {
	quoted, stand := digest.Quoted(published), map[string]bool{}
	texts, err := b.Threads.Texts(ctx, slices.Collect(maps.Keys(quoted))...)
	for id, text := range texts {
		stand[digest.As(id, text)] = true
	}
	return digest.Unquote(published, stand, "  "+words.T(ctx, "mail.public.hidden")), err
}
