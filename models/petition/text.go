package petition

import (
	"bytes"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// Limits in characters (runes).
const (
	MaxTitle      = 80
	MaxAsk        = 300
	MaxAddressee  = 120
	MaxBackground = 5000
)

// CheckText returns every refusal, each beside its field; the text should be tidy (pass.Text.Tidy).
func CheckText(t pass.Text) (refused []*fault.Fault) {
	for _, f := range []struct {
		field, text string
		max         int
	}{
		{"title", t.Title, MaxTitle}, {"addressee", t.Addressee, MaxAddressee}, {"ask", t.Ask, MaxAsk}, {"background", t.Background, MaxBackground + 1},
	} {
		switch n := utf8.RuneCountInString(f.text); {
		case n == 0 || f.text == "\n":
			refused = append(refused, fault.New(fault.Invalid, "text_empty").On(f.field))
		case n > f.max:
			refused = append(refused, fault.New(fault.Invalid, "text_too_long", "max", f.max, "length", n).On(f.field))
		}
	}
	if len(refused) == 0 && t.Check() != nil {
		refused = append(refused, fault.New(fault.Invalid, "text_unreadable"))
	}
	return refused
}

// policy lets through what Markdown makes of plain writing: no pictures, no raw HTML, nothing that loads or runs.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "hr", "code", "pre")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("https", "http", "mailto")
	p.AllowRelativeURLs(false)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
}()

// Render turns Markdown into HTML that is safe to write into a page as it is. Headings begin at the second level.
func Render(markdown string) (string, error) {
	var b bytes.Buffer
	if err := goldmark.Convert([]byte(markdown), &b); err != nil {
		return "", err
	}
	lowered := bytes.ReplaceAll(bytes.ReplaceAll(b.Bytes(), []byte("<h1"), []byte("<h2")), []byte("</h1>"), []byte("</h2>"))
	return string(policy.SanitizeBytes(lowered)), nil
}
