package thread

import (
	"bytes"
	"html"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// address is what becomes a link: https, a plain host without a user before it, printable ASCII. Everything else that looks like one (like)
// is shown and leads nowhere. never matches nothing: addresses without https and those of mail are no links.
var (
	like    = regexp.MustCompile("^https://[^\\s<>\"'`]*")
	address = regexp.MustCompile(`^https://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:[/?](?:[!$&()*+,./:;=?@_~0-9A-Za-z-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[!$&()*+,./:;=?@_~0-9A-Za-z-]|%[0-9A-Fa-f]{2})*)?$`)
	never   = regexp.MustCompile(`[^\s\S]`)
)

// lite is the little Markdown that comments have: emphasis, lists, quotes, code. A link shows where it leads: there is no other form of
// it than its address. Neither pictures nor headings nor HTML are known: what looks like them is text.
var lite = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewListParser(), 300), util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700), util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithASTTransformers(util.Prioritized(plain{}, 100)),
		parser.WithInlineParsers(util.Prioritized(parser.NewCodeSpanParser(), 100), util.Prioritized(parser.NewEmphasisParser(), 500)),
	)),
	goldmark.WithExtensions(extension.NewLinkify(
		extension.WithLinkifyAllowedProtocols([]string{"https:"}), extension.WithLinkifyURLRegexp(like),
		extension.WithLinkifyWWWRegexp(never), extension.WithLinkifyEmailRegexp(never),
	)),
	goldmark.WithRendererOptions(gmhtml.WithHardWraps()),
)

// policy is what stands between a mistake in all of that and a page.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("https")
	p.AllowRelativeURLs(false)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
}()

// turners turn the direction of what follows, to the end of a line or beyond: they make an address look like another.
var turners = strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "", "\u202d", "", "\u202e", "", "\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "")

// deepest is how far quotes and lists may stand in one another; what goes deeper is shown as it was typed.
const deepest = 16

// Render turns a comment's text into HTML that is safe to write into a page as it is.
func Render(typed string) string {
	source := []byte(turners.Replace(typed))
	doc := lite.Parser().Parse(text.NewReader(source))
	var b bytes.Buffer
	if depth(doc) > deepest || lite.Renderer().Render(&b, source, doc) != nil {
		return "<p>" + strings.ReplaceAll(html.EscapeString(string(source)), "\n", "<br>") + "</p>"
	}
	return strings.TrimSpace(string(policy.SanitizeBytes(b.Bytes())))
}

// plain takes the link from what is no address.
type plain struct{}

func (plain) Transform(doc *ast.Document, r text.Reader, _ parser.Context) {
	var links []*ast.AutoLink
	_ = ast.Walk(doc, func(n ast.Node, in bool) (ast.WalkStatus, error) {
		if l, ok := n.(*ast.AutoLink); ok && in && !address.Match(l.Label(r.Source())) {
			links = append(links, l)
		}
		return ast.WalkContinue, nil
	})
	for _, l := range links {
		l.Parent().ReplaceChild(l.Parent(), l, ast.NewString(l.Label(r.Source())))
	}
}

func depth(doc ast.Node) (deepest int) {
	at := 0
	_ = ast.Walk(doc, func(_ ast.Node, in bool) (ast.WalkStatus, error) {
		if in {
			at++
			deepest = max(deepest, at)
		} else {
			at--
		}
		return ast.WalkContinue, nil
	})
	return deepest
}
