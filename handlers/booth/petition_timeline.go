package booth

import (
	"cmp"
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/day"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
	view "roundrobin/views/petition"
	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// timelineStep is a step of the tracker for programs to read. Day is when it was, or by when it should be.
type timelineStep struct {
	What    string `json:"what"`
	Place   string `json:"place"` // past, side, now or next
	Day     string `json:"day"`
	Title   string `json:"title"`
	Note    string `json:"note"`
	Late    bool   `json:"late"`
	Address string `json:"address"`
}

func (b *Booth) petitionTimeline(c *fiber.Ctx) error {
	p, life, err := b.lifeOf(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	steps := stepsOf(c.UserContext(), life)
	return c.JSON(fiber.Map{"petition": p.ID, "title": p.Text.Title, "state": p.State, "today": b.today(), "steps": steps})
}

// petitionAtom is what happened to a petition, the latest first.
func (b *Booth) petitionAtom(c *fiber.Ctx) error {
	ctx := c.UserContext()
	p, life, err := b.lifeOf(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	var entries []entry
	for _, s := range life.Steps(ctx) {
		if s.Place == ui.Past || s.Place == ui.Side {
			entries = append(entries, stepEntry(p, s))
		}
	}
	slices.Reverse(entries)
	spoken, err := b.Threads.Spoken(ctx, p.ID, feedMost)
	if err != nil {
		return err
	}
	for _, s := range spoken {
		said := words.T(ctx, "feed.spoken", "who", view.NameOf(ctx, comments([]thread.Comment{s})[0]))
		entries = append(entries, entry{id: "c-" + s.ID, title: said, address: permalink(s), day: s.Day, html: s.HTML})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(b.day, a.day) })
	return b.atom(c, words.T(ctx, "feed.petition", "title", p.Text.Title), "/petitions/"+p.ID+".atom", entries)
}

func stepEntry(p petition.Petition, s ui.Step) entry {
	e := entry{id: s.What + s.Key, title: s.Title, address: "/petitions/" + p.ID, day: day.Day(s.Day), text: s.Note, html: s.HTML}
	if s.Address != "" {
		e.address = s.Address
	}
	return e
}

func (b *Booth) lifeOf(ctx context.Context, id string) (petition.Petition, ui.Life, error) {
	p, err := b.Petitions.Find(ctx, id)
	if err != nil {
		return p, ui.Life{}, err
	}
	record, err := b.Petitions.Life(ctx, p.ID)
	if err != nil {
		return p, ui.Life{}, err
	}
	life, err := b.wholeLife(ctx, p, record)
	return p, life, err
}

// wholeLife is all that happened to a petition, and to its program since it opened.
func (b *Booth) wholeLife(ctx context.Context, p petition.Petition, life petition.Life) (ui.Life, error) {
	updates, err := b.Petitions.Updates(ctx, p.ID)
	if err != nil {
		return ui.Life{}, err
	}
	_, events, err := b.aboutProgram(ctx, p)
	if err != nil {
		return ui.Life{}, err
	}
	told := b.life(p, life, updates, events)
	all, err := b.Cases.Standards.Published(ctx)
	for i, r := range told.Rejections {
		told.Rejections[i].Reason, told.Rejections[i].Code = reasonOf(ctx, all, r.Reason), standardOf(all, r.Reason)
	}
	if err != nil || p.Answered == "" {
		return told, err
	}
	_, tally, err := b.Petitions.Rated(ctx, p.ID)
	told.RateUntil, told.Rated = string(p.Answered.Add(petition.RatingDays)), string(tally.Day)
	return told, err
}
