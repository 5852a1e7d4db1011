package booth

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/petition/store"
	"roundrobin/models/program"
	"roundrobin/views/layout"
	"roundrobin/views/words"
)

// programFacts is a program for programs to read.
type programFacts struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Owner     string          `json:"owner"`
	Purpose   string          `json:"purpose"`
	Covered   int             `json:"covered"` // people, 0 if not known
	Who       string          `json:"who"`
	Collects  []program.Datum `json:"collects"`
	Begins    string          `json:"begins"`
	Status    string          `json:"status"`
	Since     string          `json:"since"`
	Choice    string          `json:"choice"`
	Review    string          `json:"review"`
	Note      string          `json:"review_note"`
	Sources   []programSource `json:"sources"`
	Address   string          `json:"address"`
	Timeline  []programEntry  `json:"timeline,omitempty"`
	Petitions []petitionFacts `json:"petitions,omitempty"`
	Pulse     []pulseFacts    `json:"pulse,omitempty"` // one for each season in which it was asked, the newest first
}

type programSource struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

type programEntry struct {
	ID       string `json:"id"`
	Day      string `json:"day"`
	Kind     string `json:"kind"`
	Title    string `json:"title"`
	Note     string `json:"note"`
	Source   string `json:"source"`
	Status   string `json:"status"` // what it became that day, or ""
	Proposed bool   `json:"proposed_by_staff"`
}

func (b *Booth) programListJSON(c *fiber.Ctx) error {
	programs, err := b.Programs.List(c.UserContext())
	if err != nil {
		return err
	}
	list := make([]programFacts, len(programs))
	for i, p := range programs {
		list[i] = b.programFacts(c.UserContext(), p)
	}
	return c.JSON(fiber.Map{"programs": list})
}

func (b *Booth) programListCSV(c *fiber.Ctx) error {
	programs, err := b.Programs.List(c.UserContext())
	if err != nil {
		return err
	}
	lines := [][]string{headings(c.UserContext(), "key", "name", "owner", "purpose", "covered", "who", "begins", "status", "since", "choice", "review", "address")}
	for _, p := range programs {
		f := b.programFacts(c.UserContext(), p)
		lines = append(lines, []string{f.ID, f.Name, f.Owner, f.Purpose, strconv.Itoa(f.Covered), f.Who, f.Begins, f.Status, f.Since, f.Choice, f.Review, f.Address})
	}
	return table(c, "programs", lines)
}

// programListAtom is what happened to any program, the latest first.
func (b *Booth) programListAtom(c *fiber.Ctx) error {
	programs, err := b.Programs.List(c.UserContext())
	if err != nil {
		return err
	}
	var entries []entry
	for _, p := range programs {
		timeline, err := b.Programs.Timeline(c.UserContext(), p.ID, "")
		if err != nil {
			return err
		}
		entries = append(entries, programEntries(p, timeline)...)
	}
	return b.atom(c, words.T(c.UserContext(), "feed.programs"), "/programs.atom", latest(entries))
}

func (b *Booth) programJSON(c *fiber.Ctx) error {
	ctx := c.UserContext()
	p, timeline, err := b.programWith(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	petitions, _, err := b.Petitions.List(ctx, store.Filter{Program: p.ID})
	if err != nil {
		return err
	}
	f := b.programFacts(ctx, p)
	for _, e := range eventsOf(p.ID, timeline) {
		f.Timeline = append(f.Timeline, programEntry{e.ID, e.Day, e.Kind, e.Title, e.Note, e.Source, e.Status, e.Proposed})
	}
	if f.Pulse, err = b.pulseFacts(ctx, p.ID); err != nil {
		return err
	}
	for _, about := range petitions {
		f.Petitions = append(f.Petitions, b.facts(ctx, about))
	}
	return c.JSON(f)
}

func (b *Booth) programAtom(c *fiber.Ctx) error {
	p, timeline, err := b.programWith(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	title := words.T(c.UserContext(), "feed.program", "name", p.Name)
	return b.atom(c, title, "/programs/"+p.ID+".atom", latest(programEntries(p, timeline)))
}

func (b *Booth) programFacts(ctx context.Context, p program.Program) programFacts {
	f := programFacts{
		ID: p.ID, Name: p.Name, Owner: p.Owner, Purpose: p.Purpose, Covered: p.Covered, Who: p.Who, Collects: p.Collects, Begins: string(p.Begins),
		Status: string(p.Status), Since: string(p.Since), Choice: p.Choice, Review: string(p.Review), Note: p.Note,
		Address: layout.SiteOf(ctx).Address() + "/programs/" + p.ID,
	}
	for _, s := range p.Sources {
		f.Sources = append(f.Sources, programSource(s))
	}
	return f
}

func programEntries(p program.Program, timeline []program.Entry) []entry {
	entries := make([]entry, len(timeline))
	for i, e := range timeline {
		event := eventsOf(p.ID, []program.Entry{e})[0]
		entries[i] = entry{id: p.ID + "-" + event.ID, title: p.Name + ": " + e.Title, address: event.Address(), day: e.Day, text: e.Note}
	}
	return entries
}

// latest puts the latest entry first, and keeps as many as a feed holds.
func latest(entries []entry) []entry {
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(b.day, a.day) })
	return entries[:min(len(entries), feedMost)]
}
