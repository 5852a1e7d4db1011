package office

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/fault"
	"roundrobin/models/office"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/standard"
)

type deciding func(ctx context.Context, id string, d petitionstore.Decision) (petition.Petition, error)

// petitionOpen decides without a reason; the others give one of the standards and words.
func (o *Office) petitionOpen(c *fiber.Ctx, m office.Member) error {
	return o.decide(c, m, petition.Reason{}, nil, o.Petitions.Approve)
}

// withReason is any other decision.
func (o *Office) withReason(do func() deciding) func(*fiber.Ctx, office.Member) error {
	return func(c *fiber.Ctx, m office.Member) error {
		r := petition.Reason{Code: c.FormValue("code"), Words: petition.OneLine(c.FormValue("words"))}
		_, err := standard.Current().Find(r.Code)
		if err == nil {
			err = r.Check()
		}
		return o.decide(c, m, r, err, do())
	}
}

// decide does it and shows what became of it. What somebody else decided first, or what cannot be, is a sentence above the same screen,
// with everything that was typed.
func (o *Office) decide(c *fiber.Ctx, m office.Member, r petition.Reason, err error, do deciding) error {
	read, wrong := pass.ParseHash(c.FormValue("text"))
	if wrong != nil {
		err = petition.ErrOtherText
	}
	if err == nil {
		_, err = do(c.UserContext(), c.Params("id"), petitionstore.Decision{By: whoOf(m), Text: read, Reason: r, Standards: standard.Current().Version, Also: o.Cases.Closing(c.Params("id"))})
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
