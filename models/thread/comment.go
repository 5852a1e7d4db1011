// Package thread owns the talk under a petition: comments, agreements, and the pseudonyms that voices go by. It is pure;
// thread/store keeps it.
package thread

import (
	"html"
	"net/url"
	"regexp"
	"strings"

	"roundrobin/models/day"
)

// A Comment is one comment as everyone sees it.
type Comment struct {
	ID, Petition string
	Parent       string // the comment that it answers, or ""
	Pseudonym    string
	Mark         []byte // 32 bytes, from which the flag is drawn
	Text         string
	HTML         string // of Text; safe to write into a page as it is
	Day          day.Day
	Agreed       int
	Replies      []Comment // oldest first
}

// An Order of a thread.
type Order string

// The orders.
const (
	MostAgreed Order = "agreed"
	Newest     Order = "newest"
)

// ParseOrder takes what an address says; anything else is MostAgreed.
func ParseOrder(s string) Order {
	if Order(s) == Newest {
		return Newest
	}
	return MostAgreed
}

var (
	link   = regexp.MustCompile(`https://[^\s<>"'` + "`" + `]+`)
	blanks = regexp.MustCompile(`\n[ \t]*\n\s*`)
)

// Render turns a comment's text into HTML: paragraphs, line ends, and links that show where they lead. Nothing of the text is markup.
func Render(text string) string {
	var b strings.Builder
	for _, paragraph := range blanks.Split(strings.TrimSpace(text), -1) {
		b.WriteString("<p>")
		at := 0
		for _, span := range link.FindAllStringIndex(paragraph, -1) {
			end := trimEnd(paragraph, span[0], span[1])
			b.WriteString(escape(paragraph[at:span[0]]))
			b.WriteString(anchor(paragraph[span[0]:end]))
			at = end
		}
		b.WriteString(escape(paragraph[at:]) + "</p>")
	}
	return b.String()
}

// trimEnd leaves the punctuation behind an address outside it.
func trimEnd(s string, from, to int) int {
	return from + len(strings.TrimRight(s[from:to], ".,;:!?)]}»”’"))
}

func anchor(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return escape(address)
	}
	a := html.EscapeString(address)
	return `<a href="` + a + `" rel="nofollow noreferrer noopener ugc">` + a + `</a>`
}

func escape(s string) string { return strings.ReplaceAll(html.EscapeString(s), "\n", "<br>") }
