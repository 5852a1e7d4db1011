package mail

import (
	"bytes"
	"context"
	_ "embed"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/vanng822/go-premailer/premailer"

	"roundrobin/views/words"
)

//go:embed mail.css
var css string

func style() templ.Component { return templ.Raw("<style>" + css + "</style>") }

// outlook is markup that only Outlook for Windows reads: it knows no max-width.
func outlook(markup string) templ.Component {
	return templ.Raw("<!--[if mso]>" + markup + "<![endif]-->")
}

// Letter draws the summary in the language of ctx.
func (d Digest) Letter(ctx context.Context) (Letter, error) {
	html, err := inlined(ctx, DigestHTML(d))
	if err != nil {
		return Letter{}, err
	}
	pictures, err := d.pictures()
	return Letter{d.subject(ctx), d.text(ctx), html, pictures}, err
}

// Public is what everybody may read of the mail: its subject, and its words without what is its reader's alone. What it quotes of a comment
// goes through quote, with the comment's id.
func (d Digest) Public(ctx context.Context, quote func(comment, said string) string) (subject, text string) {
	d.public, d.quote = true, quote
	return d.subject(ctx), d.text(ctx)
}

// ListID names the list as RFC 2919 wants it: "Petitions at Meridian Freight <summary.petitions.meridian.example>".
func (d Digest) ListID(ctx context.Context) string {
	return listID(d.list(ctx), "summary", d.Site.Origin)
}

func listID(said, name, origin string) string {
	return strconv.Quote(said) + " <" + name + "." + origin + ">"
}

// inlined renders a mail and writes its styles into its elements.
func inlined(ctx context.Context, page templ.Component) (string, error) {
	var b bytes.Buffer
	if err := page.Render(ctx, &b); err != nil {
		return "", err
	}
	p, err := premailer.NewPremailerFromBytes(b.Bytes(), premailer.NewOptions(premailer.WithCssToAttributes(false)))
	if err != nil {
		return "", err
	}
	return p.Transform()
}

func (d Digest) pictures() ([]Picture, error) {
	long, brief, _ := d.shown()
	var all []Picture
	for i, p := range append(long, brief...) {
		size := small
		if i < len(long) {
			size = large
		}
		data, err := rings.png(p.ID, p.Angles, p.Goal, size)
		if err != nil {
			return nil, err
		}
		all = append(all, Picture{d.cid(p), "ring-" + strconv.Itoa(i+1) + ".png", "image/png", data})
	}
	return all, nil
}

// cid names a petition's picture within the mail (RFC 2392).
func (d Digest) cid(p Petition) string { return "ring-" + p.ID + "@" + d.Site.Origin }

func (d Digest) address(p Petition) string { return d.Site.Base + "/petitions/" + p.ID }
func (d Digest) recount() string           { return d.Site.Base + "/ledger" }

func place(ctx context.Context, s Site) string {
	if s.Short != "" {
		return s.Short
	}
	if s.Employer == "" {
		return words.T(ctx, "brand")
	}
	return words.T(ctx, "mail.place", "employer", s.Employer)
}

const tallest = 64 // pixels of the chart's highest bar

// heights scales the bars; a week with no new signatures keeps a hairline.
func heights(weeks []int) []int {
	top := 1
	for _, n := range weeks {
		top = max(top, n)
	}
	all := make([]int, len(weeks))
	for i, n := range weeks {
		all[i] = max(1, n*(tallest-8)/top)
	}
	return all
}

func hour(h int) string { return strconv.Itoa(h) + ":00" }

// zone is a time zone as people say it: the city.
func zone(name string) string {
	city := name[strings.LastIndexByte(name, '/')+1:]
	return strings.ReplaceAll(city, "_", " ")
}
