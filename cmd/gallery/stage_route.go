package main

import (
	"bytes"
	"context"
	"io"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// routed is the wallet's page at another of its # routes.
func routed(page templ.Component, route string) templ.Component {
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
			if !has(node, "data-route") {
				continue
			}
			node.Attr = without(node.Attr, "hidden")
			if attr(node, "data-route") != route {
				node.Attr = append(node.Attr, html.Attribute{Key: "hidden"})
			}
		}
		return html.Render(w, doc)
	})
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
