package mail

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"roundrobin/views/words"
)

// Renewed is the mail with a reader's new link: after an answer of theirs, or because an admin replaced the old one.
type Renewed struct {
	Site                Site
	ID, Title, Language string
	Name                string // as the public knows the reader
	Day                 string
	Revisions           int // of the answer, or 0 where an admin replaced the link
	Answer, Code        string
	Contact             string // whom to tell that it was somebody else, or ""
}

// Letter draws the mail in the language of ctx. It has no pictures.
func (r Renewed) Letter(ctx context.Context) (Letter, error) {
	html, err := inlined(ctx, RenewedHTML(r))
	return Letter{Subject: r.subject(ctx), Text: r.text(ctx), HTML: html}, err
}

func (r Renewed) why() string {
	if r.Revisions > 0 {
		return "answered"
	}
	return "replaced"
}

func (r Renewed) page() string { return r.Site.Base + "/petitions/" + r.ID }

func (r Renewed) subject(ctx context.Context) string {
	return words.T(ctx, "mail.renewed.subject_"+r.why(), "title", r.Title)
}

func (r Renewed) first(ctx context.Context) string {
	return words.T(ctx, "mail.renewed."+r.why(), "name", r.Name)
}

func (r Renewed) text(ctx context.Context) string {
	var b page
	b.line(place(ctx, r.Site))
	b.say(words.T(ctx, "mail.renewed.head_"+r.why(), "day", words.Day(ctx, r.Day)))
	b.title(r.Title)
	b.say(r.first(ctx))
	if r.Revisions > 0 {
		b.say(words.T(ctx, "mail.renewed.answered_next"))
	}
	b.line(words.T(ctx, "mail.delivery.text.button", "address", r.Answer))
	b.line(words.T(ctx, "mail.delivery.text.code", "address", r.Site.Base+"/respond", "code", r.Code))
	b.line(words.T(ctx, "mail.delivery.text.page", "address", r.page()))
	b.line("")
	b.say(words.T(ctx, "mail.renewed.not_you") + " " + r.Contact)
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// writtenAsItIs writes what was sanitised already.
func writtenAsItIs(html string) templ.Component { return templ.Raw(html) }
