package mail

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"roundrobin/views/words"
)

// status is where a petition is in its life; the overdue line stands apart, see late.
func (d Digest) status(ctx context.Context, p Petition) string {
	near := func(day string) string { return words.DayNear(ctx, day, d.Day) }
	switch {
	case p.overdue():
		return words.T(ctx, "mail.state.delivered_on", "day", near(p.Delivered), "due", near(p.Due))
	case p.waiting() && p.Due == "":
		return words.T(ctx, "mail.state.delivered_undated", "day", near(p.Delivered))
	case p.waiting():
		return words.T(ctx, "mail.state.delivered", "day", near(p.Delivered), "due", near(p.Due))
	case p.State == "answered":
		return ended(ctx, p, words.T(ctx, "mail.state.answered", "day", near(p.Answered)))
	case p.State == "closed":
		return ended(ctx, p, words.T(ctx, "mail.state.closed", "day", near(p.Closed)))
	}
	return d.openState(ctx, p)
}

func (d Digest) openState(ctx context.Context, p Petition) string {
	closes := words.DayNear(ctx, p.Closes, d.Day)
	switch {
	case p.Closes == d.Day:
		return words.T(ctx, "mail.state.closes_today")
	case d.closesSoon(p):
		return words.T(ctx, "mail.state.closes", "weekday", weekday(ctx, p.Closes), "closes", closes)
	case d.fresh(p):
		return words.T(ctx, "mail.state.opened", "day", words.DayNear(ctx, p.Opened, d.Day), "closes", closes)
	}
	return words.T(ctx, "mail.state.open", "closes", closes)
}

func ended(ctx context.Context, p Petition, said string) string {
	if p.Outcome == "" {
		return said
	}
	return said + " " + words.T(ctx, "mail.outcome."+p.Outcome)
}

// late is "Answer overdue by 2 days", or "".
func (p Petition) late(ctx context.Context) string {
	if !p.overdue() {
		return ""
	}
	return words.N(ctx, "mail.state.overdue", p.Overdue)
}

// fresh: it opened within the last week, so that a week ago it had no signatures.
func (d Digest) fresh(p Petition) bool {
	return p.Opened != "" && words.DaysBetween(p.Opened, d.Day) < 7
}

// figures continue the count, which stands before them in large type.
func (d Digest) figures(ctx context.Context, p Petition) string {
	said := ""
	switch {
	case p.Goal == 0:
		said = words.T(ctx, "mail.count.goalless")
	case p.Count >= p.Goal:
		said = words.T(ctx, "mail.count.reached", "goal", p.Goal)
	default:
		said = words.T(ctx, "mail.count.goal", "goal", p.Goal)
	}
	if share := d.share(ctx, p); share != "" {
		said += " " + share
	}
	return said + d.Site.entitled(ctx)
}

// entitled follows a figure where nobody knows of how many it is.
func (s Site) entitled(ctx context.Context) string {
	if s.Domains == "" {
		return ""
	}
	return " " + words.T(ctx, "entitled.unknown", "domains", s.Domains)
}

func (d Digest) share(ctx context.Context, p Petition) string {
	if d.Holders < 20 || p.Count == 0 {
		return ""
	}
	key, share := "mail.count.share", p.Share
	if share == 0 {
		key, share = "mail.count.share_small", 1
	}
	return words.T(ctx, key, "share", words.Percent(ctx, share), "holders", d.Holders, "change", d.change(ctx, p))
}

// change ends a sentence about the count.
func (d Digest) change(ctx context.Context, p Petition) string {
	switch {
	case d.fresh(p) && p.Count > 0:
		return words.T(ctx, "mail.change.fresh")
	case p.Change > 0:
		return words.N(ctx, "mail.change.more", p.Change)
	case p.Change < 0:
		return words.N(ctx, "mail.change.fewer", -p.Change)
	case p.Count > 0:
		return words.T(ctx, "mail.change.same")
	}
	return words.T(ctx, "mail.change.first")
}

// alt stands where the ring is not shown; there is room for few words.
func (p Petition) alt(ctx context.Context, size int) string {
	key := "mail.count.alt"
	if size == small {
		key = "mail.count.alt_small"
	}
	return words.T(ctx, key, "count", p.Count, "goal", p.Goal)
}

// brief is the count, its share and its change in one sentence.
func (d Digest) brief(ctx context.Context, p Petition) string {
	share := ""
	if d.Holders >= 20 && p.Share > 0 {
		share = words.T(ctx, "mail.count.brief_share", "share", words.Percent(ctx, p.Share))
	}
	return words.T(ctx, "mail.count.brief", "count", p.Count, "goal", p.Goal, "share", share, "change", d.change(ctx, p))
}

// weeks says the bars of the chart as numbers; "" when there are too few to compare.
func (p Petition) weeks(ctx context.Context) string {
	if len(p.Weeks) < 2 {
		return ""
	}
	figures := make([]string, len(p.Weeks))
	for i, n := range p.Weeks {
		figures[i] = words.Number(ctx, n)
	}
	last := len(figures) - 1
	list := words.T(ctx, "mail.listed", "list", strings.Join(figures[:last], ", "), "last", figures[last])
	return words.T(ctx, "mail.weeks.said", "n", len(figures), "list", list)
}

// program says how the program stands.
func (d Digest) program(ctx context.Context, p Program) string {
	key, near := "mail.program."+p.Status, func(day string) string { return words.DayNear(ctx, day, d.Day) }
	if p.Since != "" {
		key += "_since"
	}
	said := words.T(ctx, key, "name", p.Name, "day", near(p.Since))
	if p.Latest != "" {
		said += " " + words.T(ctx, "mail.program.latest", "day", near(p.LatestDay), "title", strings.TrimRight(p.Latest, "."))
	}
	return said
}

// quoted is a comment in quotation marks, cut at a word where it is long.
func (r Reason) quoted(ctx context.Context) string {
	text := strings.Join(strings.Fields(r.Text), " ")
	if utf8.RuneCountInString(text) > quote {
		text = words.T(ctx, "mail.cut", "text", cutAtWord(text, quote))
	}
	return words.T(ctx, "mail.quote", "text", text)
}

func cutAtWord(text string, n int) string {
	cut := string([]rune(text)[:n])
	if i := strings.LastIndexFunc(cut, unicode.IsSpace); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRightFunc(cut, unicode.IsPunct)
}

// sent is "Sent every Thursday at 8:00 (Madrid)."
func (d Digest) sent(ctx context.Context) string {
	if d.Occasion == goal || d.Occasion == coming {
		return words.T(ctx, "mail.foot."+d.Occasion)
	}
	return words.T(ctx, "mail.foot.sent", "weekday", words.T(ctx, "mail.weekday."+d.Weekday), "hour", hour(d.Hour), "zone", zone(d.Zone))
}
