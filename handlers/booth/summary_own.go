package booth

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/digest"
	digeststore "roundrobin/models/digest/store"
	view "roundrobin/views/summary"
)

// summaryOwn is the page behind a reader's own link. Mail scanners follow it as well: it changes nothing.
func (b *Booth) summaryOwn(p digest.Purpose) fiber.Handler {
	return func(c *fiber.Ctx) error {
		r, err := b.Recipients.Follow(c.UserContext(), p, c.Params("link"))
		if err != nil {
			return err
		}
		return b.showOwn(c, p, r)
	}
}

const mailedShown = 5 // summaries, on their reader's own page

func (b *Booth) showOwn(c *fiber.Ctx, p digest.Purpose, r digest.Recipient) error {
	c.Set(fiber.HeaderCacheControl, ownPage)
	props := view.OwnProps{
		Does: string(p), Link: c.Params("link"), Name: r.Name, Weekday: strings.ToLower(r.Weekday.String()), Hour: r.Hour, Zone: r.Zone,
		Confirmed: string(r.Confirmed), Stopped: string(r.Stopped), Today: string(b.today()),
	}
	letters, err := b.Summaries.To(c.UserContext(), r.ID, mailedShown)
	if err != nil {
		return err
	}
	for _, l := range letters {
		props.Mailed = append(props.Mailed, view.Mailed{Path: digeststore.Path(l.Period), Day: string(l.Day), Sent: sentProps(l)})
	}
	return page.Show(c, view.Own(props))
}

// summarySay does what the reader says: yes, stop, or begin again. A mail program stops it with a POST of its own (RFC 8058). What was said
// twice was said once.
func (b *Booth) summarySay(p digest.Purpose) fiber.Handler {
	return func(c *fiber.Ctx) error {
		ctx := c.UserContext()
		r, err := b.Recipients.Follow(ctx, p, c.Params("link"))
		if err != nil {
			return err
		}
		switch {
		case p == digest.ToConfirm:
			err = b.Recipients.Confirm(ctx, r.ID, b.today())
		case c.FormValue("do") == view.Resume:
			err = b.Recipients.Resume(ctx, r.ID)
		default:
			err = b.Recipients.Stop(ctx, r.ID, b.today())
		}
		if err != nil {
			return err
		}
		if r, err = b.Recipients.Find(ctx, r.ID); err != nil {
			return err
		}
		return b.showOwn(c, p, r)
	}
}
