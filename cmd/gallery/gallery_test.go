package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"roundrobin/views/words"
)

func TestMain(m *testing.M) {
	words.Strict = true
	os.Exit(m.Run())
}

// Every screen in every state is drawn with no text missing, and obeys the policy that the site sends.
func TestEveryScreenKeepsThePolicy(t *testing.T) {
	for _, s := range screens() {
		page, err := s.page()
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		doc, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		ids := map[string]bool{}
		for node := range doc.Descendants() {
			if node.Data == "style" && node.Type == html.ElementNode {
				t.Errorf("%s holds a style element", s.name)
			}
			for _, a := range node.Attr {
				checkAttribute(t, s.name, a, ids)
			}
		}
	}
}

func checkAttribute(t *testing.T, screen string, a html.Attribute, ids map[string]bool) {
	switch {
	case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
		t.Errorf("%s holds a %s attribute", screen, a.Key)
	case a.Key == "src" && strings.Contains(a.Val, "://"):
		t.Errorf("%s loads %s from elsewhere", screen, a.Val)
	case a.Key == "id" && ids[a.Val]:
		t.Errorf("%s has two elements with the id %s", screen, a.Val)
	case a.Key == "id":
		ids[a.Val] = true
	}
}

// Of each stand the server shows one state, nojs (or idle, where nothing waits), and hides all others.
func TestStandsStartAsWithoutScripts(t *testing.T) {
	for _, s := range screens() {
		if strings.Contains(s.name, "-") && !strings.HasPrefix(s.name, "petition") {
			continue // drawn in another state
		}
		page, _ := s.page()
		doc, _ := html.Parse(bytes.NewReader(page))
		for node := range doc.Descendants() {
			state := attr(node, "data-state")
			if attr(node, "data-stand") == "" {
				continue
			}
			for inner := range node.Descendants() {
				checkShown(t, s.name, inner, state)
			}
		}
	}
}

func checkShown(t *testing.T, screen string, node *html.Node, state string) {
	when := attr(node, "data-when")
	if when == "" {
		return
	}
	hidden := false
	for _, a := range node.Attr {
		hidden = hidden || a.Key == "hidden"
	}
	if should := !strings.Contains(" "+when+" ", " "+state+" "); hidden != should && !inTemplate(node) {
		t.Errorf("%s: what is for %q is hidden: %v, in the state %s", screen, when, hidden, state)
	}
}

func inTemplate(node *html.Node) bool {
	for n := node.Parent; n != nil; n = n.Parent {
		if n.Data == "template" {
			return true
		}
	}
	return false
}

// Every screen can be drawn in every language, and in the trial language, with no text missing.
func TestEveryScreenSpeaksEveryLanguage(t *testing.T) {
	for name, speak := range map[string]func(context.Context) context.Context{
		"es": func(ctx context.Context) context.Context { return words.With(ctx, "es") }, "rtl": words.Trial,
	} {
		for _, s := range screens() {
			if err := in(speak, s.view).Render(gallerySite(), io.Discard); err != nil {
				t.Errorf("%s in %s: %v", s.name, name, err)
			}
		}
	}
}
