package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Every picture on every screen is either said beside it, and then hidden from readers that cannot see, or says itself what it shows; and
// every chart has a title, a description and the same figures as a table.
func TestEveryChartHasItsTable(t *testing.T) {
	charts := map[string]int{}
	for _, s := range screens() {
		for _, breach := range chartsOf(t, s, charts) {
			t.Errorf("%s: %s", s.name, breach)
		}
	}
	for _, class := range []string{"chart", "bar", "rr"} {
		if charts[class] == 0 {
			t.Errorf("no screen has a picture of class %s: this test proves nothing", class)
		}
	}
}

func TestAChartWithoutItsTableIsSeen(t *testing.T) {
	const whole = `<svg class="chart" role="img" aria-labelledby="t d" aria-details="x"><title id="t">Pace</title><desc id="d">It grew.</desc></svg><table id="x"><caption>Pace</caption><tr><th scope="row">a</th><td>1</td></tr></table>`
	const bar = `<table><caption>Where</caption><tr><th>Leeds</th><td>12</td><td aria-hidden="true"><svg class="bar"></svg></td></tr></table>`
	for text, breaches := range map[string]int{
		whole: 0, bar: 0, `<svg aria-hidden="true"></svg>`: 0, `<svg role="img" aria-label="A ring"></svg>`: 0,
		strings.Replace(whole, `<title id="t">Pace</title>`, "", 1): 1, strings.Replace(whole, "It grew.", "", 1): 1, strings.Replace(whole, `id="x"`, "", 1): 1,
		strings.Replace(whole, "<td>1</td>", "", 1): 1, strings.Replace(whole, `role="img"`, "", 1): 1, `<svg></svg>`: 1, `<svg role="img"></svg>`: 1,
		`<p aria-hidden="true"><svg class="bar"></svg></p>`: 1, strings.Replace(bar, "<td>12</td>", "", 1): 1,
	} {
		doc, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := breachesIn(doc, map[string]int{}); len(got) != breaches {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func chartsOf(t *testing.T, s screen, charts map[string]int) []string {
	t.Helper()
	page, err := s.page()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return breachesIn(doc, charts)
}

func breachesIn(doc *html.Node, charts map[string]int) (breaches []string) {
	byID := map[string]*html.Node{}
	var pictures []*html.Node
	for n := range doc.Descendants() {
		if id := attr(n, "id"); id != "" {
			byID[id] = n
		}
		if n.Data == "svg" {
			pictures = append(pictures, n)
		}
	}
	for _, svg := range pictures {
		classes := strings.Fields(attr(svg, "class"))
		for _, c := range classes {
			charts[c]++
		}
		if why := breachOf(svg, classes, byID); why != "" {
			breaches = append(breaches, why)
		}
	}
	return breaches
}

func breachOf(svg *html.Node, classes []string, byID map[string]*html.Node) string {
	switch {
	case slices.Contains(classes, "chart"):
		return chartBreach(svg, byID)
	case slices.Contains(classes, "bar"):
		return barBreach(svg)
	case hiddenFromReaders(svg):
		return ""
	case attr(svg, "role") != "img" || attr(svg, "aria-label") == "":
		return "a picture " + attr(svg, "class") + " says nothing"
	}
	return ""
}

func chartBreach(svg *html.Node, byID map[string]*html.Node) string {
	named := strings.Fields(attr(svg, "aria-labelledby"))
	if attr(svg, "role") != "img" || len(named) != 2 {
		return "a chart does not say that it is one"
	}
	for i, kind := range []string{"title", "desc"} {
		if n := byID[named[i]]; n == nil || n.Data != kind || n.Parent != svg || strings.TrimSpace(textOf(n)) == "" {
			return "a chart has no " + kind
		}
	}
	if table := byID[attr(svg, "aria-details")]; table == nil || !isTable(table) {
		return "a chart has no table"
	}
	return ""
}

// barBreach: a bar stands in a row that says its number, in a table that says of what.
func barBreach(svg *html.Node) string {
	row, table := above(svg, "tr"), above(svg, "table")
	if !hiddenFromReaders(svg) || row == nil || table == nil || !isTable(table) || !strings.ContainsAny(textOf(row), "0123456789") {
		return "a bar stands outside a table of its figures"
	}
	return ""
}

// isTable: it has a caption, a heading and a figure.
func isTable(n *html.Node) bool {
	found := map[string]bool{}
	for x := range n.Descendants() {
		found[x.Data] = found[x.Data] || strings.TrimSpace(textOf(x)) != ""
	}
	return n.Data == "table" && found["caption"] && found["th"] && found["td"]
}

func hiddenFromReaders(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if attr(n, "aria-hidden") == "true" {
			return true
		}
	}
	return false
}

func above(n *html.Node, name string) *html.Node {
	for ; n != nil && n.Data != name; n = n.Parent {
	}
	return n
}

func textOf(n *html.Node) (s string) {
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			s += x.Data
		}
	}
	return s
}
