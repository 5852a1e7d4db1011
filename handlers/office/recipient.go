package office

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/audit"
	"roundrobin/models/digest"
	"roundrobin/models/fault"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

// Recipients are who gets leadership's summary. Whoever is new, or has a new address, is asked by mail whether they want it.
type Recipients interface {
	All(ctx context.Context) ([]digest.Recipient, error)
	Find(ctx context.Context, id string) (digest.Recipient, error)
	Letters(ctx context.Context, id string) ([]Letter, error) // that they were written, in no order that says when
	Add(ctx context.Context, r digest.Recipient, by audit.Who) (id string, err error)
	Change(ctx context.Context, r digest.Recipient, by audit.Who) error
	Remove(ctx context.Context, id string, by audit.Who) error
	Ask(ctx context.Context, id string) error  // once more, at most once a day
	Test(ctx context.Context, id string) error // sends the summary as it stands now, at most once a day
}

// recipients are addresses of those who get the summary.
func (o *Office) recipients() []Route {
	return []Route{
		get("/office/recipients", office.KeepRecipients, o.recipientList),
		get("/office/recipients/new", office.KeepRecipients, o.recipientNew),
		write("/office/recipients", office.KeepRecipients, o.recipientAdd),
		get("/office/recipients/:id", office.KeepRecipients, o.recipientShow),
		write("/office/recipients/:id", office.KeepRecipients, o.recipientChange),
		post("/office/recipients/:id/ask", office.KeepRecipients, o.recipientDo("asked", Recipients.Ask)),
		post("/office/recipients/:id/test", office.KeepRecipients, o.recipientDo("tested", Recipients.Test)),
		post("/office/recipients/:id/remove", office.KeepRecipients, o.recipientRemove),
	}
}

// recipientList also says what was just done.
func (o *Office) recipientList(c *fiber.Ctx, m office.Member) error {
	all, err := o.Recipients.All(c.UserContext())
	if err != nil {
		return err
	}
	p := views.RecipientsProps{Viewer: o.viewer(m), Today: string(o.today()), Done: done(c)}
	for _, r := range all {
		p.Recipients = append(p.Recipients, recipientProps(r))
	}
	return page.Show(c, views.Recipients(p))
}

func recipientProps(r digest.Recipient) views.Recipient {
	return views.Recipient{
		ID: r.ID, Name: r.Name, Address: r.Address, Weekday: strings.ToLower(r.Weekday.String()), Hour: r.Hour, Zone: r.Zone,
		Some: len(r.Programs) + len(r.Petitions), Confirmed: string(r.Confirmed), Stopped: string(r.Stopped),
	}
}

func (o *Office) recipientNew(c *fiber.Ctx, m office.Member) error {
	return o.recipientForm(c, m, "", views.RecipientForm{Weekday: "monday", Hour: "8", Zone: o.Zone.String(), Language: "en"}, nil)
}

// recipientForm shows the form, and above it whose it is and what was just done.
func (o *Office) recipientForm(c *fiber.Ctx, m office.Member, id string, f views.RecipientForm, refused []*fault.Fault) error {
	p := views.RecipientProps{Viewer: o.viewer(m), Today: string(o.today()), Form: f, Problems: problems(refused), Done: done(c)}
	programs, err := o.Programs(c.UserContext())
	if err != nil {
		return err
	}
	p.Programs = programs
	if id != "" {
		r, err := o.Recipients.Find(c.UserContext(), id)
		if err != nil {
			return err
		}
		p.Recipient = recipientProps(r)
		if p.Letters, err = o.lettersTo(c.UserContext(), id); err != nil {
			return err
		}
	}
	return page.Show(c, views.RecipientShow(p))
}

const lettersShown = 12 // of one recipient; all stand in the list of mail

// lettersTo are some of what a recipient was written: first what did not reach them.
func (o *Office) lettersTo(ctx context.Context, id string) (shown []views.Letter, err error) {
	all, err := o.Recipients.Letters(ctx, id)
	trouble := func(l Letter) int { return slices.Index([]string{"dead", "failed"}, l.State) }
	slices.SortStableFunc(all, func(a, b Letter) int { return cmp.Compare(uint(trouble(a)), uint(trouble(b))) })
	for _, l := range all[:min(len(all), lettersShown)] {
		shown = append(shown, views.Letter(l))
	}
	return shown, err
}

func (o *Office) recipientShow(c *fiber.Ctx, m office.Member) error {
	r, err := o.Recipients.Find(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	return o.recipientForm(c, m, r.ID, formOf(r), nil)
}

func formOf(r digest.Recipient) views.RecipientForm {
	return views.RecipientForm{
		Address: r.Address, Name: r.Name, Weekday: strings.ToLower(r.Weekday.String()), Hour: strconv.Itoa(r.Hour), Zone: r.Zone, Language: r.Language,
		Programs: r.Programs, Petitions: strings.Join(r.Petitions, "\n"),
	}
}

func weekdayOf(name string) time.Weekday {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(d.String(), name) {
			return d
		}
	}
	return -1
}

var doings = map[string]bool{"added": true, "changed": true, "asked": true, "tested": true, "removed": true}

func done(c *fiber.Ctx) string {
	if d := c.Query("done"); doings[d] {
		return d
	}
	return ""
}
