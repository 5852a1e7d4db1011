package booth

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/digest"
	"roundrobin/views/layout"
	view "roundrobin/views/petition"
	"roundrobin/views/words"
)

// progressFacts are a petition's figures for programs to read. Days that have not come are "".
type progressFacts struct {
	ID         string           `json:"id"`
	Title      string           `json:"title"`
	State      string           `json:"state"`
	Day        string           `json:"day"`
	Count      int              `json:"count"`
	Goal       int              `json:"goal"`
	Holders    int              `json:"holders"`            // as shown: rounded
	Entitled   string           `json:"entitled,omitempty"` // "unknown" where a mail domain says who may sign
	Share      int              `json:"share"`              // whole per cent of the holders; 0 is not told
	Change     int              `json:"change"`             // in seven days
	Before     int              `json:"before"`             // in the seven days before those
	Opened     string           `json:"opened"`
	Closes     string           `json:"closes"`
	Delivered  string           `json:"delivered"`
	Due        string           `json:"due"`
	Answered   string           `json:"answered"`
	Overdue    int              `json:"overdue"` // days
	Outcome    string           `json:"outcome"`
	Wanted     int              `json:"sponsors_wanted"`
	Days       []dayFacts       `json:"days"`
	Milestones []mileFacts      `json:"milestones"`
	Forecast   forecastFacts    `json:"forecast"`
	Workplaces []workplaceFacts `json:"workplaces"` // that the floor lets be shown
	Rating     []ratingFacts    `json:"rating"`     // that the floor lets be shown
	Reasons    []reasonFacts    `json:"reasons"`
	Voices     int              `json:"voices"`
	Flags      int              `json:"flags"`  // that wait for a steward
	Hidden     int              `json:"hidden"` // comments
	Updates    int              `json:"updates"`
	Sent       []sentFacts      `json:"sent"` // to leadership
}

type dayFacts struct {
	Day   string `json:"day"`
	Count int    `json:"count"`
}

type mileFacts struct {
	Percent int    `json:"percent"`
	Count   int    `json:"count"`
	Day     string `json:"day"`
	About   string `json:"about"`
}

// forecastFacts: Kind is reached, none, still, likely, short or over. Ahead has the days to come.
type forecastFacts struct {
	Kind    string      `json:"kind"`
	Weeks   int         `json:"weeks"`
	PerWeek int         `json:"per_week"`
	Early   string      `json:"early"`
	Mid     string      `json:"about"`
	Late    string      `json:"late"`
	Ahead   []bandFacts `json:"ahead"`
}

type bandFacts struct {
	Day  string `json:"day"`
	Low  int    `json:"low"`
	Mid  int    `json:"about"`
	High int    `json:"high"`
}

type ratingFacts struct {
	Answer string `json:"answer"`
	People int    `json:"people"`
}

type reasonFacts struct {
	Text   string `json:"text"`
	Agreed int    `json:"agreed"`
}

type sentFacts struct {
	Day     string `json:"day"`
	Address string `json:"address"`
	Readers int    `json:"readers"`
	Lost    int    `json:"lost"`   // readers whom it did not reach: it was refused, or came back
	Unsure  int    `json:"unsure"` // readers of whom nobody saw whether it did
}

func progressFactsOf(c *fiber.Ctx, p view.ProgressProps, t digest.Progress) progressFacts {
	f := progressFacts{
		ID: p.ID, Title: p.Title, State: t.State, Day: p.Today, Count: p.Count, Goal: p.Goal, Holders: p.Holders, Entitled: layout.Unknown(c.UserContext()), Share: p.Share, Change: p.Change, Before: p.Before,
		Opened: p.Opened, Closes: p.Closes, Delivered: string(t.Delivered), Due: p.Due, Answered: string(t.Answered), Overdue: p.Overdue, Outcome: t.Outcome,
		Wanted: p.SponsorsWanted, Voices: p.Voices, Flags: p.Flags, Hidden: p.HiddenN, Updates: len(p.Updates),
		Days: []dayFacts{}, Milestones: []mileFacts{}, Workplaces: []workplaceFacts{}, Rating: []ratingFacts{}, Reasons: []reasonFacts{}, Sent: []sentFacts{},
		Forecast: forecastFacts{Kind: p.Foretold.Kind, Weeks: p.Foretold.Weeks, PerWeek: p.Foretold.PerWeek, Early: p.Foretold.Early, Mid: p.Foretold.Mid, Late: p.Foretold.Late, Ahead: []bandFacts{}},
	}
	for _, d := range p.Pace.Days {
		f.Days = append(f.Days, dayFacts(d))
	}
	for _, m := range p.Miles {
		f.Milestones = append(f.Milestones, mileFacts{Percent: m.Percent, Count: m.Count, Day: m.Day, About: m.About})
	}
	for _, b := range p.Pace.Ahead {
		f.Forecast.Ahead = append(f.Forecast.Ahead, bandFacts(b))
	}
	if p.Places != nil {
		for _, w := range p.Places.Rows {
			f.Workplaces = append(f.Workplaces, workplaceFacts{w.Name, w.People})
		}
	}
	for _, r := range p.Reasons {
		f.Reasons = append(f.Reasons, reasonFacts(r))
	}
	for _, s := range p.Sent {
		f.Sent = append(f.Sent, sentFacts{s.Day, layout.SiteOf(c.UserContext()).Address() + s.Address, s.To, s.Lost, s.Unsure})
	}
	f.Rating = append(f.Rating, rated(p.Rating)...)
	return f
}

// rated are the answers of which something is shown.
func rated(r *view.Rating) (all []ratingFacts) {
	if r == nil || !r.Counted || !r.Shown {
		return nil
	}
	for _, c := range r.Cells {
		if !c.Hidden {
			all = append(all, ratingFacts{c.Value, c.People})
		}
	}
	return all
}

// countsCSV are the counts by day, as sealed, for a spreadsheet.
func (b *Booth) countsCSV(c *fiber.Ctx) error {
	ctx := c.UserContext()
	t, err := b.Composer.Progress(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	lines, before := [][]string{{words.T(ctx, "pace.day"), words.T(ctx, "pace.count"), words.T(ctx, "pace.new")}}, 0
	for _, d := range t.Days {
		lines = append(lines, []string{string(d.Day), strconv.Itoa(d.Count), strconv.Itoa(d.Count - before)})
		before = d.Count
	}
	return table(c, "counts-"+t.ID, withEntitled(c.UserContext(), lines))
}
