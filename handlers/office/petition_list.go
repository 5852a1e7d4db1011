package office

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/office"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	views "roundrobin/views/office"
)

// petitionList is what waits for a steward, the longest in review first (so what is overdue stands first), and what gathers sponsors.
func (o *Office) petitionList(c *fiber.Ctx, m office.Member) error {
	ctx := c.UserContext()
	found, _, err := o.Petitions.List(ctx, petitionstore.Filter{States: []petition.State{petition.Review, petition.Queued, petition.Gathering}, Every: true})
	if err != nil {
		return err
	}
	programs, err := o.Programs(ctx)
	if err != nil {
		return err
	}
	p := views.QueueProps{Viewer: o.viewer(m), Today: string(o.today())}
	for _, x := range found {
		item := o.item(x, programs)
		if x.State == petition.Review {
			p.Review = append(p.Review, item)
		} else {
			p.Gathering = append(p.Gathering, item)
		}
	}
	for _, list := range [][]views.Petition{p.Review, p.Gathering} {
		slices.SortStableFunc(list, func(a, b views.Petition) int { return strings.Compare(a.Since, b.Since) })
	}
	return page.Show(c, views.Queue(p))
}

func (o *Office) item(x petition.Petition, programs map[string]string) views.Petition {
	return views.Petition{
		ID: x.ID, Title: x.Text.Title, Ask: x.Text.Ask, Language: x.Text.Language, Since: string(x.Since), Due: string(x.DueBy(o.Rules())),
		Program: programs[x.Program], Hidden: string(x.Hidden), Sponsors: x.Count, Wanted: x.Sponsors, Until: string(x.LapsesAfter(o.Rules())),
	}
}
