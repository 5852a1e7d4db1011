package mail

import (
	"context"
	"strconv"
	"strings"

	"roundrobin/views/words"
)

// Letter draws the mail with the code in the language of ctx. It has no pictures.
func (c Code) Letter(ctx context.Context) (Letter, error) {
	if c.Text != "" {
		return Letter{Subject: c.InboxLine(ctx), Text: strings.TrimRight(c.fill(c.Text), "\n") + "\n"}, nil
	}
	html, err := inlined(ctx, CodeHTML(c))
	return Letter{Subject: c.InboxLine(ctx), Text: c.text(ctx), HTML: html}, err
}

// InboxLine is what an inbox shows to whoever reads over a shoulder: the subject.
func (c Code) InboxLine(ctx context.Context) string {
	if c.Subject != "" {
		return c.fill(c.Subject)
	}
	return words.T(ctx, "mail.code.subject", "code", c.Code)
}

func (c Code) fill(template string) string {
	return strings.NewReplacer("{code}", c.Code, "{minutes}", strconv.Itoa(c.Minutes)).Replace(template)
}

func (c Code) text(ctx context.Context) string {
	var b page
	b.say(words.T(ctx, "mail.code.head"))
	b.indented("    ", c.Code)
	b.say(words.T(ctx, "mail.code.type_it") + " " + words.T(ctx, "mail.code.lasts", "minutes", c.Minutes))
	b.say(words.T(ctx, "mail.code.never"))
	b.say(words.T(ctx, "mail.code.not_you"))
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// halves are read apart, and copied as one: no space stands between them.
func (c Code) halves() (first, second string) {
	half := len(c.Code) / 2
	return c.Code[:half], c.Code[half:]
}
