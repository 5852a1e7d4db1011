package desk_test

import (
	"net/url"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

func TestNobodyChecksInOrCollectsWhileFrozen(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	frozen := false
	h.Frozen = func() bool { return frozen }
	b, late := h.browser(t), h.browser(t)
	code := b.code(noah)
	body, _ := h.book(t, 1, code)
	frozen = true
	const form = "application/x-www-form-urlencoded"
	address := late.send("POST", "/desk/address", form, url.Values{"address": {noah}}.Encode())
	if !strings.Contains(address.body, "Nobody can check in while an incident is looked into.") || !strings.Contains(address.body, noah) || address.Header.Get("Set-Cookie") != "" {
		t.Errorf("an address: %d %s", address.StatusCode, address.body)
	}
	if a := b.send("POST", "/desk/code", form, url.Values{"code": {code}}.Encode()); !strings.Contains(a.body, "Nobody can check in while") || !strings.Contains(a.body, code) {
		t.Errorf("a code: %d", a.StatusCode)
	}
	if _, refusal, text := b.collect(body); refusal != "incident_desk" || !strings.Contains(text, `"final":false`) {
		t.Errorf("passes: %s", text)
	}
	frozen = false
	if status, _, text := b.collect(body); status != 200 {
		t.Errorf("afterwards the same code is spent: %d %s", status, text)
	}
}

func TestTheCompanysOwnSignInWaitsForAFreezeToo(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	frozen := false
	h.Frozen = func() bool { return frozen }
	b, early := h.browser(t), h.browser(t)
	b.comes(noah)
	back := early.signs(early.away(), noah)
	body, prepared := h.book(t, 1, "")
	frozen = true
	const said = "Nobody can check in while an incident is looked into."
	if a := h.browser(t).send("POST", "/desk/sign-in", "", ""); a.StatusCode == 200 || !strings.Contains(a.body, said) || a.Header.Get("Refresh") != "" || a.Header.Get("Set-Cookie") != "" {
		t.Errorf("sent away for nothing: %d, %v", a.StatusCode, a.Header)
	}
	if a := early.get(back); a.StatusCode != 303 || a.Header.Get("Location") != "/desk/arrived" {
		t.Errorf("who was with the provider: %d", a.StatusCode)
	}
	for _, who := range []*browser{b, early} {
		arrived := who.cookie
		if a := who.send("POST", "/desk/arrived", "", ""); a.StatusCode == 200 || !strings.Contains(a.body, said) || who.cookie != arrived {
			t.Errorf("without the wallet: %d, the arrival is kept: %t", a.StatusCode, who.cookie == arrived)
		}
	}
	for range 6 { // as often as a wallet likes: no try of the arrival is spent
		if _, refusal, text := b.collect(body); refusal != "incident_desk" || !strings.Contains(text, `"final":false`) {
			t.Errorf("passes: %s", text)
		}
	}
	frozen = false
	status, _, text := b.collect(body)
	if status != 200 {
		t.Fatalf("afterwards the arrival is spent: %d %s", status, text)
	}
	h.verifies(t, text, prepared)
	if a := early.send("POST", "/desk/arrived", "", ""); a.StatusCode != 200 || !strings.Contains(a.body, "Noah Osei") {
		t.Errorf("afterwards, without the wallet: %d", a.StatusCode)
	}
}

// Who wanted to see their own entry is shown that form again, not the one to collect passes.
func TestTheDeskStaysOnTheSameWayWhileFrozen(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	h.Frozen = func() bool { return true }
	a := h.browser(t).send("POST", "/desk/self/address", "application/x-www-form-urlencoded", url.Values{"address": {noah}}.Encode())
	if !strings.Contains(a.body, `action="/desk/self/address"`) || !strings.Contains(a.body, noah) || strings.Contains(a.body, `action="/desk/address"`) {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
}
