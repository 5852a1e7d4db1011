package petition

import (
	"context"
	"strings"

	"roundrobin/views/layout"
	"roundrobin/views/words"
)

// LetterProps are those of the letter on paper, as a page (Letter) and as a PDF.
type LetterProps struct {
	ID, Title, Ask, Addressee, Language string
	LetterHTML                          string // sanitised; written as it is
	TextHash                            string // hex
	Count, Goal, Share, Holders         int
	Angles                              []uint32
	Names                               []string // who signed by name
	Delivered                           string   // the day, or ""
	Today                               string
}

// LetterWords are the sentences of the letter: the page and the PDF say the same.
type LetterWords struct {
	Head, To, End  string
	Says           string
	NamesHead, And string
	CheckHead      string
	Checks         []LetterCheck
	Foot, Unset    string
}

// LetterCheck is a labelled fact; Link is its address, or "".
type LetterCheck struct{ Label, Value, Link string }

// Words says the letter's sentences.
func (p LetterProps) Words(ctx context.Context) LetterWords {
	w := LetterWords{
		Head: p.head(ctx), To: words.T(ctx, "petition.to", "addressee", p.Addressee), End: words.T(ctx, "petition.end"),
		Says: words.N(ctx, "letter.says", p.Count, "goal", p.Goal), CheckHead: words.T(ctx, "letter.check"), Checks: p.checks(ctx),
		Foot: words.T(ctx, "letter.foot_plain"), Unset: words.T(ctx, "letter.unset"),
	}
	if p.Share > 0 {
		w.Says += " " + words.T(ctx, "letter.share", "share", words.Percent(ctx, p.Share), "holders", p.Holders)
	}
	if domains := layout.SiteOf(ctx).Domains; domains != "" {
		w.Says += " " + words.T(ctx, "entitled.unknown", "domains", domains)
	}
	if site := layout.SiteOf(ctx); site.Employer != "" {
		w.Foot = words.T(ctx, "letter.foot", "employer", site.Employer)
	}
	w.Foot += " · " + strings.TrimPrefix(strings.TrimPrefix(layout.SiteOf(ctx).Address(), "https://"), "http://")
	if n := len(p.Names); n > 0 {
		w.NamesHead = words.T(ctx, "letter.names")
		if p.Count > n {
			w.And = words.N(ctx, "letter.and", p.Count-n)
		}
	}
	return w
}

func (p LetterProps) head(ctx context.Context) string {
	if p.Delivered != "" {
		return words.T(ctx, "letter.head_delivered", "day", words.Day(ctx, p.Delivered))
	}
	return words.T(ctx, "letter.head_today", "day", words.Day(ctx, p.Today))
}

func (p LetterProps) checks(ctx context.Context) []LetterCheck {
	page := layout.SiteOf(ctx).Address() + "/petitions/" + p.ID
	return []LetterCheck{
		{Label: words.T(ctx, "letter.check_page"), Value: page, Link: page},
		{Label: words.T(ctx, "letter.check_text"), Value: words.T(ctx, "letter.check_text_hash", "hash", p.TextHash)},
		{Label: words.T(ctx, "letter.check_proof"), Value: page + "/proof.zip", Link: page + "/proof.zip"},
		{Label: words.T(ctx, "letter.check_recount"), Value: words.T(ctx, "letter.check_command", "id", p.ID)},
	}
}
