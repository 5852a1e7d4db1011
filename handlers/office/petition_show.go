package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/petition"
	"roundrobin/models/standard"
	views "roundrobin/views/office"
	"roundrobin/views/ui"
)

func (o *Office) petitionShow(c *fiber.Ctx, m office.Member) error {
	return o.showPetition(c, m, petition.Reason{}, nil)
}

// showPetition is the review screen, with what was typed and why it was refused.
func (o *Office) showPetition(c *fiber.Ctx, m office.Member, typed petition.Reason, refused *fault.Fault) error {
	ctx := c.UserContext()
	p, err := o.Petitions.FindWhole(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	programs, err := o.Programs(ctx)
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
	props := o.reviewProps(p, programs, published.Current())
	props.Viewer, props.Done, props.Code, props.Words = o.viewer(m), deeds(published, done), typed.Code, typed.Words
	if refused != nil {
		props.Refusal, props.Field, props.Args = refused.Code, refused.Field, refused.Args
	}
	return page.Show(c, views.Review(props))
}

func (o *Office) reviewProps(p petition.Petition, programs map[string]string, v standard.Version) views.ReviewProps {
	may := func(e petition.Event) bool { _, err := p.State.After(e); return err == nil }
	today := o.today()
	return views.ReviewProps{
		Today: string(today), ID: p.ID, Title: p.Text.Title, Ask: p.Text.Ask, Addressee: p.Text.Addressee, Language: p.Text.Language,
		LetterHTML: p.HTML, TextHash: p.Hash.String(), Frozen: string(p.Gathered), Program: programs[p.Program], ProgramID: p.Program,
		Standing: ui.Standing{
			State: string(p.State), Today: string(today), Since: string(p.Since), Closes: string(p.Closes), Due: string(p.DueBy(o.Rules())),
			Sponsors: p.Count, SponsorsWanted: p.Sponsors, Outcome: string(p.Outcome),
		},
		Until: string(p.LapsesAfter(o.Rules())), Closes: string(today.Add(o.Rules().OpenDays)), Hidden: string(p.Hidden),
		CanOpen: p.State == petition.Review, CanReject: may(petition.Reject), CanHide: may(petition.Hide) && p.Hidden == "", CanShow: may(petition.Show) && p.Hidden != "",
		Standards: standards(v), MendDays: o.Rules().MendDays,
	}
}

func standards(v standard.Version) (all []views.Standard) {
	for _, s := range v.All {
		all = append(all, views.Standard{Code: s.Code, Title: s.Title, Text: s.Text, Hides: s.Hides})
	}
	return all
}

// deeds are the record's lines as they are read: a reason's code becomes the standard that it names.
func deeds(published standard.Published, entries []audit.Entry) (all []views.Deed) {
	for _, e := range entries {
		d := views.Deed{Day: string(e.Day), Who: e.Who.Name, Role: e.Who.Role, Act: string(e.Act), Subject: e.Subject, Title: e.Title, Words: e.Reason, Detail: e.Detail}
		r := petition.ParseReason(e.Reason)
		if s, err := published.Find(r.Code); err == nil {
			d.Standard, d.Words = s.Title, r.Words
		}
		all = append(all, d)
	}
	return all
}
