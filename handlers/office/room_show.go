package office

import (
	"context"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/office"
	views "roundrobin/views/office"
)

func (o *Office) showRoom(c *fiber.Ctx, m office.Member) error {
	ctx := c.UserContext()
	p := views.RoomProps{Viewer: o.viewer(m), Today: string(o.today()), Version: o.Version}
	for _, fill := range []func(context.Context, *views.RoomProps) error{o.review, o.mail, o.ledger, o.books} {
		if err := fill(ctx, &p); err != nil {
			return err
		}
	}
	return page.Show(c, views.Room(p))
}

func (o *Office) review(ctx context.Context, p *views.RoomProps) error {
	waiting, err := o.Review(ctx)
	if err != nil {
		return err
	}
	programs, err := o.Programs(ctx)
	for _, x := range waiting {
		p.Review = append(p.Review, views.Petition{
			ID: x.ID, Title: x.Text.Title, Ask: x.Text.Ask, Language: x.Text.Language, Since: string(x.Since), Due: string(x.DueBy(o.Rules())), Program: programs[x.Program],
		})
	}
	slices.SortStableFunc(p.Review, func(a, b views.Petition) int { return strings.Compare(a.Since, b.Since) })
	return err
}

// mail counts the letters. Their recipients' names go to admins' pages only.
func (o *Office) mail(ctx context.Context, p *views.RoomProps) error {
	letters, err := o.Letters(ctx)
	in := map[string]*int{"waiting": &p.Mail.Waiting, "sending": &p.Mail.Sending, "sent": &p.Mail.Sent, "failed": &p.Mail.Failed, "dead": &p.Mail.Dead}
	for _, l := range letters {
		if n := in[l.State]; n != nil {
			*n++
		}
		if l.State != "failed" && l.State != "dead" {
			continue
		}
		if p.Role != string(office.Admin) {
			l.Recipient = ""
		}
		p.Mail.Troubled = append(p.Mail.Troubled, views.Letter(l))
	}
	return err
}

func (o *Office) ledger(ctx context.Context, p *views.RoomProps) error {
	size, signed, err := o.Checkpoint(ctx)
	p.Ledger = views.Ledger{Size: int(size), Checkpoint: string(signed)}
	if err != nil {
		return err
	}
	witnesses, err := o.Witnesses(ctx)
	for _, w := range witnesses {
		p.Ledger.Witnesses = append(p.Ledger.Witnesses, views.Witness(w))
	}
	return err
}

func (o *Office) books(ctx context.Context, p *views.RoomProps) error {
	books, err := o.Books(ctx)
	for _, b := range books {
		p.Books = append(p.Books, views.Book{Name: b.Name, From: string(b.From), To: string(b.To), Collected: rounded(b.Collected)})
	}
	return err
}

const (
	few  = 20
	tens = 10
)

// rounded is what the site shows of a number of people everywhere.
func rounded(n int) int {
	if n < few {
		return n
	}
	return n / tens * tens
}
