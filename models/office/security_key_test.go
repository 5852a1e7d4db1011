package office_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/descope/virtualwebauthn"

	"roundrobin/models/fault"
	"roundrobin/models/office"
)

// pocket is a security key of Ines's, as a browser at the site's address uses it.
type pocket struct {
	rp   virtualwebauthn.RelyingParty
	auth virtualwebauthn.Authenticator
	cred virtualwebauthn.Credential
}

const base = "https://petitions.example"

func newPocket() *pocket {
	return &pocket{
		virtualwebauthn.RelyingParty{ID: "petitions.example", Name: "Round Robin", Origin: base},
		virtualwebauthn.NewAuthenticator(), wholeCredential(),
	}
}

// wholeCredential: of one key in 128 the library writes a coordinate without its leading zero, which no real key does (RFC 9053, section 7.1.1).
func wholeCredential() virtualwebauthn.Credential {
	for {
		if c := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2); len(c.Key.AttestationData()) == 77 {
			return c
		}
	}
}

func (k *pocket) introduces(t *testing.T, c office.Challenge) string {
	t.Helper()
	options, err := virtualwebauthn.ParseAttestationOptions(c.Options)
	must(t, err)
	return virtualwebauthn.CreateAttestationResponse(k.rp, k.auth, k.cred, *options)
}

func (k *pocket) signs(t *testing.T, c office.Challenge) string {
	t.Helper()
	k.cred.Counter++
	options, err := virtualwebauthn.ParseAssertionOptions(c.Options)
	must(t, err)
	return virtualwebauthn.CreateAssertionResponse(k.rp, k.auth, k.cred, *options)
}

func (h *house) member(t *testing.T) office.Member {
	t.Helper()
	m, err := h.Find(ctx, ines)
	must(t, err)
	return m
}

func (h *house) adds(t *testing.T, k *pocket, name string) error {
	t.Helper()
	c, err := h.BeginAdd(ctx, h.member(t), name)
	must(t, err)
	return h.AddKey(ctx, h.member(t), c.Token, name, k.introduces(t, c))
}

func (h *house) asks(t *testing.T) office.Challenge {
	t.Helper()
	c, err := h.BeginSignIn(ctx, ines, h.ines.Key)
	must(t, err)
	return c
}

func eachKeyed(t *testing.T, f func(t *testing.T, h *house, k *pocket)) {
	each(t, func(t *testing.T, h *house) {
		must(t, h.At(base, "Round Robin"))
		k := newPocket()
		must(t, h.adds(t, k, " Blue  key "))
		f(t, h, k)
	})
}

func TestASecurityKeyLetsItsOwnerIn(t *testing.T) {
	eachKeyed(t, func(t *testing.T, h *house, k *pocket) {
		for range 2 {
			c := h.asks(t)
			var options struct {
				Challenge, RpID, UserVerification string
			}
			must(t, json.Unmarshal([]byte(c.Options), &options))
			if options.RpID != "petitions.example" || options.UserVerification != "required" || len(options.Challenge) != 43 {
				t.Errorf("asks %s", c.Options)
			}
			m, err := h.SignInByKey(ctx, c.Token, k.signs(t, c))
			must(t, err)
			if m.Name != ines || m.Role != office.Steward {
				t.Errorf("in came %+v", m)
			}
		}
		f, err := h.Factors(ctx, h.member(t))
		must(t, err)
		if !f.Codes || len(f.Keys) != 1 || f.Keys[0].Name != "Blue key" || f.Keys[0].Since != "2026-11-23" || f.Keys[0].Used != "2026-11-23" {
			t.Errorf("%+v", f)
		}
		h.signIn(t) // the code still does
	})
}

func TestWhatASecurityKeyDoesNotOpen(t *testing.T) {
	eachKeyed(t, func(t *testing.T, h *house, k *pocket) {
		other, phishing := newPocket(), newPocket()
		must(t, h.adds(t, phishing, "Red key"))
		for situation, sign := range map[string]func(c office.Challenge) (token, response string){
			"a key that nobody added":        func(c office.Challenge) (string, string) { return c.Token, other.signs(t, c) },
			"an answer to another challenge": func(c office.Challenge) (string, string) { answer := k.signs(t, c); return h.asks(t).Token, answer },
			"a token that was never given":   func(c office.Challenge) (string, string) { return strings.Repeat("A", 43), k.signs(t, c) },
			"nothing":                        func(c office.Challenge) (string, string) { return c.Token, "" },
			"no answer":                      func(c office.Challenge) (string, string) { return c.Token, `{"id":"x"}` },
			"another site, that passed the challenge on": func(c office.Challenge) (string, string) {
				phishing.rp.Origin = "https://petitions.example.evil"
				return c.Token, phishing.signs(t, c)
			},
			"a key whose owner was not verified": func(c office.Challenge) (string, string) {
				k.auth.Options.UserNotVerified = true
				defer func() { k.auth.Options.UserNotVerified = false }()
				return c.Token, k.signs(t, c)
			},
			"a challenge of too long ago": func(c office.Challenge) (string, string) {
				h.pass(office.ChallengeLife)
				return c.Token, k.signs(t, c)
			},
			"a copy that has signed less often": func(c office.Challenge) (string, string) {
				must2(t)(h.SignInByKey(ctx, c.Token, k.signs(t, c)))
				again := h.asks(t)
				k.cred.Counter -= 2
				answer := k.signs(t, again)
				k.cred.Counter++
				return again.Token, answer
			},
		} {
			t.Run(situation, func(t *testing.T) {
				token, response := sign(h.asks(t))
				_, err := h.SignInByKey(ctx, token, response)
				is(t, err, "office_wrong")
			})
		}
		for situation, p := range map[string][2]string{"a name that nobody has": {"Nobody", h.ines.Key}, "a wrong sign-in key": {ines, ""}} {
			if _, err := h.BeginSignIn(ctx, p[0], p[1]); fault.Of(err) == nil || fault.Of(err).Code != "office_wrong" {
				t.Errorf("%s: %v", situation, err)
			}
		}
	})
}

func TestAChallengeIsTakenOnce(t *testing.T) {
	eachKeyed(t, func(t *testing.T, h *house, k *pocket) {
		c := h.asks(t)
		answer := k.signs(t, c)
		errs := make([]error, 6)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() { _, errs[i] = h.SignInByKey(ctx, c.Token, answer) })
		}
		wg.Wait()
		in := 0
		for _, err := range errs {
			if err == nil {
				in++
			} else {
				is(t, err, "office_wrong")
			}
		}
		if in != 1 {
			t.Errorf("it opened %d times", in)
		}
		add, err := h.BeginAdd(ctx, h.member(t), "Green key")
		must(t, err)
		if _, err := h.SignInByKey(ctx, add.Token, k.signs(t, h.asks(t))); err == nil {
			t.Error("a challenge for adding let somebody in")
		}
	})
}

func TestTheLastFactorStays(t *testing.T) {
	eachKeyed(t, func(t *testing.T, h *house, k *pocket) {
		m := h.member(t)
		second := newPocket()
		must(t, h.adds(t, second, "Red key"))
		must(t, h.SetCodes(ctx, m, false))
		_, err := h.SignIn(ctx, ines, h.ines.Key, h.code(t, 0))
		is(t, err, "office_wrong")
		c := h.asks(t)
		must2(t)(h.SignInByKey(ctx, c.Token, second.signs(t, c)))

		f, err := h.Factors(ctx, m)
		must(t, err)
		errs := make([]error, 2)
		var wg sync.WaitGroup
		for i := range errs { // both at once
			wg.Go(func() { errs[i] = h.RemoveKey(ctx, m, f.Keys[i].ID) })
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("removing both: %v", errs)
		}
		f, err = h.Factors(ctx, m)
		must(t, err)
		is(t, h.RemoveKey(ctx, m, f.Keys[0].ID), "office_last_factor")
		must(t, h.SetCodes(ctx, m, true))
		must(t, h.RemoveKey(ctx, m, f.Keys[0].ID))
		is(t, h.SetCodes(ctx, m, false), "office_last_factor")
		is(t, h.RemoveKey(ctx, m, f.Keys[0].ID), "office_key_unknown")
		is(t, h.RemoveKey(ctx, m, "zz"), "office_key_unknown")
		h.signIn(t)
		_, err = h.BeginSignIn(ctx, ines, h.ines.Key)
		is(t, err, "office_wrong") // no key is left
	})
}

func TestAKeyIsOnePersonsAndHasAName(t *testing.T) {
	eachKeyed(t, func(t *testing.T, h *house, k *pocket) {
		is(t, h.adds(t, k, "The same again"), "office_key_there")
		_, err := h.BeginAdd(ctx, h.member(t), strings.Repeat("x", 41))
		is(t, err, "office_key_name")
		c, err := h.BeginAdd(ctx, h.member(t), "Mine")
		must(t, err)
		_, err = h.Add(ctx, "Tomasz Wrona", office.Admin, "Round Robin")
		must(t, err)
		tomasz, err := h.Find(ctx, "Tomasz Wrona")
		must(t, err)
		is(t, h.AddKey(ctx, tomasz, c.Token, "Stolen", newPocket().introduces(t, c)), "office_key_wrong")
		if n := h.rows(t, "office_keys"); n != 1 {
			t.Errorf("%d keys", n)
		}
		must(t, h.Remove(ctx, ines))
		if n := h.rows(t, "office_keys"); n != 0 {
			t.Errorf("%d keys of nobody", n)
		}
	})
}

func TestTheDemoIsReachedByItsName(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		must(t, h.At("http://127.0.0.1:8080", "Round Robin"))
		k := newPocket()
		k.rp.ID, k.rp.Origin = "localhost", "http://localhost:8080"
		must(t, h.adds(t, k, "Blue key"))
	})
}

func TestAMemberSeesAndEndsTheirSessions(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		m := h.signIn(t)
		begin := func() string {
			token, err := h.Begin(ctx, m, "{}")
			must(t, err)
			return token
		}
		h.pass(7 * 3600e9)
		first := begin()
		h.pass(7 * 3600e9)
		second, third := begin(), begin()
		h.pass(3600e9 / 2)
		must2(t)(h.Session(ctx, first))
		all, err := h.Sessions(ctx, m, second)
		must(t, err)
		here := 0
		for _, s := range all {
			if s.Here {
				here++
			}
			if s.Begun != "2026-11-23" || s.Used != "2026-11-23" {
				t.Errorf("%+v", s)
			}
		}
		if len(all) != 3 || here != 1 || all[2].Here {
			t.Fatalf("%+v", all)
		}
		must(t, h.EndListed(ctx, m.Hash, all[2].ID))
		_, err = h.Session(ctx, first)
		is(t, err, "office_signed_out")
		must(t, h.EndListed(ctx, office.Hash{1}, all[0].ID)) // another's
		must2(t)(h.Session(ctx, third))
		must(t, h.EndOthers(ctx, m.Hash, second))
		_, err = h.Session(ctx, third)
		is(t, err, "office_signed_out")
		h.pass(2 * 3600e9) // past midnight
		must2(t)(h.Session(ctx, second))
		if all, err = h.Sessions(ctx, m, second); err != nil || len(all) != 1 || all[0].Used != "2026-11-24" || all[0].Begun != "2026-11-23" {
			t.Errorf("%+v, %v", all, err)
		}
	})
}

func must2(t *testing.T) func(any, error) {
	return func(_ any, err error) { t.Helper(); must(t, err) }
}
