package office

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/models/fault"
	"roundrobin/models/moderation"
	casestore "roundrobin/models/moderation/store"
	"roundrobin/models/office"
	"roundrobin/models/petition"
)

// flagDecide decides a case and goes on to the next, so that a long queue is worked through without going back and forth.
func (o *Office) flagDecide(v moderation.Verdict) func(*fiber.Ctx, office.Member) error {
	return func(c *fiber.Ctx, m office.Member) error {
		d, err := o.decision(c, m)
		id := c.Params("id")
		next, failed := o.Cases.After(c.UserContext(), id)
		if failed != nil {
			return failed
		}
		if err == nil {
			err = o.Cases.Decide(c.UserContext(), id, v, d)
		}
		if err != nil {
			return o.undecided(c, m, d, err)
		}
		if next == "" {
			return c.Redirect("/office/flags?done="+string(v), fiber.StatusSeeOther)
		}
		return c.Redirect("/office/flags/"+next+"?done="+string(v)+"&of="+id+"#case", fiber.StatusSeeOther)
	}
}

// flagMute ends a voice's part in the talk under one petition, and stays with the case.
func (o *Office) flagMute(c *fiber.Ctx, m office.Member) error {
	d, err := o.decision(c, m)
	if err == nil {
		err = o.Cases.Mute(c.UserContext(), c.Params("id"), d)
	}
	if err != nil {
		return o.undecided(c, m, d, err)
	}
	return c.Redirect("/office/flags/"+c.Params("id")+"?done=mute&of="+c.Params("id")+"#case", fiber.StatusSeeOther)
}

// decision is what was chosen and typed, with a refusal if that will not do.
func (o *Office) decision(c *fiber.Ctx, m office.Member) (d casestore.Decision, err error) {
	all, err := o.Cases.Standards.Published(c.UserContext())
	if err != nil {
		return d, err
	}
	current := all.Current()
	d.By, d.Standards = whoOf(m), current.Version
	d.Reason = petition.Reason{Code: c.FormValue("code"), Words: petition.OneLine(c.FormValue("words"))}
	d.Round = number(c.FormValue("round"))
	if d.Alone, err = o.alone(c); err != nil {
		return d, err
	}
	if _, err = current.Find(d.Reason.Code); err != nil {
		return d, err
	}
	return d, d.Reason.Check()
}

// alone: nobody else is in the office to decide about an appeal.
func (o *Office) alone(c *fiber.Ctx) (bool, error) {
	all, err := o.Members.All(c.UserContext())
	return len(all) < 2, err
}

// undecided shows the case again, with everything that was typed.
func (o *Office) undecided(c *fiber.Ctx, m office.Member, d casestore.Decision, err error) error {
	f := fault.Of(err)
	if f == nil || f.Kind == fault.NotFound {
		return err
	}
	c.Status(o.Status(err))
	d.Reason.Words = c.FormValue("words")
	return o.showCase(c, m, d.Reason, f)
}
