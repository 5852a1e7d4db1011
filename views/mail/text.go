package mail

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"roundrobin/views/words"
)

const column = 72 // characters of a line, so that a quoted answer still fits 80

// page writes plain text: paragraphs folded at column, an empty line between them.
type page struct{ strings.Builder }

func (b *page) say(text string) { b.indented("", text) }

func (b *page) indented(by, text string) {
	if text == "" {
		return
	}
	_, _ = b.WriteString(fold(text, by) + "\n\n")
}

// line writes without folding: addresses must stay whole.
func (b *page) line(text string) { _, _ = b.WriteString(text + "\n") }

func (b *page) rule() { _, _ = b.WriteString(strings.Repeat("-", column) + "\n\n") }

func fold(text, by string) string {
	var lines []string
	line := by
	for _, word := range strings.FieldsFunc(text, breaks) {
		if line != by && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > column {
			lines, line = append(lines, line), by
		}
		if line != by {
			line += " "
		}
		line += strings.Join(strings.Fields(word), " ")
	}
	return strings.Join(append(lines, line), "\n")
}

// breaks is white space at which a line may end: "1 %" stays whole, and has an ordinary space then.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }

func (d Digest) text(ctx context.Context) string {
	var b page
	b.line(place(ctx, d.Site))
	b.say(d.heading(ctx))
	b.say(d.headline(ctx))
	long, brief, more := d.shown()
	for _, p := range long {
		b.rule()
		d.textAtLength(ctx, &b, p)
	}
	for _, p := range brief {
		b.rule()
		d.textInBrief(ctx, &b, p)
	}
	if more > 0 {
		b.rule()
		b.say(words.N(ctx, "mail.more", more))
		d.lineIf(ctx, &b, "mail.text.all", d.Site.Base, "/petitions")
	}
	d.textPulses(ctx, &b)
	b.rule()
	d.textFoot(ctx, &b)
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (d Digest) textAtLength(ctx context.Context, b *page, p Petition) {
	d.textTitle(ctx, b, p)
	b.say(words.Number(ctx, p.Count) + " " + d.figures(ctx, p))
	b.say(p.weeks(ctx))
	b.say(d.status(ctx, p))
	if p.Program != nil {
		b.say(words.T(ctx, "mail.program.label") + " " + d.program(ctx, *p.Program))
	}
	if len(p.Reasons) > 0 {
		b.say(words.T(ctx, "mail.reasons.label"))
	}
	for _, r := range p.Reasons {
		said := fold(words.T(ctx, "mail.text.reason", "quote", r.quoted(ctx), "agreed", words.N(ctx, "mail.agreed", r.Agreed)), "  ")
		if d.quote != nil {
			said = d.quote(r.ID, said)
		}
		b.line(said + "\n")
	}
	d.textLinks(ctx, b, p)
}

func (d Digest) textInBrief(ctx context.Context, b *page, p Petition) {
	d.textTitle(ctx, b, p)
	b.say(d.brief(ctx, p))
	if p.Program != nil {
		b.say(d.program(ctx, *p.Program))
	}
	b.say(d.status(ctx, p))
	d.textLinks(ctx, b, p)
}

func (d Digest) textTitle(ctx context.Context, b *page, p Petition) {
	if late := p.late(ctx); late != "" {
		b.line("*** " + late)
	}
	b.line(fold(p.Title, ""))
	b.line(strings.Repeat("=", min(column, utf8.RuneCountInString(p.Title))))
	b.line("")
	b.say(p.Ask)
}

func (d Digest) textLinks(ctx context.Context, b *page, p Petition) {
	switch {
	case p.Answer != "" && d.public:
		b.line(words.T(ctx, "mail.public.answer"))
	case p.Answer != "":
		b.line(words.T(ctx, "mail.text.answer", "address", p.Answer))
	}
	if d.Site.Base != "" {
		b.line(words.T(ctx, "mail.text.read", "address", d.address(p)))
		b.line(words.T(ctx, "mail.text.recount", "address", d.recount()))
	}
	b.line("")
}

func (d Digest) textFoot(ctx context.Context, b *page) {
	b.say(d.sent(ctx) + " " + words.T(ctx, "mail.foot.quiet") + " " + words.T(ctx, "mail.foot.counts"))
	if d.Published != "" {
		b.say(words.T(ctx, "mail.foot.published"))
	}
	d.lineIf(ctx, b, "mail.text.published", d.Published, "")
	if d.public && d.Stop != "" {
		b.line(words.T(ctx, "mail.public.stop"))
		return
	}
	d.lineIf(ctx, b, "mail.text.stop", d.Stop, "")
}

// lineIf writes an address if there is one.
func (d Digest) lineIf(ctx context.Context, b *page, key, address, path string) {
	if address != "" {
		b.line(words.T(ctx, key, "address", address+path))
	}
}
