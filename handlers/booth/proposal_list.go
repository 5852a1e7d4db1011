package booth

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/program"
	"roundrobin/views/layout"
	view "roundrobin/views/program"
	"roundrobin/views/words"
)

const decidedMost = 200 // that the public lists hold, the latest

// proposalFacts is what everybody may know of a proposal that was decided about. Title is "" where it was declined: it is not published.
type proposalFacts struct {
	ID      string `json:"id"`
	Day     string `json:"day"`     // of its seal
	Decided string `json:"decided"` // accepted or declined
	On      string `json:"on"`
	Reason  string `json:"reason"`
	Program string `json:"program"` // id; of a program that was declined, ""
	Title   string `json:"title"`
	Address string `json:"address"` // where it stands now
}

func (b *Booth) proposalList(c *fiber.Ctx) error {
	decided, err := b.proposals(c.UserContext())
	if err != nil {
		return err
	}
	p := view.ProposalsProps{Today: string(b.today())}
	for _, f := range decided {
		p.Decided = append(p.Decided, view.Decided(f))
	}
	return page.Show(c, view.Proposals(p))
}

// proposalListJSON is what every wallet fetches with its page, to see what became of its own.
func (b *Booth) proposalListJSON(c *fiber.Ctx) error {
	decided, err := b.proposals(c.UserContext())
	if err != nil {
		return err
	}
	site := layout.SiteOf(c.UserContext())
	for i, d := range decided {
		if d.Address != "" {
			decided[i].Address = site.Address() + d.Address
		}
	}
	c.Set(fiber.HeaderCacheControl, uncached)
	return c.JSON(fiber.Map{"proposals": decided})
}

func (b *Booth) proposalListAtom(c *fiber.Ctx) error {
	ctx := c.UserContext()
	decided, err := b.Programs.Decided(ctx, feedMost)
	if err != nil {
		return err
	}
	entries := make([]entry, len(decided))
	for i, d := range decided {
		f := factsOf(d)
		entries[i] = entry{id: d.ID, title: words.T(ctx, "proposal."+f.Decided), address: "/programs/proposals#p-" + d.ID, day: d.On, text: f.Title + f.Reason}
	}
	return b.atom(c, words.T(ctx, "feed.proposals"), "/programs/proposals.atom", entries)
}

func (b *Booth) proposals(ctx context.Context) ([]proposalFacts, error) {
	decided, err := b.Programs.Decided(ctx, decidedMost)
	facts := make([]proposalFacts, len(decided))
	for i, d := range decided {
		facts[i] = factsOf(d)
	}
	return facts, err
}

// factsOf keeps what was declined to itself, but for the reason.
func factsOf(d program.Proposed) proposalFacts {
	f := proposalFacts{ID: d.ID, Day: string(d.Day), Decided: string(d.Decided), On: string(d.On), Reason: d.Reason, Program: d.About}
	if d.Decided == program.Accepted {
		f.Title, f.Address = d.Title, "/programs/"+d.About
		if !d.IsProgram() {
			f.Address = eventsOf(d.About, []program.Entry{d.Accepted()})[0].Address()
		}
	}
	return f
}
