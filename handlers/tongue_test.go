package handlers

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

const (
	inEnglish = "What it can and cannot protect"
	inSpanish = "Qué puede proteger y qué no"
)

func asked(path, wish string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Language", wish)
	return r
}

func TestTheLanguageIsTheChosenOneOrTheBrowsersOrTheSites(t *testing.T) {
	for _, x := range []struct{ site, path, wish, want, lang string }{
		{"", "/limits", "", inEnglish, "en"},
		{"", "/limits", "es-MX,es;q=0.9,en;q=0.5", inSpanish, "es"},
		{"", "/limits", "fr,en;q=0.5,es;q=0.4", inEnglish, "en"},
		{"es", "/limits", "fr", inSpanish, "es"},
		{"es", "/limits", "fr,en;q=0.1", inEnglish, "en"},
		{"", "/es/limits", "en", inSpanish, "es"},
		{"es", "/en/limits", "es", inEnglish, "en"},
		{"", "/es/nowhere", "en", inSpanish, "es"},
		{"", "/limits", "=;=,", inEnglish, "en"},
	} {
		app, _, _ := frontIn(t, x.site)
		answer, page := get(t, app, asked(x.path, x.wish))
		if !strings.Contains(page, x.want) || !strings.Contains(page, `<html lang="`+x.lang+`" dir="ltr">`) {
			t.Errorf("%s of a site in %q for %q: no %q (%d)", x.path, x.site, x.wish, x.want, answer.StatusCode)
		}
		if named := strings.HasPrefix(x.path, "/"+x.lang+"/"); named == strings.Contains(answer.Header.Get("Vary"), "Accept-Language") && answer.StatusCode == 200 {
			t.Errorf("%s varies by %q", x.path, answer.Header.Get("Vary"))
		}
	}
}

// A page whose address names a language leads to no other, but for the one link to each; what has no language is led to as ever.
func TestAChosenLanguageStays(t *testing.T) {
	app, _, _ := front(t)
	_, page := get(t, app, asked("/es/limits?x=1", "en"))
	var other, left []string
	for _, m := range regexp.MustCompile(` (?:href|action)="(/[^"]*)"`).FindAllStringSubmatch(page, -1) {
		switch {
		case strings.HasPrefix(m[1], "/en/"):
			other = append(other, m[1])
		case !strings.HasPrefix(m[1], "/es/") && m[1] != "/es" && !strings.HasPrefix(m[1], "/static/"):
			left = append(left, m[1])
		}
	}
	if len(left) > 0 || len(other) != 1 || other[0] != "/en/limits?x=1" || !strings.Contains(page, `data-tongue="/es"`) {
		t.Errorf("it leads to %q and %q", other, left)
	}
	if _, page = get(t, app, asked("/limits", "en")); !strings.Contains(page, `href="/es/limits"`) || strings.Contains(page, "data-tongue") {
		t.Error("the other language is not offered, or one was chosen for somebody")
	}
}

func TestALanguageIsNoWayAround(t *testing.T) {
	app, _, _ := front(t)
	for path, want := range map[string]int{"/es/healthz": 200, "/es/es/limits": 404, "/fr/limits": 404, "/es": 500, "/esx/limits": 404, "/es/booth/keys": 200} {
		if answer, _ := get(t, app, asked(path, "")); answer.StatusCode != want {
			t.Errorf("%s: %d, want %d", path, answer.StatusCode, want)
		}
	}
}
