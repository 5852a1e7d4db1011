package booth

import (
	"context"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/export"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
	"roundrobin/views/layout"
	"roundrobin/views/ui"
	"roundrobin/views/words"
)

const (
	csvText  = "text/csv; charset=utf-8"
	feedMost = 100 // entries of a feed
)

// The list as data, by the same parameters as the page's. None has pages: a list for programs is whole.

func (b *Booth) petitionListJSON(c *fiber.Ctx) error {
	_, found, err := b.whole(c)
	if err != nil {
		return err
	}
	list := make([]petitionFacts, len(found))
	for i, p := range found {
		list[i] = b.facts(c.UserContext(), p)
	}
	return c.JSON(fiber.Map{"petitions": list})
}

func (b *Booth) petitionListCSV(c *fiber.Ctx) error {
	_, found, err := b.whole(c)
	if err != nil {
		return err
	}
	lines := [][]string{headings(c.UserContext(), "key", "title", "ask", "addressee", "state", "since", "topic", "program", "count", "goal",
		"opened", "closes", "delivered", "due", "overdue", "outcome", "address")}
	for _, p := range found {
		f := b.facts(c.UserContext(), p)
		lines = append(lines, []string{f.ID, f.Title, f.Ask, f.Addressee, f.State, f.Since, f.Topic, f.Program, strconv.Itoa(f.Count), strconv.Itoa(f.Goal),
			f.Opened, f.Closes, f.Delivered, f.Due, strconv.Itoa(f.Overdue), f.Outcome, f.Address})
	}
	return table(c, "petitions", withEntitled(c.UserContext(), lines))
}

// petitionListAtom has an entry for each petition, dated by its last change of state: what entered the list, or moved within it.
func (b *Booth) petitionListAtom(c *fiber.Ctx) error {
	ctx := c.UserContext()
	filter, typed := asked(c)
	filter.Sort, filter.Limit = store.Latest, feedMost
	found, _, err := b.Petitions.List(ctx, filter)
	if err != nil {
		return err
	}
	entries := make([]entry, len(found))
	for i, p := range found {
		said := words.T(ctx, "feed.count", "n", p.Count, "goal", p.Goal, "standing", b.standing(p).Words(ctx))
		entries[i] = entry{id: p.ID + "-" + string(p.State), title: p.Text.Title, address: "/petitions/" + p.ID, day: p.Since, text: p.Text.Ask + "\n\n" + said}
	}
	title := words.T(ctx, "feed.petitions")
	if query := strings.TrimSpace(typed.Query); query != "" {
		title = words.T(ctx, "feed.petitions_found", "query", query)
	}
	return b.atom(c, title, typed.Address("/petitions.atom"), entries)
}

func (b *Booth) whole(c *fiber.Ctx) (ui.Search, []petition.Petition, error) {
	filter, typed := asked(c)
	found, _, err := b.Petitions.List(c.UserContext(), filter)
	return typed, found, err
}

func headings(ctx context.Context, names ...string) []string {
	for i, name := range names {
		names[i] = words.T(ctx, "csv."+name)
	}
	return names
}

// withEntitled adds a last column to counts where a mail domain says who may sign: then nobody knows of how many they are.
func withEntitled(ctx context.Context, lines [][]string) [][]string {
	unknown := layout.Unknown(ctx)
	if unknown == "" {
		return lines
	}
	for i := range lines {
		said := unknown
		if i == 0 {
			said = words.T(ctx, "csv.entitled")
		}
		lines[i] = append(lines[i], said)
	}
	return lines
}

// table answers with a file for a spreadsheet.
func table(c *fiber.Ctx, name string, lines [][]string) error {
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+name+`.csv"`)
	return file(c, csvText, briefly, export.CSV(lines))
}
