package main

import (
	"encoding/csv"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

// What somebody between may set, or anybody say, and none of it moves an answer.
var lies = []string{
	"Host", "evil.example", "X-Forwarded-Host", "evil.example", "X-Host", "evil.example", "Forwarded", "for=1.2.3.4;host=evil.example;proto=http", "X-Forwarded-For", "127.0.0.1", "X-Real-IP", "127.0.0.1",
	"X-Forwarded-Proto", "http", "X-Forwarded-Scheme", "http", "X-Forwarded-Port", "1", "X-Forwarded-Prefix", "/evil.example", "X-Original-URL", "/office", "X-Rewrite-URL", "/office", "X-Forwarded-Server", "evil.example",
	"X-HTTP-Method-Override", "POST", "X-Original-Host", "evil.example", "Origin", "https://evil.example", "Referer", "https://evil.example/", "User-Agent", "evil.example", "X-Wap-Profile", "https://evil.example",
	"Accept", "evil.example", "Content-Type", "evil.example", "Range", "bytes=0-1", "If-None-Match", "*", "Max-Forwards", "0",
}

// poisoned: no header but the language, which Vary names, changes what everybody reads, and none comes back in it.
func (e *endpoints) poisoned(m mounted, path string) {
	e.t.Helper()
	plain := e.asks(nobody, m.method, path)
	lied := e.asks(nobody, m.method, path, lies...)
	if lied.status != plain.status || lied.body != plain.body {
		e.t.Errorf("%s: %d, with lies in its headers %d; the same bytes: %v", m.name(), plain.status, lied.status, lied.body == plain.body)
	}
	for name, values := range lied.header {
		if strings.Contains(strings.Join(values, " "), "evil") || name == "Access-Control-Allow-Origin" {
			e.t.Errorf("%s: %s: %q", m.name(), name, values)
		}
	}
}

// offsite is a way in a page that browsers take for one to another host.
var offsite = regexp.MustCompile(`(?i)\s(href|src|action|formaction|content|srcset|poster)=["']?\s*(//|/\\|\\|https?:/*evil|javascript:|data:text)`)

// leadsAway: no address sends anybody to another host, whatever is in it.
func (e *endpoints) leadsAway() {
	e.t.Helper()
	tried := 0
	for _, prefix := range []string{"", "/es", "/en"} {
		for _, path := range []string{
			"//evil.example", "//evil.example/about", "///evil.example", `/\evil.example`, `/\/evil.example`, "/%2f%2fevil.example", "/%5cevil.example", "/https:evil.example", "/https://evil.example", "/%09/evil.example", "/.evil.example",
			"/petitions?q=//evil.example&page=9", "/petitions?page=99&q=%22%3E%3Ca+href=//evil.example%3E", "/petitions?page=-1", "/petitions?state=//evil.example", "/petitions?next=//evil.example", "/petitions//evil.example",
			"/s///evil.example", "/s/%2f%2fevil.example", "/s/%2f%2fevil.example/t", "/petitions/%2f%2fevil.example", "/programs/%2f%2fevil.example", "/desk/sign-in/back?iss=//evil.example&state=//evil.example&error=//evil.example",
			"/desk/letter/%2f%2fevil.example", "/summaries/%2f%2fevil.example", "/summaries/stop/%2f%2fevil.example", "/respond?link=//evil.example", "/office/petitions/%2f%2fevil.example", "/office?next=//evil.example",
			"/desk/code?next=//evil.example", "/desk?return=//evil.example", "/about?%22%3E%3Ca+href=//evil.example", "/limits?x=%0d%0aLocation:%20//evil.example",
		} {
			for _, as := range []visitor{nobody, admin} {
				a := e.asks(as, fiber.MethodGet, prefix+path, "Host", "evil.example")
				tried++
				if a.to != "" && !regexp.MustCompile(`^/([^/\\]|$)`).MatchString(a.to) {
					e.t.Errorf("%s%s leads to %q", prefix, path, a.to)
				}
				if found := offsite.FindString(a.body); found != "" && !strings.HasSuffix(prefix+path, ".json") {
					e.t.Errorf("%s%s has %q", prefix, path, found)
				}
				if a.status >= 500 {
					e.t.Errorf("%s%s: %d", prefix, path, a.status)
				}
			}
		}
	}
	if tried < 100 {
		e.t.Errorf("%d tries", tried)
	}
	e.log.Reset()
}

// asFormula is a title that a spreadsheet would run.
const asFormula = `=HYPERLINK("https://evil.example","Hear our calls")`

// asCells: in every table to keep, no cell is a formula; the petition's title is one.
func (e *endpoints) asCells() {
	e.t.Helper()
	there := false
	for _, m := range e.mounted() {
		if !strings.HasSuffix(m.path, ".csv") || m.private {
			continue
		}
		e.arrives(admin)
		a := e.asks(admin, m.method, e.fill(m.path))
		if a.status != http.StatusOK {
			continue // nothing was refused of a roster: handlers/office looks at that
		}
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body, "\ufeff"))).ReadAll()
		must(e.t, err)
		for _, line := range lines {
			for _, cell := range line {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					e.t.Errorf("%s has %q", m.name(), cell)
				}
				there = there || cell == "'"+asFormula
			}
		}
	}
	if !there {
		e.t.Error("the formula stands in no table, so nothing was tried")
	}
}

// fileNames: what is handed over has a name of letters, digits and hyphens, whatever its petition is called.
func (e *endpoints) fileNames(m mounted, a heard) {
	e.t.Helper()
	if said := a.header.Get(fiber.HeaderContentDisposition); said != "" && !regexp.MustCompile(`^(attachment|inline); filename="[a-zA-Z0-9-]+\.[a-z]+"$`).MatchString(said) {
		e.t.Errorf("%s is handed over as %q", m.name(), said)
	}
}

// TestTheReaderOfLinksIsNotBlind: were such a link in a page, it would be found; ours are not taken for one.
func TestTheReaderOfLinksIsNotBlind(t *testing.T) {
	for _, page := range []string{`<a href="//evil.example">`, `<a class="x" href='/\evil.example'>`, `<form method=post action=//evil.example>`, `<a HREF="javascript:alert(1)">`, `<img src="https:evil.example/x">`} {
		if offsite.FindString(page) == "" {
			t.Errorf("%s is not seen", page)
		}
	}
	for _, page := range []string{`<a href="/">`, `<a href="/es/about?%22%3E%3Ca+href=//evil.example">`, `<a href="https://petitions.example/s/abc">`} {
		if found := offsite.FindString(page); found != "" {
			t.Errorf("%s has %q", page, found)
		}
	}
}
