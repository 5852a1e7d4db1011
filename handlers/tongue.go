package handlers

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"roundrobin/views/layout"
	"roundrobin/views/words"
)

type tongueKey struct{}

// tongue lets every address begin with a language: /es/petitions is /petitions in Spanish, and the links of that page stay there. The
// choice is the address alone: no browser keeps it, and no request but for a page carries it.
func tongue(c *fiber.Ctx) error {
	tag, rest := words.Cut(c.Path())
	if tag == "" || chosen(c) != "" {
		return c.Next()
	}
	c.Locals(tongueKey{}, tag)
	c.Path(rest)
	err := c.RestartRouting()
	if to := c.GetRespHeader(fiber.HeaderLocation); strings.HasPrefix(to, "/") {
		c.Set(fiber.HeaderLocation, "/"+tag+to)
	}
	return err
}

// chosen is the language of the address, or "".
func chosen(c *fiber.Ctx) string {
	tag, _ := c.Locals(tongueKey{}).(string)
	return tag
}

// reader is the context of who reads: the site, the page's own address, and the language. The chosen one counts first, then the
// browser's wishes, then the site's.
func reader(ctx context.Context, site layout.Site, c *fiber.Ctx) context.Context {
	ctx = layout.WithSite(layout.WithHere(ctx, here(c)), site)
	if tag := chosen(c); tag != "" {
		return words.Choose(ctx, tag)
	}
	return words.With(ctx, strings.Clone(c.Get(fiber.HeaderAcceptLanguage)), site.Language)
}

// here is where the page's links to itself in other languages lead: its own address, or for what a form has sent that of its room.
func here(c *fiber.Ctx) string {
	path, query, asked := strings.Cut(c.OriginalURL(), "?")
	_, path = words.Cut(path)
	if c.Method() != fiber.MethodGet {
		return roomOf(path)
	}
	if asked {
		path += "?" + query
	}
	return strings.Clone(path)
}

func roomOf(path string) string {
	for _, room := range []string{"/desk", "/office"} {
		if strings.HasPrefix(path, room) {
			return room
		}
	}
	return "/"
}

// varies says to caches that one address has a page for each language, where it names none. Files and the ledger have no language.
func varies(c *fiber.Ctx) {
	for _, same := range []string{"/static/", "/log/", "/booth/"} {
		if strings.HasPrefix(c.Path(), same) {
			return
		}
	}
	if chosen(c) == "" {
		c.Vary(fiber.HeaderAcceptLanguage)
	}
}
