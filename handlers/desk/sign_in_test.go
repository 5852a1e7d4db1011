package desk_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/desk"
	"roundrobin/handlers/desk/oidctest"
	"roundrobin/handlers/desk/provider"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/roster"
	views "roundrobin/views/desk"
)

const siteBase = "http://127.0.0.1:8080"

// signIn is a company's own sign-in, real but for its people. It is one for all tests: its key takes a while.
type signIn struct {
	*oidctest.Provider
	issuer string
}

var company = sync.OnceValue(func() signIn {
	server := httptest.NewUnstartedServer(nil)
	issuer := "http://" + server.Listener.Addr().String()
	p := oidctest.New(issuer, siteBase+desk.BackPath)
	server.Config.Handler = p
	server.Start()
	return signIn{p, issuer}
})

// desk is what a desk is told of it.
func (s signIn) desk() *provider.Provider {
	return provider.New(provider.Settings{Issuer: s.issuer, Client: oidctest.Client, Secret: oidctest.Secret, Back: siteBase + desk.BackPath, Now: time.Now})
}

// away begins at the desk and gives where it sends somebody.
func (b *browser) away() *url.URL {
	b.t.Helper()
	a := b.send("POST", "/desk/sign-in", "", "")
	_, to, there := strings.Cut(a.Header.Get("Refresh"), "url=")
	if a.StatusCode != 200 || !there {
		b.t.Fatalf("%d: %s", a.StatusCode, a.body)
	}
	u, err := url.Parse(to)
	must(b.t, err)
	return u
}

// signs in at the provider as a person does, and gives the way back to the desk.
func (b *browser) signs(to *url.URL, address string) (back string) {
	b.t.Helper()
	jar, err := cookiejar.New(nil)
	must(b.t, err)
	c := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.String(), siteBase) {
			back = r.URL.RequestURI()
			return http.ErrUseLastResponse
		}
		return nil
	}}
	r, err := c.Get(to.String())
	must(b.t, err)
	_, err = io.Copy(io.Discard, r.Body)
	must(b.t, err)
	must(b.t, r.Body.Close())
	if back == "" {
		form := url.Values{"id": {r.Request.URL.Query().Get("authRequestID")}, "username": {address}, "password": {oidctest.Password}}
		r, err = c.PostForm(to.Scheme+"://"+to.Host+"/login/username", form)
		must(b.t, err)
		must(b.t, r.Body.Close())
	}
	if back == "" {
		b.t.Fatalf("the provider sends nobody back: %d", r.StatusCode)
	}
	return back
}

// comes back from the provider as somebody.
func (b *browser) comes(address string) answer {
	b.t.Helper()
	return b.get(b.signs(b.away(), address))
}

func TestTheCompanysOwnSignInWithoutTheWallet(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		h := open(t, d, nil)
		b := h.browser(t)
		if a := b.get("/desk"); !strings.Contains(a.body, `action="/desk/sign-in"`) || b.cookie != "" {
			t.Fatalf("%d: %s", a.StatusCode, a.body)
		}
		to := b.away()
		asked := to.Query()
		for name, want := range map[string]string{
			"scope": "openid email", "client_id": oidctest.Client, "redirect_uri": siteBase + desk.BackPath, "response_type": "code", "code_challenge_method": "S256",
		} {
			if asked.Get(name) != want {
				t.Errorf("%s is %q", name, asked.Get(name))
			}
			asked.Del(name)
		}
		for _, secret := range []string{"state", "nonce", "code_challenge"} {
			if len(asked.Get(secret)) != 43 {
				t.Errorf("%s is %q", secret, asked.Get(secret))
			}
			asked.Del(secret)
		}
		if len(asked) > 0 {
			t.Errorf("the provider is told %v, too", asked)
		}
		back := b.signs(to, noah)
		if a := b.get(back); a.StatusCode != 303 || a.Header.Get("Location") != "/desk/arrived" {
			t.Fatalf("%d: %s", a.StatusCode, a.body)
		}
		if a := b.get("/desk/arrived"); a.StatusCode != 200 || !strings.Contains(a.body, `action="/desk/arrived"`) || !strings.Contains(a.body, "data-arrived") || strings.Contains(a.body, "Noah") {
			t.Fatalf("%d: %s", a.StatusCode, a.body)
		}
		if a := b.send("POST", "/desk/arrived", "", ""); a.StatusCode != 200 || !strings.Contains(a.body, "Noah Osei") || b.cookie != "" {
			t.Errorf("%d, cookie %q: %s", a.StatusCode, b.cookie, a.body)
		}
		if a := b.get("/desk/arrived"); a.StatusCode != 303 {
			t.Errorf("still here: %d", a.StatusCode)
		}
	})
}

// Where a mail domain lets people in, the company's own sign-in does so by the address that it vouches for, and for no other domain.
func TestTheSignInVouchesForAMailboxAtADomain(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	h.roster.Admit(roster.Entry{Domains: []string{"elsewhere.example"}})
	b := h.browser(t)
	if a := b.comes(stranger); a.StatusCode != 303 {
		t.Fatalf("%d: %s", a.StatusCode, a.body)
	}
	if a := b.send("POST", "/desk/arrived", "", ""); a.StatusCode != 200 || strings.Contains(a.body, "john") {
		t.Errorf("at the domain: %d: %s", a.StatusCode, a.body)
	}
	h.roster.Admit(roster.Entry{Domains: []string{"example.net"}})
	other := h.browser(t)
	other.comes(stranger)
	if a := other.send("POST", "/desk/arrived", "", ""); a.StatusCode == 200 {
		t.Errorf("at another: %d: %s", a.StatusCode, a.body)
	}
}

// The provider knows one way back, in no language: what somebody chose by the address goes on from there.
func TestWhoChoseALanguageComesBackToIt(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	set := func() *url.URL {
		t.Helper()
		_, to, _ := strings.Cut(b.send("POST", "/desk/sign-in?in=es", "", "").Header.Get("Refresh"), "url=")
		u, err := url.Parse(to)
		must(t, err)
		return u
	}
	to := set()
	if strings.Contains(to.RawQuery, "es%2F") || to.Query().Get("redirect_uri") != siteBase+desk.BackPath {
		t.Errorf("the provider is told the language: %s", to)
	}
	if a := b.get(b.signs(to, noah)); a.StatusCode != 303 || a.Header.Get("Location") != "/es/desk/arrived" {
		t.Fatalf("%d to %s", a.StatusCode, a.Header.Get("Location"))
	}
	set()
	if a := b.get(desk.BackPath + "?error=access_denied&state=x"); !strings.Contains(a.body, `lang="es"`) {
		t.Errorf("what went wrong is told in another language: %d %s", a.StatusCode, a.body)
	}
}

func TestTheWalletCollectsAfterTheCompanysOwnSignIn(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	b.comes(noah)
	arrived := b.cookie
	body, prepared := h.book(t, 1, "")
	status, refusal, text := b.collect(body)
	if status != 200 || refusal != "" || b.cookie != "" {
		t.Fatalf("%d %s, cookie %q", status, text, b.cookie)
	}
	h.verifies(t, text, prepared)
	b.cookie = arrived // no answer came: the same is asked again
	if _, _, again := b.collect(body); again != text {
		t.Errorf("another answer: %s", again)
	}
	other, _ := h.book(t, 2, "")
	b.cookie = arrived
	if _, refusal, _ := b.collect(other); refusal != "book_collected" {
		t.Errorf("a second book: %q", refusal)
	}
	for range 5 {
		b.cookie = arrived
		_, refusal, _ = b.collect(body)
	}
	if refusal != "arrival_expired" {
		t.Errorf("an arrival is good for ever: %q", refusal)
	}
	// By mail it is the same person.
	code := b.code(noah)
	byMail, _ := h.book(t, 3, code)
	if _, refusal, _ := b.collect(byMail); refusal != "book_collected" {
		t.Errorf("two books by two ways: %q", refusal)
	}
}

// Up to the moment in which a stranger is turned away, everything is the same for everybody.
func TestAStrangerFromTheCompanysOwnSignIn(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		h := open(t, d, nil)
		known, unknown := h.browser(t), h.browser(t)
		same := func(step string, a, b answer) {
			t.Helper()
			one, two := head(t, a), head(t, b)
			if a.StatusCode != b.StatusCode || a.body != b.body || one != two || len(known.cookie) != len(unknown.cookie) {
				t.Errorf("%s differs: %d %q\n%s\n%d %q\n%s", step, a.StatusCode, one, a.body, b.StatusCode, two, b.body)
			}
		}
		same("coming back", known.comes(noah), unknown.comes(stranger))
		same("the page", known.get("/desk/arrived"), unknown.get("/desk/arrived"))
		words := map[string]bool{}
		for _, who := range []string{stranger, "jane.roe@elsewhere.example"} {
			unknown.comes(who)
			a := unknown.send("POST", "/desk/arrived", "", "")
			if words[a.body] = true; a.StatusCode != 422 || !strings.Contains(a.body, "not on the roster") || unknown.cookie != "" {
				t.Errorf("%d, cookie %q: %s", a.StatusCode, unknown.cookie, a.body)
			}
			unknown.comes(who)
			body, _ := h.book(t, 9, "")
			if _, refusal, text := unknown.collect(body); refusal != "stranger" || unknown.cookie != "" {
				t.Errorf("cookie %q: %s", unknown.cookie, text)
			}
		}
		if len(words) != 1 {
			t.Error("strangers are told apart")
		}
	})
}

func TestAnswersThatDoNotHold(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	refused := func(name string, a answer, b *browser, sentence string) {
		t.Helper()
		if a.StatusCode < 400 || !strings.Contains(a.body, sentence) || !strings.Contains(a.body, `action="/desk/sign-in"`) {
			t.Errorf("%s: %d, %s", name, a.StatusCode, a.body)
		}
		if a := b.get("/desk/arrived"); a.StatusCode != 303 {
			t.Errorf("%s: has arrived", name)
		}
	}
	defer company().Alter(nil)
	const stale, untrue = "not begun in this browser", "does not hold"
	for name, alter := range map[string]func(map[string]any){
		"wrong nonce":       func(c map[string]any) { c["nonce"] = strings.Repeat("A", 43) },
		"no nonce":          func(c map[string]any) { delete(c, "nonce") },
		"wrong audience":    func(c map[string]any) { c["aud"] = []string{"another"} },
		"another party":     func(c map[string]any) { c["aud"], c["azp"] = []string{oidctest.Client, "another"}, "another" },
		"audience of two":   func(c map[string]any) { c["aud"] = []string{oidctest.Client, "another"}; delete(c, "azp") },
		"expired":           func(c map[string]any) { c["exp"] = time.Now().Add(-time.Minute).Unix() },
		"wrong issuer":      func(c map[string]any) { c["iss"] = "https://login.elsewhere.example" },
		"nobody":            func(c map[string]any) { c["sub"] = "" },
		"another's address": func(c map[string]any) { c["sub"] = oidctest.Subject("somebody else") },
	} {
		b := h.browser(t)
		company().Alter(alter)
		refused(name, b.comes(noah), b, untrue)
	}
	company().Alter(nil)

	b := h.browser(t)
	back := b.signs(b.away(), noah)
	refused("wrong state", b.get(strings.Replace(back, "state=", "state=A", 1)), b, stale)
	refused("a second try after that", b.get(back), b, stale)

	begun, other := h.browser(t), h.browser(t)
	back = begun.signs(begun.away(), noah)
	refused("another browser", other.get(back), other, stale)
	cookie := begun.cookie
	if a := begun.get(back); a.StatusCode != 303 {
		t.Fatalf("the right one: %d", a.StatusCode)
	}
	begun.cookie = cookie
	refused("replayed, with its cookie", begun.get(back), begun, stale)

	b = h.browser(t)
	refused("another provider's", b.get(b.signs(b.away(), noah)+"&iss=https%3A%2F%2Flogin.elsewhere.example"), b, untrue)
	b = h.browser(t)
	to := b.away()
	refused("broken off", b.get(desk.BackPath+"?error=access_denied&state="+to.Query().Get("state")), b, "broken off")
	b = h.browser(t)
	refused("unverified", b.comes("unverified."+noah), b, "does not vouch for your mail address")
	b = h.browser(t)
	b.away()
	refused("a code of nobody", b.get(desk.BackPath+"?code=x&state="), b, stale)
}

// What an ID token itself says of the address is taken, if the provider vouches for it.
func TestTheAddressInTheToken(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	defer company().Alter(nil)
	for _, c := range []struct {
		verified any
		status   int
	}{{true, 303}, {"true", 303}, {false, 422}, {"false", 422}, {nil, 422}} {
		company().Alter(func(claims map[string]any) { claims["email"], claims["email_verified"] = noah, c.verified })
		b := h.browser(t)
		if a := b.comes("unverified.anybody@elsewhere.example"); a.StatusCode != c.status {
			t.Errorf("%v: %d", c.verified, a.StatusCode)
		}
	}
}

func TestASignInThatIsAway(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	h.Provider = signIn{issuer: "http://127.0.0.1:1"}.desk()
	if a := b.send("POST", "/desk/sign-in", "", ""); a.StatusCode != 503 || !strings.Contains(a.body, "does not answer just now") || !strings.Contains(a.body, `action="/desk/address"`) {
		t.Errorf("%d: %s", a.StatusCode, a.body)
	}
	if err := <-h.lost; !strings.Contains(err.Error(), "cannot be asked") {
		t.Error(err)
	}
}

// Coming back asks no store: nothing about the roster can show in that answer.
func TestComingBackAsksNoStore(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	for _, who := range []string{noah, stranger} {
		b := h.browser(t)
		back := b.signs(b.away(), who)
		must(t, h.store.Close())
		if a := b.get(back); a.StatusCode != 303 || a.Header.Get("Location") != "/desk/arrived" {
			t.Errorf("%s: %d", who, a.StatusCode)
		}
	}
}

// Where people are matched by the stable name of their account, no address leaves the provider.
func TestASubjectIsEnough(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	_, err := h.Roster.ImportAccounts(t.Context(), strings.NewReader("email,subject\n"+noah+","+oidctest.Subject("number 7")+"\n"))
	must(t, err)
	settings := company().desk().Settings
	settings.BySubject = true
	h.Provider = provider.New(settings)
	b := h.browser(t)
	to := b.away()
	if asked := to.Query().Get("scope"); asked != "openid" {
		t.Errorf("asked for %q", asked)
	}
	b.get(b.signs(to, "number 7"))
	if a := b.send("POST", "/desk/arrived", "", ""); a.StatusCode != 200 || !strings.Contains(a.body, "Noah Osei") {
		t.Errorf("%d: %s", a.StatusCode, a.body)
	}
	b.comes(noah) // who has the address, and another account
	if a := b.send("POST", "/desk/arrived", "", ""); a.StatusCode != 422 || !strings.Contains(a.body, "not on the roster") {
		t.Errorf("%d: %s", a.StatusCode, a.body)
	}
}

func TestAWayThatIsOffHasNoAddress(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	deps := h.Deps
	for way, paths := range map[string][]string{
		views.WayEmail: {"POST /desk/address", "GET /desk/code", "POST /desk/code"},
		views.WayOIDC:  {"POST /desk/sign-in", "GET /desk/sign-in/back", "GET /desk/arrived", "POST /desk/arrived"},
	} {
		for _, on := range []bool{true, false} {
			deps.Ways = slices.DeleteFunc(slices.Clone(views.Ways), func(name string) bool { return name == way && !on })
			only := desk.New(deps)
			h.app = fiber.New(fiber.Config{Immutable: true, ErrorHandler: refuse})
			only.Routes(h.app)
			b := h.browser(t)
			for _, path := range paths {
				method, path, _ := strings.Cut(path, " ")
				if a := b.send(method, path, "", ""); (a.StatusCode == 404) == on {
					t.Errorf("%s, %v: %s %s answers %d", way, on, method, path, a.StatusCode)
				}
				if a := b.get("/desk"); strings.Contains(a.body, `action="`+paths[0][len("POST "):]+`"`) != on {
					t.Errorf("%s, %v: the page says otherwise", way, on)
				}
			}
			must(t, only.Close(t.Context()))
		}
	}
}
