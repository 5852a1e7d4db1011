package main

import (
	"io"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"roundrobin/static"
)

// What a first visit to a petition's page may weigh, in bytes over the wire.
const (
	mostWithout   = 60_000
	mostOfFonts   = 85_000
	mostWithFonts = 150_000
)

var (
	named = regexp.MustCompile(`(?:src|href)="/static/([^"]+)"`)
	latin = []string{"fonts/newsreader-latin-wght-normal.woff2", "fonts/newsreader-latin-wght-italic.woff2", "fonts/public-sans-latin-wght-normal.woff2"}
)

// Phones on a bad connection read petitions, too. Counted are all that the page names, whether a browser would wait for it or not.
func TestAPetitionsPageIsLight(t *testing.T) {
	l := newLife(t, reviewNone)
	must(t, withSite(l.ctx, l.settings, l.outside, func(s *site) error {
		l.begin(s)
		p := l.gathered("Bring back the night bus")
		l.sign(p, 20)
		q := httptest.NewRequest("GET", "/petitions/"+p.ID, nil)
		a, err := l.twin(s).app.Test(q, 30_000)
		must(t, err)
		text, err := io.ReadAll(a.Body)
		must(t, err)
		q.Header.Set("Accept-Encoding", "gzip, br")
		a, err = l.twin(s).app.Test(q, 30_000)
		must(t, err)
		packed, err := io.ReadAll(a.Body)
		must(t, err)
		if a.StatusCode != 200 || a.Header.Get("Content-Encoding") == "" {
			t.Fatalf("%s, encoded as %q", a.Status, a.Header.Get("Content-Encoding"))
		}
		weight, fonts, seen := len(packed), 0, map[string]bool{}
		for _, m := range named.FindAllStringSubmatch(string(text), -1) {
			if asset, ok := static.Open(m[1]); ok && !seen[m[1]] && !strings.HasPrefix(m[1], "fonts/") {
				_, body := asset.Encoded("gzip, br")
				weight += len(body)
			}
			seen[m[1]] = true
		}
		for _, name := range latin {
			fonts += len(static.Bytes(name))
		}
		t.Logf("%d bytes, %d of them the page, and %d of fonts", weight, len(packed), fonts)
		if weight > mostWithout || fonts > mostOfFonts || weight+fonts > mostWithFonts {
			t.Errorf("%d bytes without fonts, %d of fonts", weight, fonts)
		}
		if len(seen) < 4 {
			t.Errorf("it names only %v", seen)
		}
		return nil
	}))
}
