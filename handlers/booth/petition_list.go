package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
	"roundrobin/models/program"
	"roundrobin/models/search"
	"roundrobin/views/home"
	"roundrobin/views/ui"
)

const (
	listed = 24 // petitions on a page
	soon   = 7  // days: what closes within them closes soon
)

// choices are what the search form's state can be, and the states of a petition behind each.
var choices = map[string][]petition.State{
	"open":     openStates,
	"waiting":  {petition.Delivered},
	"answered": {petition.Answered},
	"closed":   {petition.Closed, petition.Rejected, petition.Withdrawn},
	"coming":   comingStates,
}

var sorts = map[string]store.Sort{"closing": store.ClosingSoon, "newest": store.Newest, "signed": store.MostSigned}

// asked reads the form; what is no choice is none.
func asked(c *fiber.Ctx) (store.Filter, ui.Search) {
	typed := ui.Search{Query: c.Query("q"), State: c.Query("state"), Program: c.Query("program"), Topic: c.Query("topic"), Sort: c.Query("sort"), Topics: topics()}
	if !pass.IsWord(typed.Program) {
		typed.Program = ""
	}
	topic, err := petition.ParseTopic(typed.Topic)
	if err != nil {
		typed.Topic = ""
	}
	f := store.Filter{Query: typed.Query, States: choices[typed.State], Program: typed.Program, Topic: topic, Sort: sorts[typed.Sort]}
	if typed.State == "closing" {
		f.Closes = soon
	}
	return f, typed
}

func (b *Booth) petitionList(c *fiber.Ctx) error {
	ctx := c.UserContext()
	programs, err := b.Programs.List(ctx)
	if err != nil {
		return err
	}
	filter, typed := asked(c)
	typed.Programs = options(programs)
	p := home.ListProps{Search: typed, Page: max(1, min(c.QueryInt("page", 1), 1_000_000))}
	filter.Limit, filter.Offset = listed, (p.Page-1)*listed
	if p.Found, p.Total, err = b.cards(c, filter, programs); err != nil {
		return err
	}
	p.Pages = max(1, (p.Total+listed-1)/listed)
	if p.Page > p.Pages {
		return c.Redirect(typed.Page("/petitions", p.Pages))
	}
	wanted, err := b.Petitions.Want(ctx, typed.Query)
	if err != nil {
		return err
	}
	for _, w := range wanted {
		if len(w.Near) > 0 {
			p.Near = append(p.Near, home.Near{Typed: w.Typed, Taken: w.Near})
		}
	}
	p.Programs = b.programCards(holding(programs, typed.Query))
	return page.Show(c, home.List(p))
}

// holding are the programs that hold every word of a query; none if there is no word.
func holding(programs []program.Program, typed string) (found []program.Program) {
	query := search.Query(typed)
	for _, p := range programs {
		if len(query) > 0 && search.NewVocabulary(p.Words()).Holds(query) {
			found = append(found, p)
		}
	}
	return found
}

func topics() (codes []string) {
	for _, t := range petition.Topics() {
		codes = append(codes, string(t))
	}
	return codes
}

func options(programs []program.Program) []ui.Option {
	options := make([]ui.Option, len(programs))
	for i, p := range programs {
		options[i] = ui.Option{Value: p.ID, Label: p.Name}
	}
	return options
}
