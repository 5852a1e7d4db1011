package office

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/program"
	views "roundrobin/views/office"
	"roundrobin/views/ui"
)

// readFacts takes a program's facts as they were typed. What is no number counts as less than nobody, and is refused as that.
func readFacts(c *fiber.Ctx) program.Program {
	one := func(name string) string { return strings.Join(strings.Fields(c.FormValue(name)), " ") }
	covered, err := strconv.Atoi(or(one("covered"), "0"))
	if err != nil {
		covered = -1
	}
	return program.Program{
		ID: one("id"), Name: one("name"), Purpose: one("purpose"), Owner: one("owner"), Covered: covered, Who: one("who"), Begins: day.Day(one("begins")),
		Status: program.StatusOf(one("status")), Choice: one("choice"), Review: program.Review(one("review")), Note: one("note"),
		Collects: program.ParseCollects(c.FormValue("collects")), Sources: program.ParseSources(c.FormValue("sources")),
	}
}

// typedFacts gives back what was typed, letter by letter.
func typedFacts(c *fiber.Ctx) views.Facts {
	v := func(name string) string { return c.FormValue(name) }
	return views.Facts{
		ID: v("id"), Name: v("name"), Purpose: v("purpose"), Owner: v("owner"), Covered: v("covered"), Who: v("who"), Begins: v("begins"), Status: v("status"),
		Choice: v("choice"), Review: v("review"), Note: v("note"), Collects: v("collects"), Sources: v("sources"), Read: v("read"),
	}
}

// factsOf writes a program's facts into the form.
func factsOf(p program.Program) views.Facts {
	f := views.Facts{
		ID: p.ID, Name: p.Name, Purpose: p.Purpose, Owner: p.Owner, Who: p.Who, Begins: string(p.Begins), Status: string(p.Status),
		Choice: p.Choice, Review: string(p.Review), Note: p.Note, Read: p.Hash().String(),
	}
	if p.Covered > 0 {
		f.Covered = strconv.Itoa(p.Covered)
	}
	for _, d := range p.Collects {
		line := d.Name
		if d.Note != "" {
			line += ": " + d.Note
		}
		f.Collects += line + "\n"
	}
	for _, s := range p.Sources {
		f.Sources += strings.TrimSpace(s.URL+" "+s.Title) + "\n"
	}
	return f
}

func readEntry(c *fiber.Ctx) program.Entry {
	one := func(name string) string { return strings.Join(strings.Fields(c.FormValue(name)), " ") }
	return program.Entry{
		Day: day.Day(one("day")), Kind: program.Kind(one("kind")), Title: one("title"), Note: one("entry_note"), Source: one("source"), Status: program.StatusOf(one("status")),
	}
}

func typedEntry(c *fiber.Ctx) views.Entry {
	v := func(name string) string { return c.FormValue(name) }
	return views.Entry{Day: v("day"), Kind: v("kind"), Title: v("title"), Note: v("entry_note"), Source: v("source"), Status: v("status")}
}

// problems are refusals by the field that they stand beside.
func problems(refused []*fault.Fault) views.Problems {
	all := views.Problems{}
	for _, f := range refused {
		all[f.Field] = views.Problem{Refusal: f.Code, Args: f.Args}
	}
	return all
}

// events are a timeline as the pages draw it.
func events(timeline []program.Entry) (all []ui.Event) {
	for _, e := range timeline {
		all = append(all, ui.Event{Day: string(e.Day), Kind: string(e.Kind), Title: e.Title, Note: e.Note, Source: e.Source})
	}
	return all
}

func or(value, otherwise string) string {
	if value != "" {
		return value
	}
	return otherwise
}
