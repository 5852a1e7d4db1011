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

const listed = 100

// choices are what the search form's state can be, and the states of a petition behind each.
var choices = map[string][]petition.State{
	"":         nil,
	"all":      nil,
	"open":     openStates,
	"waiting":  {petition.Delivered},
	"answered": {petition.Answered},
	"closed":   {petition.Closed, petition.Rejected, petition.Withdrawn},
	"coming":   comingStates,
}

// search reads the form; a state that is no choice is all of them.
func search(c *fiber.Ctx) (store.Filter, ui.Search) {
	typed := ui.Search{Query: c.Query("q"), State: c.Query("state"), Program: c.Query("program")}
	f := store.Filter{Query: typed.Query, States: choices[typed.State], Program: typed.Program, Limit: listed}
	return f, typed
}

func (b *Booth) petitionList(c *fiber.Ctx) error {
	programs, err := b.Programs.List(c.UserContext())
	if err != nil {
		return err
	}
	filter, typed := search(c)
	cards, total, err := b.cards(c, filter, programs)
	if err != nil {
		return err
	}
	typed.Programs = options(programs)
	return page.Show(c, home.List(home.ListProps{Search: typed, Found: cards, Total: total}))
}

func (b *Booth) petitionListJSON(c *fiber.Ctx) error {
	filter, _ := search(c)
	filter.Limit = 0
	found, _, err := b.Petitions.List(c.UserContext(), filter)
	if err != nil {
		return err
	}
	list := make([]petitionFacts, len(found))
	for i, p := range found {
		list[i] = facts(p)
	}
	return c.JSON(fiber.Map{"petitions": list})
}

func options(programs []program.Program) []ui.Option {
	options := make([]ui.Option, len(programs))
	for i, p := range programs {
		options[i] = ui.Option{Value: p.ID, Label: p.Name}
	}
	return options
}
