package office

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/petition"
	"roundrobin/models/standard"
	views "roundrobin/views/office"
)

// standardsShow is what is in force, every version, and whether a next one is being written.
func (o *Office) standardsShow(c *fiber.Ctx, m office.Member) error {
	all, d, err := o.drafted(c)
	if err != nil {
		return err
	}
	p := views.StandardsProps{Viewer: o.viewer(m), Today: string(o.today()), Draft: draftProps(d), May: m.May(office.WriteStandards), Just: c.Query("done"), Standards: standards(all.Current())}
	for _, v := range all {
		p.Versions = append(p.Versions, views.StandardsVersion{Version: v.Version, From: string(v.From), Who: v.Who, Reason: v.Reason})
	}
	return page.Show(c, views.Standards(p))
}

func (o *Office) drafted(c *fiber.Ctx) (all standard.Published, d standard.Draft, err error) {
	if all, err = o.Cases.Standards.Published(c.UserContext()); err != nil {
		return nil, d, err
	}
	d, err = o.Cases.Standards.Draft(c.UserContext())
	return all, d, err
}

func draftProps(d standard.Draft) views.StandardsDraft {
	return views.StandardsDraft{Round: d.Round, Who: d.Who, Day: string(d.Day)}
}

// standardsForm is the draft, to be written on.
func (o *Office) standardsForm(c *fiber.Ctx, m office.Member) error {
	all, d, err := o.drafted(c)
	if err != nil {
		return err
	}
	return o.showDraft(c, m, all, d, nil)
}

// blank is how many empty places for new standards a form has.
const blank = 2

func (o *Office) showDraft(c *fiber.Ctx, m office.Member, all standard.Published, d standard.Draft, refused *fault.Fault) error {
	p := views.StandardsFormProps{
		Viewer: o.viewer(m), Today: string(o.today()), Draft: draftProps(d), Version: len(all) + 1, MaxCode: standard.MaxCode, MaxTitle: standard.MaxTitle, MaxText: standard.MaxText,
	}
	kept := func(s standard.Standard) views.DraftStandard {
		return views.DraftStandard{
			Standard: views.Standard{Code: s.Code, Title: s.Title, Text: s.Text, Hides: slices.Contains(d.Hides, s.Code)}, Stays: slices.Contains(d.Keep, s.Code),
		}
	}
	for _, s := range all.Current().All {
		p.Standing = append(p.Standing, kept(s))
	}
	for _, s := range all.Ended() {
		p.Ended = append(p.Ended, kept(s))
	}
	for _, s := range append(d.Added, make([]standard.Standard, blank)...) {
		p.Added = append(p.Added, views.Standard{Code: s.Code, Title: s.Title, Text: s.Text, Hides: s.Hides})
	}
	if refused != nil {
		p.Problems = problems(each(refused))
	}
	return page.Show(c, views.StandardsForm(p))
}

func each(f *fault.Fault) []*fault.Fault {
	if len(f.Each) > 0 {
		return f.Each
	}
	return []*fault.Fault{f}
}

// standardsSave keeps the draft. What cannot be published stays in the form, with a sentence beside each field.
func (o *Office) standardsSave(c *fiber.Ctx, m office.Member) error {
	d := typedDraft(c)
	err := o.Cases.Standards.Save(c.UserContext(), d, whoOf(m))
	f := fault.Of(err)
	switch {
	case err == nil && c.FormValue("more") != "":
		return c.Redirect("/office/standards/draft#added", fiber.StatusSeeOther)
	case err == nil:
		return c.Redirect("/office/standards/preview", fiber.StatusSeeOther)
	case f == nil:
		return err
	}
	all, now, failed := o.drafted(c)
	if failed != nil {
		return failed
	}
	d.Round, d.Who, d.Day = now.Round, now.Who, now.Day // what the next save replaces, and the page says whose it is
	o.refuse(c, err)
	return o.showDraft(c, m, all, d, f)
}

// typedDraft is what stands in the form. A place in which nothing was typed adds nothing.
func typedDraft(c *fiber.Ctx) standard.Draft {
	d := standard.Draft{Keep: many(c, "keep"), Hides: many(c, "hides"), Round: number(c.FormValue("round"))}
	for i := 0; ; i++ {
		n := "-" + strconv.Itoa(i)
		if !c.Request().PostArgs().Has("code" + n) {
			return d
		}
		s := standard.Standard{
			Code: strings.ToLower(strings.TrimSpace(c.FormValue("code" + n))), Title: petition.OneLine(c.FormValue("title" + n)),
			Text: petition.OneLine(c.FormValue("text" + n)), Hides: c.FormValue("hides"+n) != "",
		}
		if s.Code+s.Title+s.Text != "" {
			d.Added = append(d.Added, s)
		}
	}
}

func many(c *fiber.Ctx, name string) (all []string) {
	for _, v := range c.Request().PostArgs().PeekMulti(name) {
		all = append(all, string(v))
	}
	return all
}

// standardsPreview is the draft as everybody would read it, what it changes, and the button that publishes it.
func (o *Office) standardsPreview(c *fiber.Ctx, m office.Member) error {
	return o.showPreview(c, m, "", nil)
}

func (o *Office) showPreview(c *fiber.Ctx, m office.Member, reason string, refused *fault.Fault) error {
	all, d, err := o.drafted(c)
	if err != nil {
		return err
	}
	if d.Round == 0 {
		return c.Redirect("/office/standards", fiber.StatusSeeOther)
	}
	next := all.Next(d, o.today())
	p := views.StandardsPreviewProps{
		Viewer: o.viewer(m), Today: string(o.today()), Draft: draftProps(d), Version: next.Version, Now: len(all), May: m.May(office.WriteStandards),
		Language: next.Language, Hash: next.Hash().String(), Reason: reason,
	}
	for _, x := range all.Current().Diff(next) {
		p.Changes = append(p.Changes, views.StandardChange{Standard: views.Standard{Code: x.Code, Title: x.Title, Text: x.Text, Hides: x.Hides}, What: x.What})
	}
	if refused != nil {
		p.Problems = problems([]*fault.Fault{refused})
	}
	return page.Show(c, views.StandardsPreview(p))
}

// standardsPublish makes the draft that was read the version in force, for good.
func (o *Office) standardsPublish(c *fiber.Ctx, m office.Member) error {
	reason := petition.OneLine(c.FormValue("reason"))
	_, err := o.Cases.Standards.Publish(c.UserContext(), number(c.FormValue("round")), reason, whoOf(m))
	f := fault.Of(err)
	switch {
	case err == nil:
		return c.Redirect("/office/standards?done=published", fiber.StatusSeeOther)
	case f == nil:
		return err
	}
	o.refuse(c, err)
	return o.showPreview(c, m, c.FormValue("reason"), f)
}

// standardsDiscard throws the draft away that was read.
func (o *Office) standardsDiscard(c *fiber.Ctx, m office.Member) error {
	if err := o.Cases.Standards.Discard(c.UserContext(), number(c.FormValue("round"))); err != nil {
		f := fault.Of(err)
		if f == nil {
			return err
		}
		o.refuse(c, err)
		return o.showPreview(c, m, "", f)
	}
	return c.Redirect("/office/standards?done=discarded", fiber.StatusSeeOther)
}
