package booth

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/models/petition"
	view "roundrobin/views/petition"
)

// rating is what the petition's page says of how signers take the answer; nil before there is one.
func (b *Booth) rating(ctx context.Context, p petition.Petition) (*view.Rating, error) {
	if p.Answered == "" {
		return nil, nil
	}
	rated, tally, err := b.Petitions.Rated(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	r := &view.Rating{Rated: rated, Until: string(p.Answered.Add(petition.RatingDays)), Open: p.MayRate(b.today()) == nil}
	if tally.Day == "" {
		return r, nil
	}
	f, err := petition.ParseRatingText(tally.Text)
	if err != nil {
		return nil, err
	}
	r.Counted, r.Rated, r.Shown = true, f.Total, f.Shown
	for _, c := range f.Cells {
		r.Cells = append(r.Cells, view.RatingCell{Value: c.Name, People: c.People, Percent: c.People * 100 / max(1, f.Total), Hidden: c.Hidden})
	}
	return r, nil
}

// ratingText is what the leaf `tally` is the hash of.
func (b *Booth) ratingText(c *fiber.Ctx) error {
	_, tally, err := b.Petitions.Rated(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	if tally.Day == "" {
		return errFile
	}
	return file(c, plainText, briefly, []byte(tally.Text))
}
