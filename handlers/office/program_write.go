package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/pass"
	"roundrobin/models/program"
	views "roundrobin/views/office"
	"roundrobin/views/ui"
)

// programNew is an empty form.
func (o *Office) programNew(c *fiber.Ctx, m office.Member) error {
	return page.Show(c, views.Program(views.ProgramProps{Viewer: o.viewer(m), New: true, Facts: views.Facts{Status: string(program.Announced), Review: string(program.NoReview)}}))
}

// programCreate takes a program in.
func (o *Office) programCreate(c *fiber.Ctx, m office.Member) error {
	p := readFacts(c)
	p.Since = o.today()
	refused := p.Check()
	if len(refused) == 0 {
		err := o.Keeper.Create(c.UserContext(), p, o.Record.Writing(whoOf(m), audit.Added, p.ID, p.Name, ""))
		f := fault.Of(err)
		switch {
		case err == nil:
			return c.Redirect("/office/programs/"+p.ID, fiber.StatusSeeOther)
		case f == nil:
			return err
		}
		refused = []*fault.Fault{f.On("id")}
	}
	o.refuse(c, refused[0])
	return page.Show(c, views.Program(views.ProgramProps{Viewer: o.viewer(m), New: true, Facts: typedFacts(c), Problems: problems(refused)}))
}

// programShow is the form with what is known, and the timeline.
func (o *Office) programShow(c *fiber.Ctx, m office.Member) error {
	return o.showProgram(c, m, func(*views.ProgramProps) {})
}

// showProgram is the page of a program in the office; change puts in what was typed and refused.
func (o *Office) showProgram(c *fiber.Ctx, m office.Member, change func(*views.ProgramProps)) error {
	ctx := c.UserContext()
	p, err := o.Keeper.Find(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	timeline, err := o.Keeper.Timeline(ctx, p.ID, "")
	if err != nil {
		return err
	}
	done, err := o.Record.About(ctx, p.ID)
	if err != nil {
		return err
	}
	published, err := o.Cases.Standards.Published(ctx)
	if err != nil {
		return err
	}
	props := views.ProgramProps{
		Viewer: o.viewer(m), Name: p.Name, State: ui.ProgramState{Status: string(p.Status), Since: string(p.Since), Today: string(o.today())}, Facts: factsOf(p),
		Timeline: events(timeline), Entry: views.Entry{Day: string(o.today())}, Done: deeds(published, done), Today: string(o.today()),
	}
	change(&props)
	return page.Show(c, views.Program(props))
}

// programChange writes new facts. Over a change of somebody else's, which was not read, it refuses: what was typed stays in the form, and
// the form then knows what was read.
func (o *Office) programChange(c *fiber.Ctx, m office.Member) error {
	p := readFacts(c)
	p.ID = c.Params("id")
	p.Status = program.Active // not of this form
	refused := p.Check()
	if len(refused) == 0 {
		read, _ := pass.ParseHash(c.FormValue("read"))
		err := o.Keeper.Change(c.UserContext(), p, read, o.Record.Writing(whoOf(m), audit.Changed, p.ID, p.Name, ""))
		f := fault.Of(err)
		switch {
		case err == nil:
			return c.Redirect("/office/programs/"+p.ID, fiber.StatusSeeOther)
		case f == nil || f.Kind == fault.NotFound:
			return err
		}
		refused = []*fault.Fault{f}
	}
	o.refuse(c, refused[0])
	return o.showProgram(c, m, func(props *views.ProgramProps) {
		read := props.Facts.Read
		props.Facts, props.Problems = typedFacts(c), problems(refused)
		props.Facts.Read = read
	})
}

// programTell adds a line to the timeline; a status that it names is the program's from that day on.
func (o *Office) programTell(c *fiber.Ctx, m office.Member) error {
	e, id := readEntry(c), c.Params("id")
	refused := e.Check(o.today())
	if len(refused) == 0 {
		err := o.Keeper.Note(c.UserContext(), id, e, o.Record.Writing(whoOf(m), audit.Told, id, e.Title, ""))
		f := fault.Of(err)
		switch {
		case err == nil:
			return c.Redirect("/office/programs/"+id+"#timeline-h", fiber.StatusSeeOther)
		case f == nil || f.Kind == fault.NotFound:
			return err
		}
		refused = []*fault.Fault{f.On("title")}
	}
	o.refuse(c, refused[0])
	return o.showProgram(c, m, func(props *views.ProgramProps) { props.Entry, props.EntryProblems = typedEntry(c), problems(refused) })
}
