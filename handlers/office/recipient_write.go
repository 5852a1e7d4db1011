package office

import (
	"context"
	"path"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/digest"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

// readRecipient takes a recipient as it was typed, and what of it cannot be.
func (o *Office) readRecipient(c *fiber.Ctx) (r digest.Recipient, refused []*fault.Fault, err error) {
	one := func(name string) string { return strings.Join(strings.Fields(c.FormValue(name)), " ") }
	hour, wrong := strconv.Atoi(one("hour"))
	if wrong != nil {
		hour = -1
	}
	r = digest.Recipient{
		ID: c.Params("id"), Address: one("address"), Name: one("name"), Weekday: weekdayOf(one("weekday")), Hour: hour, Zone: one("zone"), Language: one("language"),
		Programs: chosen(c, "program"), Petitions: petitionsIn(c.FormValue("petitions")), From: o.Now(),
	}
	refused = r.Check()
	for _, id := range r.Petitions {
		if _, err := o.Petitions.Find(c.UserContext(), id); fault.Of(err) != nil {
			refused = append(refused, fault.New(fault.Invalid, "recipient_petition", "id", id).On("petitions"))
		} else if err != nil {
			return r, nil, err
		}
	}
	return r, refused, nil
}

// petitionsIn are ids, one a line; an address of a petition's page is taken for its id.
func petitionsIn(typed string) (ids []string) {
	for _, word := range strings.Fields(typed) {
		ids = append(ids, path.Base(strings.TrimRight(word, "/")))
	}
	return ids
}

func chosen(c *fiber.Ctx, name string) (values []string) {
	for _, v := range c.Request().PostArgs().PeekMulti(name) {
		values = append(values, string(v))
	}
	return values
}

// typedRecipient gives back what was typed, letter by letter.
func typedRecipient(c *fiber.Ctx) views.RecipientForm {
	v := func(name string) string { return c.FormValue(name) }
	return views.RecipientForm{
		Address: v("address"), Name: v("name"), Weekday: v("weekday"), Hour: v("hour"), Zone: v("zone"), Language: v("language"), Programs: chosen(c, "program"), Petitions: v("petitions"),
	}
}

func (o *Office) recipientAdd(c *fiber.Ctx, m office.Member) error {
	return o.recipientWrite(c, m, func(ctx context.Context, r digest.Recipient) (string, error) {
		id, err := o.Recipients.Add(ctx, r, whoOf(m))
		return "/office/recipients?done=added#r-" + id, err
	})
}

func (o *Office) recipientChange(c *fiber.Ctx, m office.Member) error {
	return o.recipientWrite(c, m, func(ctx context.Context, r digest.Recipient) (string, error) {
		was, err := o.Recipients.Find(ctx, r.ID)
		if err != nil {
			return "", err
		}
		r.From = was.From
		return "/office/recipients/" + r.ID + "?done=changed", o.Recipients.Change(ctx, r, whoOf(m))
	})
}

func (o *Office) recipientWrite(c *fiber.Ctx, m office.Member, write func(context.Context, digest.Recipient) (string, error)) error {
	r, refused, err := o.readRecipient(c)
	if err != nil {
		return err
	}
	if len(refused) == 0 {
		next, err := write(c.UserContext(), r)
		f := fault.Of(err)
		switch {
		case err == nil:
			return c.Redirect(next, fiber.StatusSeeOther)
		case f == nil || f.Kind == fault.NotFound:
			return err
		}
		refused = []*fault.Fault{f}
	}
	o.refuse(c, refused[0])
	return o.recipientForm(c, m, r.ID, typedRecipient(c), refused)
}

// recipientRemove takes somebody off the list.
func (o *Office) recipientRemove(c *fiber.Ctx, m office.Member) error {
	if err := o.Recipients.Remove(c.UserContext(), c.Params("id"), whoOf(m)); err != nil {
		return err
	}
	return c.Redirect("/office/recipients?done=removed", fiber.StatusSeeOther)
}

// recipientDo asks again, or sends a test.
func (o *Office) recipientDo(done string, do func(Recipients, context.Context, string) error) func(*fiber.Ctx, office.Member) error {
	return func(c *fiber.Ctx, m office.Member) error {
		ctx, id := c.UserContext(), c.Params("id")
		err := do(o.Recipients, ctx, id)
		f := fault.Of(err)
		switch {
		case err == nil:
			return c.Redirect("/office/recipients/"+id+"?done="+done, fiber.StatusSeeOther)
		case f == nil || f.Kind == fault.NotFound:
			return err
		}
		r, err := o.Recipients.Find(ctx, id)
		if err != nil {
			return err
		}
		o.refuse(c, f)
		return o.recipientForm(c, m, id, formOf(r), []*fault.Fault{f.On("")})
	}
}
