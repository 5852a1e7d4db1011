package petition

import (
	"context"
	"net/url"
	"strings"

	"roundrobin/views/layout"
	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// ShareProps are those of the page for people who hand a petition on or keep it (Share).
type ShareProps struct {
	ID, Title, Ask, Language string
	Hidden                   bool   // a steward hides the text; Title and Ask are "" then
	Link, Titled             string // short and whole; Titled shows the title in a chat's card
	Count, Goal              int
	Opened, Signable         bool
	Closes, Today            string
	Standing                 ui.Standing
	Unset                    bool // our fonts lack signs of its title or ask
}

// PosterWords are the sentences of poster and card.
type PosterWords struct{ Head, Says, Call, Link, Foot, Unset string }

// PosterWords says them.
func (p ShareProps) PosterWords(ctx context.Context) PosterWords {
	site := layout.SiteOf(ctx)
	w := PosterWords{
		Head: words.T(ctx, "share.poster.head_plain"), Says: words.N(ctx, "letter.says", p.Count, "goal", p.Goal), Call: words.T(ctx, "share.poster.call"),
		Link: bare(p.Link), Foot: words.T(ctx, "share.poster.foot", "day", words.Day(ctx, p.Today)), Unset: words.T(ctx, "letter.unset"),
	}
	if site.Domains != "" {
		w.Foot += " " + words.T(ctx, "entitled.unknown", "domains", site.Domains)
	}
	if site.Employer != "" {
		w.Head = words.T(ctx, "share.poster.head", "employer", site.Employer)
	}
	if !p.Opened {
		w.Says = words.N(ctx, "share.poster.sponsors", p.Count)
	}
	if p.Closes != "" {
		w.Call += " " + words.T(ctx, "share.poster.until", "day", words.DayNear(ctx, p.Closes, p.Today))
	}
	return w
}

// bare is an address as people type it.
func bare(link string) string {
	return strings.TrimPrefix(strings.TrimPrefix(link, "https://"), "http://")
}

func (p ShareProps) chat(ctx context.Context) string {
	return words.T(ctx, "share.chat", "title", p.Title, "ask", p.Ask, "link", p.Link)
}

func (p ShareProps) subject(ctx context.Context) string {
	return words.T(ctx, "share.mail_subject", "title", p.Title)
}

func (p ShareProps) mail(ctx context.Context) string {
	return words.N(ctx, "share.mail", p.Count, "title", p.Title, "ask", p.Ask, "link", p.Link, "goal", p.Goal)
}

// mailto opens a mail of the reader's own.
func (p ShareProps) mailto(ctx context.Context) string {
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	return "mailto:?subject=" + escape(p.subject(ctx)) + "&body=" + escape(strings.ReplaceAll(p.mail(ctx), "\n", "\r\n"))
}

// preview is the card of a link to the petition's page.
func (p Props) preview() layout.Preview {
	if !p.Titled || p.Title == "" {
		return layout.Preview{}
	}
	return layout.Preview{Title: p.Title, Text: p.Ask, Image: "/petitions/" + p.ID + "/preview.png"}
}
