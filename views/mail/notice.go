package mail

import (
	"context"
	"strings"

	"roundrobin/views/words"
)

// Notice is the general letter to the whole staff, once a month: what is open. It says the same to everybody.
type Notice struct {
	Site Site
	Day  string
	// Open are the petitions that take signatures, in the order of the site.
	Open []Opening
	Stop string // the reader's own link, by which no letter comes any more
}

// Opening is a petition that takes signatures.
type Opening struct {
	ID, Title, Ask, Language string
	Count, Goal              int
	Closes                   string
}

const openings = 30 // told in a letter; the rest is on the site

// Letter draws the mail in the language of ctx. It has no pictures.
func (n Notice) Letter(ctx context.Context) (Letter, error) {
	html, err := inlined(ctx, NoticeHTML(n))
	return Letter{Subject: n.subject(ctx), Text: n.text(ctx), HTML: html}, err
}

// ListID names the list as RFC 2919 wants it.
func (n Notice) ListID(ctx context.Context) string {
	return listID(Digest{Site: n.Site}.list(ctx), "staff", n.Site.Origin)
}

func (n Notice) subject(ctx context.Context) string {
	return words.T(ctx, "mail.notice.subject", "list", Digest{Site: n.Site}.list(ctx), "day", words.Day(ctx, n.Day))
}

func (n Notice) headline(ctx context.Context) string {
	if len(n.Open) == 0 {
		return words.T(ctx, "mail.notice.none")
	}
	return words.N(ctx, "mail.notice.open", len(n.Open), "number", number(ctx, len(n.Open)))
}

func (n Notice) shown() (all []Opening, more int) {
	if len(n.Open) <= openings {
		return n.Open, 0
	}
	return n.Open[:openings], len(n.Open) - openings
}

func (n Notice) stands(ctx context.Context, o Opening) string {
	return words.T(ctx, "mail.notice.stands", "count", o.Count, "goal", o.Goal, "closes", words.DayNear(ctx, o.Closes, n.Day))
}

func (n Notice) address(o Opening) string { return n.Site.Base + "/petitions/" + o.ID }

func (n Notice) text(ctx context.Context) string {
	var b page
	b.line(place(ctx, n.Site))
	b.say(words.T(ctx, "mail.notice.head", "day", words.Day(ctx, n.Day)))
	b.say(n.headline(ctx) + " " + words.T(ctx, "mail.notice.how"))
	all, more := n.shown()
	for _, o := range all {
		b.title(o.Title)
		b.say(o.Ask)
		b.say(n.stands(ctx, o))
		b.line(words.T(ctx, "mail.text.read", "address", n.address(o)) + "\n")
	}
	if more > 0 {
		b.say(words.N(ctx, "mail.more", more))
	}
	b.line(words.T(ctx, "mail.text.all", "address", n.Site.Base+"/petitions") + "\n")
	b.rule()
	b.say(words.T(ctx, "mail.notice.everybody"))
	b.line(words.T(ctx, "mail.notice.stop_text", "address", n.Stop))
	return strings.TrimRight(b.String(), "\n") + "\n"
}
