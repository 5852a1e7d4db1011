package office_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	model "roundrobin/models/office"
)

const (
	door = `action="/office/sign-in"`
	in   = `action="/office/sign-out"`
	no   = "do not fit together"
)

func TestTheDoorOpensToTheRightParts(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		b := h.browser(t)
		b.get("/office").shows(t, 200, door)
		if n := h.rows(t); n != 0 {
			t.Errorf("a look at the door made %d sessions", n)
		}
		a := b.come()
		if a.StatusCode != 303 || a.Header.Get("Location") != "/office" {
			t.Fatalf("%d to %s: %s", a.StatusCode, a.Header.Get("Location"), a.body)
		}
		b.get("/office").shows(t, 200, in)
		b.get("/office").shows(t, 200, "Ines Aguilar</strong>, steward")
	})
}

func TestEachWrongPartIsTheSameSentence(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.pass(time.Minute)
		b := h.browser(t)
		pages := map[string]bool{}
		for _, p := range [][3]string{
			{"Inez Aguilar", h.ines.Key, b.code(h.ines)}, {ines, h.tomasz.Key, b.code(h.ines)}, {ines, h.ines.Key, b.code(h.tomasz)}, {"", "", ""},
		} {
			a := b.signIn(p[0], p[1], p[2])
			a.shows(t, 422, no)
			if len(a.Cookies()) > 0 || strings.Contains(a.body, p[1]) && p[1] != "" || strings.Contains(a.body, `value="`+p[2]+`"`) && p[2] != "" {
				t.Errorf("the answer to %q keeps a secret or a cookie: %v\n%s", p, a.Cookies(), a.body)
			}
			pages[strings.Replace(a.body, `value="`+p[0]+`"`, `value=""`, 1)] = true
		}
		if len(pages) != 1 {
			t.Errorf("%d different pages", len(pages))
		}
		b.signIn("Ines Agui<lar", "x", "1").shows(t, 422, `value="Ines Agui&lt;lar"`)
		b.get("/office").shows(t, 200, door)
	})
}

func TestACodeThatWasUsedOpensNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		first, second := h.browser(t), h.browser(t)
		code := first.code(h.ines)
		if a := first.signIn(ines, h.ines.Key, code); a.StatusCode != 303 {
			t.Fatal(a.body)
		}
		second.signIn(ines, h.ines.Key, code).shows(t, 422, no)
		second.get("/office").shows(t, 200, door)
	})
}

func TestTheSixthTryIsRefused(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		b := h.browser(t)
		for range model.Tries {
			b.signIn(ines, h.ines.Key, "000000").shows(t, 422, no)
		}
		b.come().shows(t, 429, "Try again tomorrow")
		b.get("/office").shows(t, 200, door)
	})
}

func TestSigningInMakesTheOldTokenWorthless(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		b, thief := h.browser(t), h.browser(t)
		b.come()
		old := b.token()
		b.get("/office").shows(t, 200, in) // and is remembered for some seconds
		b.come()
		if b.token() == old || b.token() == "" {
			t.Fatalf("the token stayed %q", old)
		}
		thief.carry(old)
		thief.get("/office").shows(t, 200, door)
		b.get("/office").shows(t, 200, in)
		if n := h.rows(t); n != 1 {
			t.Errorf("%d sessions", n)
		}
	})
}

func TestATokenThatSomebodyElseChoseIsNotTakenOver(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		b := h.browser(t)
		chosen := strings.Repeat("A", 43)
		b.carry(chosen)
		b.come()
		if b.token() == chosen {
			t.Error("signed in under it")
		}
	})
}

func TestTheCookie(t *testing.T) {
	for name, secure := range map[string]bool{"rr_office": false, "__Secure-rr_office": true} {
		t.Run(name, func(t *testing.T) {
			h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), secure)
			b := h.browser(t)
			a := b.come()
			var paths []string
			for _, c := range a.Cookies() { // the same for the office's address in each language
				paths = append(paths, c.Path)
				if c.Name != name || !c.HttpOnly || c.Secure != secure || c.SameSite != http.SameSiteLaxMode || c.Domain != "" || len(c.Value) != 43 ||
					c.Value != a.Cookies()[0].Value || c.MaxAge != int(model.SessionLife.Seconds()) {
					t.Errorf("%+v", c)
				}
			}
			if want := []string{"/office", "/en/office", "/es/office"}; !slices.Equal(paths, want) {
				t.Errorf("cookies for %q", paths)
			}
			if got := b.get("/petitions").body; got != "" {
				t.Errorf("the booth got %q", got)
			}
			if a.Header.Get("Cache-Control") != "no-store" || b.get("/office").Header.Get("Cache-Control") != "no-store" {
				t.Error("a page of the office may be kept")
			}
		})
	}
}

func TestAFormIsShort(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), true)
	if a := h.browser(t).signIn(strings.Repeat("x", 5000), "", ""); a.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%d", a.StatusCode)
	}
}

// carry puts a token into the browser that it was not given.
func (b *browser) carry(token string) {
	at, _ := url.Parse(site + "/office")
	b.jar.SetCookies(at, []*http.Cookie{{Name: "__Secure-rr_office", Value: token, Path: "/office", Secure: true}})
}

func (h *house) rows(t *testing.T) (n int64) {
	t.Helper()
	must(t, h.d.Read.Table("office_sessions").Count(&n).Error)
	return n
}
