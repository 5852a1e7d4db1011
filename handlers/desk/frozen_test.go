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
