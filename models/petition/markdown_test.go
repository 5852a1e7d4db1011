package petition_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"roundrobin/models/petition"
)

const markdownFile = "testdata/markdown.json"

// The wallet draws its preview itself: markdown.json holds samples of what people write with what the page makes of them, and the wallet's
// own tests read it. UPDATE=1 writes it anew.
func TestThePreviewsSamplesAreWhatThePageShows(t *testing.T) {
	type sample struct {
		Markdown string `json:"markdown"`
		HTML     string `json:"html"`
	}
	var samples []sample
	for _, markdown := range written {
		html, err := petition.Render(markdown)
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, sample{markdown, html})
	}
	var file bytes.Buffer
	e := json.NewEncoder(&file)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(samples); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(markdownFile, file.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(markdownFile)
	if err != nil || !bytes.Equal(kept, file.Bytes()) {
		t.Errorf("%s is not what the page shows (%v): run make generate", markdownFile, err)
	}
}

// written is what people write, what they paste, and what somebody tries.
var written = []string{
	"One paragraph.", "Two.\n\nParagraphs.", "A line\nand another", "A break  \nhere", "A break\\\nhere", "", "  \n\n ",
	"# Why", "## Why *so*", "### Three ###", "#### Four", "##### Five", "###### Six", "#no heading", "#", "Title\n===", "Title\n---", "---", "***", "* * *", "Text\n***\nText",
	"*a* **b** ***c*** _d_ __e__", "snake_case_word and 2*3*4", "**bold*it**", "*a **b** c*", "**a *b* c**", "* not*", "a*b*c", "_a_b", "**unclosed", "*a*b*", "***a* b**", "***a** b*", "“*quoted*”", "**Why?**Because", "*(a)*b",
	"`code`", "``a ` b``", "`unclosed", "` a `", "`*a*`", "    indented\n    code", "```\nfenced\n<b>\n```", "~~~\nfenced\n~~~", "```js\nx\n", "Text\n```\nx\n```\nText",
	"- one\n- two", "* one\n* two", "+ one", "1. one\n2. two", "3) three\n4) four", "- one\n\n- two", "- one\n  more\n- two", "- one\n\n  second paragraph\n- two", "- a\n  - b\n  - c\n- d", "1. a\n   - b", "Text\n- one", "Text\n2. two", "Text\n1. one", "- a\n- b\n\nText", "- a\nlazy", "-no", "- a\n* b", "1986. A year", "- ", "- **a**: b\n- c", "-   wide\n-   wide",
	"> quoted", "> a\nlazy", "> a\n>\n> b", "> - a\n> - b", ">no blank", "> a\n\n> b", "> # A\n> b",
	"[a](https://x.example/b)", "[a](http://x.example \"t\")", "[a](mailto:x@y.example)", "[a](javascript:alert(1))", "[a](/local)", "[a](data:text/html,x)", "[a]( <https://x.example/a b> )", "[*a*](https://x.example)", "[a [b] c](https://x.example)", "[a](https://x.example/(b))", "[a] (b)", "[a]", "[a](", "[a](https://x.example", "\\[a](b)", "[a](https://x.example/?a=1&b=2)", "[a](https://x.example/ü)", "[a](JAVASCRIPT:x)", "[a](https://x.example)[b](https://y.example)",
	"<https://x.example/a>", "<mailto:a@b.example>", "<a@b.example>", "https://x.example stays text", "<javascript:x>",
	"![a](https://x.example/a.png)", "a ![b](c) d",
	"<b>bold</b> text", "<script>alert(1)</script>", "a <br> b", "<div>\nx\n</div>\n\nafter", "<!-- c -->", "a <!-- c --> b", "1 < 2 > 0", "a <b c", "<img src=x onerror=alert(1)>", "a <a href=\"https://x.example\">b</a>",
	"&amp; &lt; &copy; &nbsp;x", "&nosuch; &#65; &#x41;", "AT&T", "\\*a\\*", "\\a", "\"quoted\" 'single'", "Ends with *", "5 * 3 * 2", "a_b", "100 %", "§ 5",
	"RouteCam has filmed the cab since March. We know that a *score* is made of it.\n\nIn two depots:\n\n1. clips were shown\n2. nobody could say **who** had taken them\n\n> “I only came for my keys.”\n\n## What it costs\n\nA log costs little; see [the memo](https://memo.example/1).",
	"a\tb", "\tcode", "- a\n\n\n- b", "Text  ", "  Text", "a\r\nb\r\n\r\nc",
	"**Ärger** und *Müdigkeit*", "日本語**強調**です", "*é*", "- [ ] task", "| a | b |\n|---|---|\n| 1 | 2 |", "~~gone~~", "Term\n: what", "[^1]: note", "See [the memo][m] and [m].\n\n[m]: https://memo.example/1 \"Memo\"", "[m][]\n\n[M]: javascript:x", "<span>\nx\n</span>\n\ny", "a\n<div>b</div>", "a\n<b>c</b>", "# A\nText\n## B\nText",
}
