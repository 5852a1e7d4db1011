package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/models/petition"
)

// petitionFacts is a petition for programs to read.
type petitionFacts struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Ask     string `json:"ask"`
	State   string `json:"state"`
	Count   int    `json:"count"`
	Goal    int    `json:"goal"`
	Opened  string `json:"opened"`
	Closes  string `json:"closes"`
	Program string `json:"program"`
}

func facts(p petition.Petition) petitionFacts {
	return petitionFacts{p.ID, p.Text.Title, p.Text.Ask, string(p.State), p.Count, p.Goal, string(p.Opened), string(p.Closes), p.Program}
}

func (b *Booth) petitionJSON(c *fiber.Ctx) error {
	p, err := b.Petitions.Find(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	return c.JSON(facts(p))
}

// petitionText is the frozen text, byte for byte: what signatures name by its hash.
func (b *Booth) petitionText(c *fiber.Ctx) error {
	p, err := b.Petitions.Find(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	if p.Hidden != "" {
		return petition.ErrHidden
	}
	return file(c, plainText, briefly, p.Text.Marshal())
}
