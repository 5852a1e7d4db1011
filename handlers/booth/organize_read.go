package booth

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

const (
	versionPart   = 10_500 // bytes of a version in one answer
	versionsShown = 40     // in one answer
)

var errUnsigned = fault.New(fault.Forbidden, "reading_unsigned")

// reader is the key that signed this very request today or yesterday.
func (b *Booth) reader(c *fiber.Ctx) (pass.BoothKey, error) {
	today := b.today()
	key, ok := pass.OpenReading(c.Get(fiber.HeaderAuthorization), b.Ledger.Origin(), c.OriginalURL(), string(today), string(today.Add(-1)))
	if !ok {
		return key, errUnsigned
	}
	return key, nil
}

// organizing is the draft in the path, if its reader is among its organizers. Wants may name acts whose data is needed.
func (b *Booth) organizing(c *fiber.Ctx, wants func(*petition.Organizing) []int) (*petition.Organizing, pass.BoothKey, error) {
	key, err := b.reader(c)
	if err != nil {
		return nil, key, err
	}
	mine := func(d *petition.Organizing) []int {
		if wants == nil || d.May(key) != nil {
			return nil
		}
		return wants(d)
	}
	d, err := b.Petitions.Organizing(c.UserContext(), c.Params("id"), mine)
	if err == nil {
		err = d.May(key)
	}
	return d, key, err
}

func (b *Booth) organizeShow(c *fiber.Ctx) error {
	d, key, err := b.organizing(c, nil)
	if err != nil {
		return err
	}
	updates, err := b.Petitions.Updates(c.UserContext(), d.ID)
	if err != nil {
		return err
	}
	return plainJSON(c, newOrganizers(d, key, b.today(), len(updates)).show(c.UserContext()))
}

func (b *Booth) organizeVersions(c *fiber.Ctx) error {
	d, key, err := b.organizing(c, nil)
	if err != nil {
		return err
	}
	before := c.QueryInt("before", len(d.Versions)+1)
	return plainJSON(c, fiber.Map{"versions": newOrganizers(d, key, b.today(), 0).versions(before, versionsShown)})
}

func (b *Booth) organizeVersion(c *fiber.Ctx) error {
	number, _ := strconv.Atoi(c.Params("number"))
	d, _, err := b.organizing(c, func(d *petition.Organizing) []int {
		if v := d.Version(number); v != nil {
			return d.Lacks(v)
		}
		return nil
	})
	if err != nil {
		return err
	}
	v := d.Version(number)
	part := c.QueryInt("part", 1)
	if v == nil {
		return petition.ErrVersionMissing
	}
	content := d.Bytes(v)
	parts := (len(content) + versionPart - 1) / versionPart
	if part < 1 || part > parts {
		return petition.ErrVersionMissing
	}
	data := content[(part-1)*versionPart : min(len(content), part*versionPart)]
	return plainJSON(c, fiber.Map{
		"number": v.Number, "id": v.ID, "base": v.Base, "part": part, "parts": parts, "data": base64.RawURLEncoding.EncodeToString(data),
	})
}

// organizeInvitation is what whoever holds an invitation may know before answering it.
func (b *Booth) organizeInvitation(c *fiber.Ctx) error {
	key, err := b.reader(c)
	if err != nil {
		return err
	}
	today := b.today()
	d, err := b.Petitions.Organizing(c.UserContext(), c.Params("id"), func(d *petition.Organizing) []int {
		if v := d.Stands(); v != nil && d.Invited(key, today) != nil {
			return d.Lacks(v)
		}
		return nil
	})
	if err != nil {
		return err
	}
	i := d.Invited(key, today)
	if i == nil {
		return petition.ErrInvitationOver
	}
	var says petition.Content
	if v := d.Stands(); v != nil {
		if says, err = d.Content(v); err != nil {
			return err
		}
	}
	return plainJSON(c, fiber.Map{
		"petition": d.ID, "state": d.Petition.State, "language": says.Language, "title": cut(says.Title, 300), "ask": cut(says.Ask, 1200),
		"by": names(d)[i.By], "organizers": len(d.Organizers), "until": i.Until(),
	})
}

// plainJSON writes "<" as it is: an envelope's room is counted.
func plainJSON(c *fiber.Ctx, value any) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	return c.Send(text.Bytes())
}
