package thread_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"roundrobin/models/thread"
)

const rel = ` rel="nofollow noreferrer"`

func TestACommentIsALittleMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"One.\n\nTwo,\nstill two.":             "<p>One.</p>\n<p>Two,<br>\nstill two.</p>",
		"\n\n  Padded \n \n\n\t\nout.  \n":     "<p>Padded</p>\n<p>out.</p>",
		"**Loud** and *soft* and _soft_.":      "<p><strong>Loud</strong> and <em>soft</em> and <em>soft</em>.</p>",
		"- one\n- two":                         "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
		"1. one\n2. two":                       "<ol>\n<li>one</li>\n<li>two</li>\n</ol>",
		"> they said\n\nNo.":                   "<blockquote>\n<p>they said</p>\n</blockquote>\n<p>No.</p>",
		"`a <b>` and\n\n```\nx\n```":           "<p><code>a &lt;b&gt;</code> and</p>\n<pre><code>x\n</code></pre>",
		"# Not louder\nthan others":            "<p># Not louder<br>\nthan others</p>",
		"Not a title\n===":                     "<p>Not a title<br>\n===</p>",
		"![x](https://x.example/y.png)":        `<p>![x](<a href="https://x.example/y.png"` + rel + `>https://x.example/y.png</a>)</p>`,
		"[text](https://x.example)":            `<p>[text](<a href="https://x.example"` + rel + `>https://x.example</a>)</p>`,
		"See https://memo.example/a?b=1&c=2.":  `<p>See <a href="https://memo.example/a?b=1&amp;c=2"` + rel + `>https://memo.example/a?b=1&amp;c=2</a>.</p>`,
		"javascript:alert(1) http://x.example": "<p>javascript:alert(1) http://x.example</p>",
		"https:// https://user@bank.example/":  "<p>https:// https://user@bank.example/</p>",
		`https://x.example/"onclick="x`:        `<p><a href="https://x.example/"` + rel + `>https://x.example/</a>&#34;onclick=&#34;x</p>`,
		"someone@work.example www.x.example":   "<p>someone@work.example www.x.example</p>",
		"\u202eevil\u202c":                     "<p>evil</p>",
		"שלום **עולם**":                        "<p>שלום <strong>עולם</strong></p>",
	} {
		if got := thread.Render(text); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

// hostile are the cases of OWASP's cheat sheet for filters and what is known of Markdown, one below the other.
func hostile(t testing.TB) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n%%\n")
}

func TestHostileCommentsAreInert(t *testing.T) {
	cases := hostile(t)
	if len(cases) < 200 {
		t.Errorf("only %d cases", len(cases))
	}
	for _, text := range cases {
		inert(t, text)
	}
}

func FuzzRenderNeverLetsMarkupThrough(f *testing.F) {
	for _, text := range hostile(f) {
		f.Add(text)
	}
	f.Fuzz(inert)
}

var allowed = []string{"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a"}

// inert reads what became of a text as a browser does: plain elements without attributes, closed in their order, and links that show
// their whole address and lead there.
func inert(t *testing.T, text string) {
	t.Helper()
	out := thread.Render(text)
	var open []string
	var link *string
	for z := html.NewTokenizer(strings.NewReader(out)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		switch kind {
		case html.StartTagToken:
			if !slices.Contains(allowed, token.Data) || token.Data != "a" && len(token.Attr) > 0 {
				t.Fatalf("%q became %s", text, out)
			}
			if token.Data == "a" {
				link = leadsTo(t, token)
			}
			if token.Data != "br" {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("%q became %s", text, out)
			}
			open, link = open[:len(open)-1], nil
		case html.TextToken:
			if link != nil && token.Data != *link {
				t.Fatalf("%q leads to %s and says %q", text, *link, token.Data)
			}
		default:
			t.Fatalf("%q became %s", text, out)
		}
	}
	if len(open) > 0 {
		t.Fatalf("%q became %s", text, out)
	}
}

func leadsTo(t *testing.T, token html.Token) *string {
	t.Helper()
	attributes := map[string]string{}
	for _, a := range token.Attr {
		attributes[a.Key] = a.Val
	}
	address := attributes["href"]
	if len(attributes) != 2 || attributes["rel"] != "nofollow noreferrer" || !strings.HasPrefix(address, "https://") || strings.ContainsAny(address, "@\"'<>\\ ") && !strings.Contains(address, "/") {
		t.Fatalf("a link %s", token)
	}
	return &address
}
