package mail

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"roundrobin/views/words"
)

// Delivery is the mail that brings a petition to one reader of leadership. Without Answer and Code it is what the public reads of it.
type Delivery struct {
	Site                      Site
	ID, Title, Ask, Addressee string
	Language                  string // BCP 47, of the petition's text
	Background                string // Markdown, as it was frozen
	LetterHTML                string // of Background, sanitised; written as it is
	Count, Goal, Share        int
	Holders                   int // rounded as everywhere
	Angles                    []uint32
	Names                     []string // who signed by name
	Delivered, Due            string
	Answer                    string // the reader's own address, or ""
	Code                      string // the reader's own, or ""
}

// Letter draws the mail in the language of ctx.
func (d Delivery) Letter(ctx context.Context) (Letter, error) {
	html, err := inlined(ctx, DeliveryHTML(d))
	if err != nil {
		return Letter{}, err
	}
	ring, err := rings.png(d.ID, d.Angles, d.Goal, large)
	return Letter{d.subject(ctx), d.text(ctx), html, []Picture{{d.cid(), "ring.png", "image/png", ring}}}, err
}

// Public is what everybody may read of the mail: subject and words, without what is one reader's alone.
func (d Delivery) Public(ctx context.Context) string {
	d.Answer, d.Code = "", ""
	return d.subject(ctx) + "\n\n" + d.text(ctx)
}

func (d Delivery) subject(ctx context.Context) string {
	return words.T(ctx, "mail.delivery.subject", "title", d.Title, "due", words.Day(ctx, d.Due))
}

func (d Delivery) cid() string      { return "ring-" + d.ID + "@" + d.Site.Origin }
func (d Delivery) page() string     { return d.Site.Base + "/petitions/" + d.ID }
func (d Delivery) respond() string  { return d.Site.Base + "/respond" }
func (d Delivery) proof() string    { return d.page() + "/proof.zip" }
func (d Delivery) recount() string  { return d.Site.Base + "/ledger" }
func (d Delivery) delivery() string { return d.page() + "/delivery" }

// share continues the count: of whom, and of how many.
func (d Delivery) share(ctx context.Context) string {
	said := words.T(ctx, "mail.delivery.goal", "goal", d.Goal)
	if d.Count >= d.Goal {
		said = words.T(ctx, "mail.delivery.reached", "goal", d.Goal)
	}
	switch {
	case d.Holders < 20 || d.Count == 0:
		return said + d.Site.entitled(ctx)
	case d.Share == 0:
		return words.T(ctx, "mail.delivery.share_small", "share", words.Percent(ctx, 1), "holders", d.Holders) + " " + said + d.Site.entitled(ctx)
	}
	return words.T(ctx, "mail.delivery.share", "share", words.Percent(ctx, d.Share), "holders", d.Holders) + " " + said + d.Site.entitled(ctx)
}

func (d Delivery) due(ctx context.Context) string {
	return words.T(ctx, "mail.delivery.due", "due", words.Day(ctx, d.Due))
}

// signed says who gave a name, and how many did not; "" where nobody did.
func (d Delivery) signed(ctx context.Context) string {
	n := len(d.Names)
	if n == 0 {
		return ""
	}
	said := words.N(ctx, "mail.delivery.named", n, "names", strings.Join(d.Names, "; "))
	if d.Count > n {
		said += " " + words.N(ctx, "mail.delivery.unnamed", d.Count-n)
	}
	return said
}

func (d Delivery) text(ctx context.Context) string {
	var b page
	say := func(key string) { b.say(words.T(ctx, "mail.delivery."+key)) }
	link := func(key, address string) { b.line(words.T(ctx, "mail.delivery.text."+key, "address", address)) }
	b.line(place(ctx, d.Site))
	b.say(words.T(ctx, "mail.delivery.head", "day", words.Day(ctx, d.Delivered)))
	b.title(d.Title)
	b.say(d.Ask)
	b.say(words.Number(ctx, d.Count) + " " + words.N(ctx, "mail.delivery.colleagues", d.Count) + " " + d.share(ctx))
	b.say(d.due(ctx) + " " + words.T(ctx, "mail.delivery.due_public"))
	d.textAnswer(ctx, &b, link)
	b.rule()
	b.say(words.T(ctx, "mail.delivery.to", "addressee", d.Addressee))
	for _, line := range strings.Split(strings.TrimSpace(d.Background), "\n") {
		b.line(hung(line))
	}
	b.line("")
	b.say(d.signed(ctx))
	say("attached")
	b.rule()
	say("check")
	say("check_how")
	link("proof", d.proof())
	link("recount", d.recount())
	link("page", d.page())
	b.line("")
	b.rule()
	say("published")
	link("published", d.delivery())
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (d Delivery) textAnswer(ctx context.Context, b *page, link func(key, address string)) {
	if d.Answer == "" {
		b.say(words.T(ctx, "mail.delivery.public"))
		return
	}
	link("button", d.Answer)
	b.line(words.T(ctx, "mail.delivery.text.code", "address", d.respond(), "code", d.Code))
	b.line("")
	b.say(words.T(ctx, "mail.delivery.note"))
}

// hung folds a line of Markdown; what goes on stands beneath the words of a list, not beneath its sign.
func hung(line string) string {
	sign := listed.FindString(line)
	if sign == "" {
		return fold(line, "")
	}
	by := strings.Repeat(" ", utf8.RuneCountInString(sign))
	return sign + strings.TrimPrefix(fold(line[len(sign):], by), by)
}

var listed = regexp.MustCompile(`^ *(?:[-*+]|[0-9]+[.)]) +`)

// title underlines a heading.
func (b *page) title(said string) {
	b.line(fold(said, ""))
	b.line(strings.Repeat("=", min(column, utf8.RuneCountInString(said))))
	b.line("")
}
