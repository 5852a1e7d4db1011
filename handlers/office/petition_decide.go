package office

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
)

type deciding func(s *petitionstore.Store, ctx context.Context, id string, d petitionstore.Decision) (petition.Petition, error)

// petitionOpen decides without a reason; the others give one of the standards and words.
func (o *Office) petitionOpen(c *fiber.Ctx, m office.Member) error {
	return o.decide(c, m, petition.Reason{}, nil, (*petitionstore.Store).Approve)
}

// withReason is any other decision.
func (o *Office) withReason(do deciding) func(*fiber.Ctx, office.Member) error {
	return func(c *fiber.Ctx, m office.Member) error {
		r := petition.Reason{Code: c.FormValue("code"), Words: petition.OneLine(c.FormValue("words"))}
		all, err := o.Cases.Standards.Published(c.UserContext())
		if err != nil {
			return err
		}
		if _, err = all.Current().Find(r.Code); err == nil {
			err = r.Check()
		}
		return o.decide(c, m, r, err, do)
	}
}

// decide does it and shows what became of it. What somebody else decided first, or what cannot be, is a sentence above the same screen,
// with everything that was typed.
func (o *Office) decide(c *fiber.Ctx, m office.Member, r petition.Reason, err error, do deciding) error {
	all, failed := o.Cases.Standards.Published(c.UserContext())
	if failed != nil {
		return failed
	}
	read, wrong := pass.ParseHash(c.FormValue("text"))
	if wrong != nil {
		err = petition.ErrOtherText
	}
	if err == nil {
		_, err = do(o.Petitions, c.UserContext(), c.Params("id"), petitionstore.Decision{By: whoOf(m), Text: read, Reason: r, Standards: all.Current().Version, Also: o.Cases.Closing(c.Params("id"))})
	}
	switch f := fault.Of(err); {
	case err == nil:
		return c.Redirect("/office/petitions/"+c.Params("id"), fiber.StatusSeeOther)
	case f == nil || f.Kind == fault.NotFound:
		return err
	default:
		c.Status(o.Status(err))
		r.Words = c.FormValue("words")
		return o.showPetition(c, m, r, f)
	}
}
