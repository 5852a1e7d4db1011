package main

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// fills are what the wallet would write into a stand.
var fills = map[string]string{
	"sentence": "This pass has signed already. One pass, one signature.", "by": "26 November", "pseudonym": "Tidal Wren",
	"book": "2026Q4", "passes": "100", "note": "roundrobin/v1 promise\npetitions.meridian.example\n7mKx…=\n2026-11-26\n\n— petitions.meridian.example/promise D6te…=\n", "title": "Bring back the night bus from Leeds depot",
	"ask":  "Run the 23:40 bus again on every working day, so that the late shift can get home without a car.",
	"name": "Quiet Heron", "day": "24 November", "number": "2", "count": "16", "goal": "300", "until": "8 December", "first": "99",
	"checkpoint": "petitions.meridian.example/log\n9874\nq3V8…=\n\n— petitions.meridian.example/log 4xPb…=\n", "receipt": "{\"kind\":\"sign\",\"index\":9811,…}",
	"season": "2027Q1", "a": "3", "b": "9", "wrong": "sossage",
	"to": " Quiet Heron", "last": "21 November", "version": "3", "organizers": "2", "place": "4", "whom": " Quiet Heron", "said": "Recordings found readable by all staff", "reason": "It names a colleague, and no source.",
}

// rows are what the wallet would fill its lists with: the states of each row, then a text for all that it has to fill.
var rows = map[string][][]string{
	"words": {
		{"", "legal"}, {"", "winner"}, {"", "thank"}, {"", "year"}, {"", "wave"}, {"", "sausage"},
		{"", "worth"}, {"", "useful"}, {"", "legal"}, {"", "winner"}, {"", "thank"}, {"", "yellow"},
	},
	"news": {
		{"first signed deliver", ""}, {"milestone", ""}, {"program", ""}, {"first open", ""},
	},
	"proposed": {
		{"handing", ""}, {"promised", ""}, {"accepted", ""}, {"declined", ""}, {"refused", ""},
	},
	"papers":      {{"draft together", ""}, {"gathering alone public sponsoring", ""}, {"open together public figures", ""}, {"rejected together", ""}},
	"near":        {{"open", ""}, {"answered", ""}},
	"people":      {{"opener you", ""}, {"joined removable", ""}},
	"invitations": {{"open yours", ""}},
	"answers":     {{"declined", ""}},
	"versions":    {{"stands yours", ""}, {"older", ""}},
	"way":         {{"update waits by", ""}, {"delivery dropped by", ""}},
	"happened":    {{"joining by", ""}, {"outcome by", ""}},
	"hints":       {{"name", "Zeynep"}, {"number", "ticket #88213"}, {"only", "I’m the only nurse"}},
	"mine": {
		{"signature promised here", ""}, {"signature counted elsewhere", ""}, {"signature broken here", ""}, {"comment counted here", ""}, {"comment refused here", ""},
	},
}

// staged is a page as the wallet would show it: one stand of it in another state.
func staged(page templ.Component, stand, state string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var drawn bytes.Buffer
		if err := page.Render(ctx, &drawn); err != nil {
			return err
		}
		doc, err := html.Parse(&drawn)
		if err != nil {
			return err
		}
		for node := range doc.Descendants() {
			if attr(node, "data-stand") == stand {
				setState(node, state)
				goTo(doc, node)
			}
		}
		return html.Render(w, doc)
	})
}

// goTo shows the route of the wallet's page on which a stand is.
func goTo(doc, stand *html.Node) {
	routes := func(n *html.Node) bool {
		return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "data-route" })
	}
	at := stand.Parent
	for at != nil && !routes(at) {
		at = at.Parent
	}
	for node := range doc.Descendants() {
		if at == nil || !routes(node) {
			continue
		}
		node.Attr = without(node.Attr, "hidden")
		if node != at {
			node.Attr = append(node.Attr, html.Attribute{Key: "hidden"})
		}
	}
}

func setState(stand *html.Node, state string) {
	put := func(n *html.Node, key, value string) {
		n.Attr = append(without(n.Attr, key), html.Attribute{Key: key, Val: value})
	}
	put(stand, "data-state", state)
	if state != "idle" { // a form that opens where it is asked for
		stand.Attr = without(stand.Attr, "hidden")
	}
	for node := range stand.Descendants() {
		if made := rows[attr(node, "data-row")]; made != nil {
			fillRows(node, made)
		}
	}
	for node := range stand.Descendants() {
		if inRows(node) {
			continue
		}
		if when := attr(node, "data-when"); when != "" {
			node.Attr = without(node.Attr, "hidden")
			if !slices.Contains(strings.Fields(when), state) {
				put(node, "hidden", "")
			}
		}
		if text, ok := fills[attr(node, "data-fill")]; ok && (node.FirstChild == nil || attr(node, "data-fill") == "title") {
			node.FirstChild, node.LastChild = nil, nil
			node.AppendChild(&html.Node{Type: html.TextNode, Data: text})
		}
	}
}

// fillRows copies a template into the list that stands before it.
func fillRows(template *html.Node, made [][]string) {
	list := template.PrevSibling
	for list != nil && attr(list, "data-rows") != attr(template, "data-row") {
		list = list.PrevSibling
	}
	if list.FirstChild != nil {
		return // an outer stand has filled it
	}
	var one bytes.Buffer
	for n := template.FirstChild; n != nil; n = n.NextSibling {
		must(html.Render(&one, n))
	}
	for _, row := range made {
		copies, err := html.ParseFragment(bytes.NewReader(one.Bytes()), list)
		must(err)
		for _, n := range copies {
			list.AppendChild(n)
			for inner := range n.Descendants() {
				setRow(inner, strings.Fields(row[0]), row[1])
			}
		}
	}
}

func setRow(n *html.Node, is []string, text string) {
	if when := strings.Fields(attr(n, "data-when")); len(when) > 0 && !slices.ContainsFunc(when, func(w string) bool { return slices.Contains(is, w) }) {
		n.Attr = append(n.Attr, html.Attribute{Key: "hidden"})
	}
	name := attr(n, "data-fill")
	if text == "" {
		text = fills[name]
	}
	if name != "" {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	}
}

func inRows(n *html.Node) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if attr(n, "data-rows") != "" {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func without(attrs []html.Attribute, key string) []html.Attribute {
	return slices.DeleteFunc(attrs, func(a html.Attribute) bool { return a.Key == key })
}
