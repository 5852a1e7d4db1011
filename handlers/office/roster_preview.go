package office

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/export"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/roster"
	"roundrobin/models/upload"
	views "roundrobin/views/office"
	"roundrobin/views/words"
)

const (
	listed  = 50 // names on a page of a list
	badRows = 50 // bad rows on the page
	samples = 3
)

// looked is the file that is held, as it is read now.
type looked struct {
	upload.Held
	file    *roster.File
	columns roster.Columns
}

func (o *Office) look(c *fiber.Ctx) (l looked, err error) {
	if l.Held, err = o.Uploads.Find(c.UserContext()); err != nil {
		return l, err
	}
	if l.columns, err = roster.ParseColumns(l.Columns); err != nil {
		return l, err
	}
	l.file, err = roster.OpenFile(l.File)
	return l, err
}

// rosterPreview is what the file that is held would change, and what an attempt to apply it was refused for.
func (o *Office) rosterPreview(c *fiber.Ctx, m office.Member) error {
	l, err := o.look(c)
	if err != nil {
		return o.gone(c, m, err)
	}
	return o.showPreviewOf(c, m, l, o.taking.refusedOf(l.ID))
}

// gone shows the first page where no file is held any more.
func (o *Office) gone(c *fiber.Ctx, m office.Member, err error) error {
	f := fault.Of(err)
	if f == nil {
		return err
	}
	o.refuse(c, err)
	return o.showRoster(c, m, f.On("file"))
}

func (o *Office) showPreviewOf(c *fiber.Ctx, m office.Member, l looked, refused *fault.Fault) error {
	p := views.RosterPreviewProps{
		Viewer: o.viewer(m), Today: string(o.today()), File: l.ID, Encoding: l.file.Encoding, Comma: commas[l.file.Comma],
		Headings: l.file.Headings, Chosen: map[string]int{}, Sample: l.file.Sample(samples),
	}
	for _, f := range roster.Fields {
		p.Fields, p.Chosen[string(f)] = append(p.Fields, string(f)), l.columns.At(f)
	}
	preview, err := o.Roster.Preview(c.UserContext(), l.file, l.columns)
	f := fault.Of(err)
	switch {
	case err == nil:
		fillPreview(c, &p, preview)
	case f == nil:
		return err
	case refused == nil:
		refused = f
	}
	if refused != nil {
		p.Problems = problems([]*fault.Fault{refused})
	}
	return page.Show(c, views.RosterPreview(p))
}

var commas = map[byte]string{',': "comma", ';': "semicolon", '\t': "tab", '|': "bar"}

func fillPreview(c *fiber.Ctx, p *views.RosterPreviewProps, of roster.Preview) {
	p.Good = true
	p.Joining, p.Leaving, p.Changed, p.Unchanged, p.Refused = of.Added, of.Left, of.Changed, of.Unchanged, len(of.Refused)
	p.Present, p.Drops, p.Strange = of.Present, of.Drops(), of.Strange
	for _, r := range of.Refused[:min(badRows, len(of.Refused))] {
		p.Bad = append(p.Bad, views.RosterBad{Line: r.Line, Refusal: r.Fault.Code, Args: r.Fault.Args, Row: r.Row})
	}
	p.List = c.Query("list")
	lines := map[string]func() []views.RosterPerson{
		"joining": func() []views.RosterPerson { return plainly(of.Joining) },
		"leaving": func() []views.RosterPerson { return plainly(of.Leaving) },
		"changing": func() (all []views.RosterPerson) {
			for _, x := range of.Changing {
				was := personProps(x.Before)
				one := personProps(x.After)
				one.Was = &was
				all = append(all, one)
			}
			return all
		},
	}[p.List]
	if lines == nil {
		p.List = ""
		return
	}
	all := lines()
	p.Pages = (len(all) + listed - 1) / listed
	p.Page = max(1, min(c.QueryInt("page", 1), p.Pages))
	p.People = all[min(len(all), (p.Page-1)*listed):min(len(all), p.Page*listed)]
}

func plainly(persons []roster.Person) []views.RosterPerson {
	all := make([]views.RosterPerson, len(persons))
	for i, p := range persons {
		all[i] = personProps(p)
	}
	return all
}

func personProps(p roster.Person) views.RosterPerson {
	return views.RosterPerson{Name: p.Name, Title: p.Title, Site: p.Site, Kind: p.Kind}
}

// rosterColumns keeps which column is which, as a person says.
func (o *Office) rosterColumns(c *fiber.Ctx, m office.Member) error {
	l, err := o.look(c)
	if err != nil {
		return o.gone(c, m, err)
	}
	l.columns = roster.Columns{}
	for _, f := range roster.Fields {
		if n, err := strconv.Atoi(c.FormValue(string(f))); err == nil && n >= 0 && n < len(l.file.Headings) {
			l.columns[f] = n
		}
	}
	err = o.Uploads.Choose(c.UserContext(), c.FormValue("file"), l.columns.Text())
	if err != nil {
		return o.gone(c, m, err)
	}
	return c.Redirect("/office/roster/preview", fiber.StatusSeeOther)
}

// rosterRefused is every bad row with its reason, for a spreadsheet.
func (o *Office) rosterRefused(c *fiber.Ctx, m office.Member) error {
	l, err := o.look(c)
	if err != nil {
		return o.gone(c, m, err)
	}
	ctx := c.UserContext()
	of, err := o.Roster.Preview(ctx, l.file, l.columns)
	if err != nil {
		return o.gone(c, m, err)
	}
	lines := [][]string{{words.T(ctx, "office.roster.bad_line"), words.T(ctx, "office.roster.bad_why"), words.T(ctx, "office.roster.bad_row")}}
	for _, r := range of.Refused {
		lines = append(lines, []string{strconv.Itoa(r.Line), words.Fault(ctx, r.Fault.Code, r.Fault.Args), r.Row})
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="refused.csv"`)
	return c.Send(export.CSV(lines))
}
