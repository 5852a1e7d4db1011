package booth

import (
	"bytes"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

var errOtherAct = fault.New(fault.Invalid, "act_malformed")

// beat answers the envelope that holds nothing.
func (b *Booth) beat(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusNoContent) }

func (b *Booth) sign(c *fiber.Ctx) error     { return b.handIn(c, pass.Signature) }
func (b *Booth) withdraw(c *fiber.Ctx) error { return b.handIn(c, pass.Withdrawal) }
func (b *Booth) comment(c *fiber.Ctx) error  { return b.handIn(c, pass.Comment) }
func (b *Booth) edit(c *fiber.Ctx) error     { return b.handIn(c, pass.Edit) }
func (b *Booth) retract(c *fiber.Ctx) error  { return b.handIn(c, pass.Retraction) }
func (b *Booth) rate(c *fiber.Ctx) error     { return b.handIn(c, pass.Rating) }
func (b *Booth) sit(c *fiber.Ctx) error      { return b.handIn(c, pass.Pulse) }
func (b *Booth) workplace(c *fiber.Ctx) error {
	return b.handIn(c, pass.Workplace)
}
func (b *Booth) agree(c *fiber.Ctx) error   { return b.handIn(c, pass.Agreement) }
func (b *Booth) propose(c *fiber.Ctx) error { return b.handIn(c, pass.Proposing) }
func (b *Booth) flag(c *fiber.Ctx) error    { return b.handIn(c, pass.Flag) }
func (b *Booth) appeal(c *fiber.Ctx) error  { return b.handIn(c, pass.Appeal) }

// handIn takes an act of one kind on the petition in the path, and answers with the promise.
func (b *Booth) handIn(c *fiber.Ctx, kind pass.Kind) error {
	_, promise, err := b.take(c, kind)
	if err != nil {
		return err
	}
	return c.JSON(fiber.Map{"promise": string(promise)})
}

func (b *Booth) take(c *fiber.Ctx, kind pass.Kind) (h pass.HandedIn, promise []byte, err error) {
	if h, err = pass.ParseHandedIn(bytes.Clone(c.Body())); err != nil {
		return h, nil, err
	}
	if h.Act.Kind != kind || h.Act.Petition != c.Params("id", pass.AboutPrograms) {
		return h, nil, errOtherAct
	}
	promise, err = b.Petitions.HandIn(c.UserContext(), h)
	return h, promise, err
}
