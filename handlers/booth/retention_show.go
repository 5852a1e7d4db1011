package booth

import (
	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/retention"
	"roundrobin/views/pages"
)

// retentionShow is what is kept, for how long, and when it was last thrown away.
func (b *Booth) retentionShow(c *fiber.Ctx) error {
	last, err := b.Retention.Last(c.UserContext())
	if err != nil {
		return err
	}
	settled, err := b.Retention.Settled(c.UserContext())
	if err != nil {
		return err
	}
	p := pages.RetentionProps{Today: string(b.today())}
	for _, place := range retention.Places {
		x := pages.KeptPlace{Place: string(place)}
		for _, r := range retention.Table {
			if r.Place == place {
				k := pages.Kept{Name: r.Name, Swept: r.Sweep != "", Last: string(last[r.Sweep])}
				if r.Sweep == retention.Settled {
					k.Petitions = settled
				}
				x.Rows = append(x.Rows, k)
			}
		}
		p.Places = append(p.Places, x)
	}
	return page.Show(c, pages.Retention(p))
}
