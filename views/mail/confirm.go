package mail

import (
	"context"
	"strings"

	"roundrobin/views/words"
)

// Confirm is the mail in which a recipient of the summary says that they want it. Without that, no summary comes.
type Confirm struct {
	Site    Site
	Name    string // as the mail will speak of its reader
	Weekday string // monday, tuesday …
	Hour    int
	Zone    string
	Link    string // the reader's own
	Contact string // whom to ask, or ""
}

// Letter draws the mail in the language of ctx. It has no pictures.
func (c Confirm) Letter(ctx context.Context) (Letter, error) {
	html, err := inlined(ctx, ConfirmHTML(c))
	return Letter{Subject: c.subject(ctx), Text: c.text(ctx), HTML: html}, err
}

func (c Confirm) subject(ctx context.Context) string {
	return words.T(ctx, "mail.confirm.subject", "list", Digest{Site: c.Site}.list(ctx))
}

func (c Confirm) what(ctx context.Context) string {
	return words.T(ctx, "mail.confirm.what", "name", c.Name, "weekday", words.T(ctx, "mail.weekday."+c.Weekday), "hour", hour(c.Hour), "zone", zone(c.Zone))
}

func (c Confirm) ask(ctx context.Context) string {
	if c.Contact == "" {
		return words.T(ctx, "mail.confirm.nothing")
	}
	return words.T(ctx, "mail.confirm.nothing") + " " + words.T(ctx, "mail.confirm.contact", "contact", c.Contact)
}

func (c Confirm) text(ctx context.Context) string {
	var b page
	b.line(place(ctx, c.Site))
	b.say(words.T(ctx, "mail.confirm.head"))
	b.say(c.what(ctx))
	b.say(words.T(ctx, "mail.confirm.then"))
	b.line(words.T(ctx, "mail.confirm.link", "address", c.Link))
	b.line("")
	b.say(c.ask(ctx))
	return strings.TrimRight(b.String(), "\n") + "\n"
}
