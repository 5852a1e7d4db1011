package booth

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/petition/store"
	"roundrobin/models/program"
	view "roundrobin/views/program"
	"roundrobin/views/ui"
)

func (b *Booth) programList(c *fiber.Ctx) error {
	programs, err := b.Programs.List(c.UserContext())
	if err != nil {
		return err
	}
	return page.Show(c, view.List(view.ListProps{Programs: b.programCards(programs)}))
}

func (b *Booth) programShow(c *fiber.Ctx) error {
	p, timeline, err := b.programWith(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	petitions, _, err := b.cards(c, store.Filter{Program: p.ID}, []program.Program{p})
	if err != nil {
		return err
	}
	props := b.programProps(p, timeline, petitions)
	if err := b.pulse(c, p.ID, &props); err != nil {
		return err
	}
	return page.Show(c, view.Show(props))
}

// programWith is a program and its whole timeline, oldest first.
func (b *Booth) programWith(ctx context.Context, id string) (program.Program, []program.Entry, error) {
	p, err := b.Programs.Find(ctx, id)
	if err != nil {
		return p, nil, err
	}
	timeline, err := b.Programs.Timeline(ctx, p.ID, "")
	return p, timeline, err
}

func (b *Booth) programProps(p program.Program, timeline []program.Entry, petitions []ui.Card) view.Props {
	props := view.Props{
		ID: p.ID, Name: p.Name, Purpose: p.Purpose, State: b.programState(p), Owner: p.Owner, Covered: p.Covered, Who: p.Who,
		Start: string(p.Begins), Choice: p.Choice, Review: string(p.Review), ReviewNote: p.Note, Petitions: petitions, Timeline: eventsOf(p.ID, timeline),
	}
	for _, d := range p.Collects {
		props.Collects = append(props.Collects, view.Kind{Name: d.Name, Note: d.Note})
	}
	for _, e := range timeline {
		if e.Status != "" {
			props.Statuses = append(props.Statuses, ui.ProgramState{Status: string(e.Status), Since: string(e.Day), Today: string(b.today())})
		}
	}
	for _, s := range p.Sources {
		props.Sources = append(props.Sources, view.Source{Title: s.Title, URL: s.URL})
	}
	return props
}

func (b *Booth) programCards(programs []program.Program) []ui.ProgramCard {
	cards := make([]ui.ProgramCard, len(programs))
	for i, p := range programs {
		cards[i] = ui.ProgramCard{ID: p.ID, Name: p.Name, State: b.programState(p), Purpose: p.Purpose, Covered: p.Covered}
	}
	return cards
}

func (b *Booth) programState(p program.Program) ui.ProgramState {
	return ui.ProgramState{Status: string(p.Status), Since: string(p.Since), Today: string(b.today())}
}
