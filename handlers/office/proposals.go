package office

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	views "roundrobin/views/office"
)

// Proposals are what colleagues proposed about programs. Whoever keeps them decides each once; a second decision is a refusal.
type Proposals interface {
	// Waiting are those without a decision, the oldest first.
	Waiting(ctx context.Context) ([]views.Proposal, error)
	// Accept puts one where it belongs; status is what the program is, or became by it, or "".
	Accept(ctx context.Context, id, status string, by audit.Who) error
	// Decline turns one down; the reason, one line, is published.
	Decline(ctx context.Context, id, reason string, by audit.Who) error
}

var errNoProposals = fault.New(fault.NotFound, "page_missing")

// proposing is for a site that takes proposals.
func (o *Office) proposing(f func(*fiber.Ctx, office.Member) error) func(*fiber.Ctx, office.Member) error {
	return func(c *fiber.Ctx, m office.Member) error {
		if o.Proposals == nil {
			return errNoProposals
		}
		return f(c, m)
	}
}

func (o *Office) proposalList(c *fiber.Ctx, m office.Member) error {
	return o.showProposals(c, m, "", "", nil)
}

func (o *Office) showProposals(c *fiber.Ctx, m office.Member, id, words string, refused *fault.Fault) error {
	waiting, err := o.Proposals.Waiting(c.UserContext())
	if err != nil {
		return err
	}
	p := views.ProposalsProps{Viewer: o.viewer(m), Today: string(o.today()), Waiting: waiting, ID: id, Words: words, Done: c.Query("done")}
	if refused != nil {
		p.Refusal, p.Args, p.Done = refused.Code, refused.Args, ""
	}
	return page.Show(c, views.Proposals(p))
}

func (o *Office) proposalAccept(c *fiber.Ctx, m office.Member) error {
	err := o.Proposals.Accept(c.UserContext(), c.Params("id"), c.FormValue("status"), whoOf(m))
	return o.proposalDone(c, m, "accepted", "", err)
}

func (o *Office) proposalDecline(c *fiber.Ctx, m office.Member) error {
	words := petition.OneLine(c.FormValue("words"))
	err := error(fault.New(fault.Invalid, "reason_needed"))
	if pass.IsLine(words, petition.MaxReason) {
		err = o.Proposals.Decline(c.UserContext(), c.Params("id"), words, whoOf(m))
	}
	return o.proposalDone(c, m, "declined", c.FormValue("words"), err)
}

func (o *Office) proposalDone(c *fiber.Ctx, m office.Member, done, words string, err error) error {
	f := fault.Of(err)
	switch {
	case err == nil:
		return c.Redirect("/office/proposals?done="+done, fiber.StatusSeeOther)
	case f == nil:
		return err
	}
	c.Status(o.Status(err))
	return o.showProposals(c, m, c.Params("id"), words, f)
}
