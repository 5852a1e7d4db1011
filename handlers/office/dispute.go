package office

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/dispute"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

// Disputes are what people say about books in their name.
type Disputes interface {
	All(ctx context.Context) ([]dispute.Dispute, error)
	Answer(ctx context.Context, id, answer, who string) error
}

// disputeList is what people say, with the office's answers.
func (o *Office) disputeList(c *fiber.Ctx, m office.Member) error {
	return o.showDisputes(c, m, "", "", nil)
}

func (o *Office) showDisputes(c *fiber.Ctx, m office.Member, id, typed string, refused *fault.Fault) error {
	all, err := o.Disputes.All(c.UserContext())
	if err != nil {
		return err
	}
	p := views.DisputesProps{Viewer: o.viewer(m), Today: string(o.today()), Max: dispute.MaxAnswer, At: id, Typed: typed, Just: c.Query("done")}
	for _, d := range all {
		p.Disputes = append(p.Disputes, views.Dispute{ID: d.ID, Book: d.Book, Day: string(d.Day), Name: d.Name, Answer: d.Answer, Answered: string(d.Answered), Who: d.Who})
	}
	if refused != nil {
		p.Problems = problems([]*fault.Fault{refused})
	}
	return page.Show(c, views.Disputes(p))
}

// disputeAnswer keeps the answer under the member's name.
func (o *Office) disputeAnswer(c *fiber.Ctx, m office.Member) error {
	ctx, id, typed := c.UserContext(), c.Params("id"), c.FormValue("answer")
	if err := o.Disputes.Answer(ctx, id, typed, m.Name); err != nil {
		f := fault.Of(err)
		if f == nil || f.Kind == fault.NotFound {
			return err
		}
		o.refuse(c, err)
		return o.showDisputes(c, m, id, typed, f)
	}
	if err := o.Record.Tell(ctx, audit.Entry{Who: whoOf(m), Act: audit.Disputed}); err != nil {
		return err
	}
	return c.Redirect("/office/disputes?done=answered#d-"+id, fiber.StatusSeeOther)
}
