package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
	"roundrobin/models/program"
	"roundrobin/views/home"
	"roundrobin/views/ui"
)

const (
	homeOpen     = 8
	homeAnswered = 4
	homeComing   = 6
)

var (
	openStates   = []petition.State{petition.Open, petition.Delivered}
	doneStates   = []petition.State{petition.Answered, petition.Closed}
	comingStates = []petition.State{petition.Queued, petition.Gathering, petition.Review}
)

func (b *Booth) home(c *fiber.Ctx) error {
	programs, err := b.Programs.List(c.UserContext())
	if err != nil {
		return err
	}
	var p home.Props
	for _, section := range []struct {
		filter store.Filter
		cards  *[]ui.Card
		total  *int
	}{
		{store.Filter{States: openStates, Limit: homeOpen}, &p.Open, &p.OpenTotal},
		{store.Filter{States: doneStates, Sort: store.Latest, Limit: homeAnswered}, &p.Answered, nil},
		{store.Filter{States: comingStates, Sort: store.Latest, Limit: homeComing}, &p.Coming, nil},
	} {
		cards, total, err := b.cards(c, section.filter, programs)
		if err != nil {
			return err
		}
		*section.cards = cards
		if section.total != nil {
			*section.total = total
		}
	}
	p.Search, p.Programs = ui.Search{Programs: options(programs)}, b.programCards(programs)
	return page.Show(c, home.Show(p))
}

// cards lists petitions with their rings.
func (b *Booth) cards(c *fiber.Ctx, f store.Filter, programs []program.Program) ([]ui.Card, int, error) {
	found, total, err := b.Petitions.List(c.UserContext(), f)
	if err != nil {
		return nil, 0, err
	}
	ids, names := make([]string, len(found)), map[string]string{}
	for i, p := range found {
		ids[i] = p.ID
	}
	for _, p := range programs {
		names[p.ID] = p.Name
	}
	angles, err := b.Petitions.Angles(c.UserContext(), ids...)
	if err != nil {
		return nil, 0, err
	}
	cards := make([]ui.Card, len(found))
	for i, p := range found {
		cards[i] = b.card(p, angles[p.ID], names[p.Program])
	}
	return cards, total, nil
}
