package office_test

import (
	"encoding/hex"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/descope/virtualwebauthn"

	model "roundrobin/models/office"
)

var (
	rp    = virtualwebauthn.RelyingParty{ID: "petitions.example", Name: "Round Robin", Origin: site}
	asked = regexp.MustCompile(`data-ask="([^"]*)"`)
	given = regexp.MustCompile(`name="token" value="([^"]*)"`)
)

// question is what a page asks a security key.
func (a answer) question(t *testing.T) (options, token string) {
	t.Helper()
	ask, tok := asked.FindStringSubmatch(a.body), given.FindStringSubmatch(a.body)
	if ask == nil || tok == nil {
		t.Fatalf("%d asks nothing:\n%s", a.StatusCode, a.body)
	}
	return html.UnescapeString(ask[1]), tok[1]
}

func TestAKeyIsAddedAndLetsInWithoutACode(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		b, cred, auth := w.browser(t), wholeCredential(), virtualwebauthn.NewAuthenticator()
		b.come()
		b.send("POST", "/office/own/keys/begin", url.Values{"name": {" "}}).shows(t, 422, `id="name-problem"`)
		options, token := b.send("POST", "/office/own/keys/begin", url.Values{"name": {"Blue <key>"}}).question(t)
		create, err := virtualwebauthn.ParseAttestationOptions(options)
		must(t, err)
		add := url.Values{"name": {"Blue <key>"}, "token": {token}, "response": {virtualwebauthn.CreateAttestationResponse(rp, auth, cred, *create)}}
		if a := b.send("POST", "/office/own/keys", add); a.Header.Get("Location") != "/office/own?done=key" {
			t.Fatalf("%d %s", a.StatusCode, a.body)
		}
		again := b.send("POST", "/office/own/keys", add) // the button twice: a challenge is taken once
		if again.StatusCode != 422 || !strings.Contains(again.body, `value="Blue &lt;key&gt;"`) {
			t.Errorf("twice: %d, or the name is lost", again.StatusCode)
		}
		own := b.get("/office/own")
		own.shows(t, 200, "Blue &lt;key&gt;")
		b.get("/office/record").shows(t, 200, "Added a security key of their own")

		b.send("POST", "/office/own/codes", url.Values{"on": {"0"}}).shows(t, 303, "")
		own = b.get("/office/own")
		own.shows(t, 200, "Your last one")
		id := regexp.MustCompile(`/office/own/keys/([0-9a-f]+)/remove`)
		if id.MatchString(own.body) {
			t.Error("the last key has a button")
		}
		there := w.browser(t)
		there.come().shows(t, 422, no)

		// At the door: the sign-in key first, then the security key. A token of an hour ago is worthless.
		door := there.send("POST", "/office/sign-in", url.Values{"name": {ines}, "key": {w.ines.Key}, "security": {"1"}})
		options, token = door.question(t)
		if strings.Contains(door.body, w.ines.Key) || len(door.Cookies()) > 0 {
			t.Error("the page keeps the sign-in key, or lets in")
		}
		get, err := virtualwebauthn.ParseAssertionOptions(options)
		must(t, err)
		cred.Counter = 1
		answer := url.Values{"name": {ines}, "token": {token}, "response": {virtualwebauthn.CreateAssertionResponse(rp, auth, cred, *get)}}
		if a := there.send("POST", "/office/sign-in/key", answer); a.Header.Get("Location") != "/office" {
			t.Fatalf("%d %s", a.StatusCode, a.body)
		}
		there.get("/office").shows(t, 200, in)
		there.send("POST", "/office/sign-in/key", answer).shows(t, 422, no)
		there.send("POST", "/office/sign-in", url.Values{"name": {ines}, "key": {"x"}, "security": {"1"}}).shows(t, 422, `value="Ines Aguilar"`)
		there.send("POST", "/office/sign-in", url.Values{"name": {"Tomasz Wrona"}, "key": {w.tomasz.Key}, "security": {"1"}}).shows(t, 422, no) // has none

		b.send("POST", "/office/own/codes", url.Values{"on": {"1"}}).shows(t, 303, "")
		key := id.FindStringSubmatch(b.get("/office/own").body)
		b.post("/office/own/keys/"+key[1]+"/remove").shows(t, 303, "")
		b.send("POST", "/office/own/codes", url.Values{"on": {"0"}}).shows(t, 422, "This is the last thing that lets you in")
	})
}

func TestASessionIsEndedFromAnotherAndByAnAdmin(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		here, there, third, admin := w.browser(t), w.browser(t), w.browser(t), w.browser(t)
		for _, b := range []*browser{here, there, third} {
			b.come()
		}
		admin.admin()
		list := here.get("/office/own")
		ends := regexp.MustCompile(`/office/own/sessions/([0-9a-f]{16})/end`).FindAllStringSubmatch(list.body, -1)
		if len(ends) != 2 || !strings.Contains(list.body, "This browser.") {
			t.Fatalf("%d others:\n%s", len(ends), list.body)
		}
		for _, never := range []string{here.token(), there.token(), "127.0.0.1", "09:", "Mozilla"} {
			if strings.Contains(list.body, never) {
				t.Errorf("the list tells %q", never)
			}
		}
		here.post("/office/own/sessions/"+ends[0][1]+"/end").shows(t, 303, "")
		out := 0
		for _, b := range []*browser{there, third} {
			if strings.Contains(b.get("/office").body, door) {
				out++
			}
		}
		if out != 1 {
			t.Errorf("%d of two are out", out)
		}
		admin.post("/office/own/sessions/"+ends[1][1]+"/end").shows(t, 303, "") // not an admin's own: nothing ends
		here.post("/office/own/sessions/others").shows(t, 303, "")
		there.get("/office").shows(t, 200, door)
		third.get("/office").shows(t, 200, door)
		here.get("/office").shows(t, 200, in)

		members := admin.get("/office/members")
		members.shows(t, 200, "1 sign-in is open.")
		of := regexp.MustCompile(`/office/members/([0-9a-f]{64})/end" class="[^"]*"|/office/members/([0-9a-f]{64})/end`).FindStringSubmatch(members.body)
		admin.post("/office/members/"+strings.Join(of[1:], "")+"/end").shows(t, 303, "")
		here.get("/office").shows(t, 200, door)
		admin.get("/office").shows(t, 200, in)
		admin.get("/office/record").shows(t, 200, "Ended somebody’s sign-ins")
		if a := admin.post("/office/members/nobody/end"); a.StatusCode != 422 { // NotFound in this house's table
			t.Errorf("nobody: %d", a.StatusCode)
		}
	})
}

func TestAnAdminLetsAStewardInAndTakesThemAway(t *testing.T) {
	eachWorking(t, func(t *testing.T, w *working) {
		admin, lotte := w.browser(t), w.browser(t)
		admin.admin()
		admin.send("POST", "/office/members", url.Values{"name": {"ines  aguilar"}}).shows(t, 422, "Somebody of that name works in the office already.")
		admin.send("POST", "/office/members", url.Values{"name": {" "}}).shows(t, 422, `id="name-problem"`)
		added := admin.send("POST", "/office/members", url.Values{"name": {" Lotte  Brandt "}})
		added.shows(t, 200, "Lotte Brandt is a steward now")
		shown := regexp.MustCompile(`<code class="num">([^<]+)</code>`).FindAllStringSubmatch(added.body, -1)
		if len(shown) != 2 {
			t.Fatalf("what they sign in with: %q", shown)
		}
		lotte.signIn("Lotte Brandt", shown[0][1], lotte.code(model.Credentials{Secret: shown[1][1]}))
		lotte.get("/office").shows(t, 200, "Lotte Brandt")
		lotte.send("POST", "/office/members", url.Values{"name": {"A friend"}}).shows(t, 422, "office_admins")

		members := admin.get("/office/members")
		if strings.Contains(members.body, shown[0][1]) || strings.Contains(members.body, shown[1][1]) {
			t.Error("what is shown once is shown again")
		}
		of := regexp.MustCompile(`/office/members/([0-9a-f]{64})/remove`).FindAllStringSubmatch(members.body, -1)
		if len(of) != 2 {
			t.Fatalf("who can be taken away: %q", of)
		}
		tomasz, err := w.members.Find(t.Context(), "Tomasz Wrona")
		must(t, err)
		admin.post("/office/members/"+hex.EncodeToString(tomasz.Hash[:])+"/remove").shows(t, 422, "office_admin_stays")
		admin.post("/office/members/"+of[1][1]+"/remove").shows(t, 303, "") // by name: Ines, Lotte
		lotte.get("/office").shows(t, 200, door)
		record := admin.get("/office/record")
		record.shows(t, 200, "Let a steward in:")
		record.shows(t, 200, "Removed a steward:")
	})
}

// wholeCredential: of one key in 128 the library writes a coordinate without its leading zero, which no real key does (RFC 9053, section 7.1.1).
func wholeCredential() virtualwebauthn.Credential {
	for {
		if c := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2); len(c.Key.AttestationData()) == 77 {
			return c
		}
	}
}
