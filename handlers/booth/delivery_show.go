package booth

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	view "roundrobin/views/petition"
)

// deliveryShow is what leadership was sent, word for word.
func (b *Booth) deliveryShow(c *fiber.Ctx) error {
	ctx := c.UserContext()
	p, err := b.Petitions.Find(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	words, err := b.Petitions.Handed(ctx, p.ID)
	if err != nil {
		return err
	}
	links, err := b.Responses.Of(ctx, p.ID)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(words))
	props := view.DeliveryProps{ID: p.ID, Title: p.Text.Title, Language: p.Text.Language, Day: string(p.Delivered), Words: words, Hash: hex.EncodeToString(sum[:])}
	for _, l := range links {
		props.To = append(props.To, l.Name)
	}
	fates, err := b.handed(ctx, p.ID)
	if err != nil {
		return err
	}
	props.Sent = reached(fates, view.Sent{})
	return page.Show(c, view.Delivery(props))
}

// deliveryText is the same, byte for byte: its SHA-256 is in the ledger.
func (b *Booth) deliveryText(c *fiber.Ctx) error {
	words, err := b.Petitions.Handed(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	return file(c, plainText, briefly, []byte(words))
}
