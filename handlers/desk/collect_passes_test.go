package desk_test

import (
	"context"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

func TestTheRightCodeCollectsTheBookAndLeaves(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		h := open(t, d, nil)
		b := h.browser(t)
		code := b.code(noah)
		body, prepared := h.book(t, 1, code)
		before := b.cookie
		status, refusal, text := b.collect(body)
		if status != 200 || refusal != "" || b.cookie != "" {
			t.Fatalf("%d %s, cookie %q", status, text, b.cookie)
		}
		certificate := h.verifies(t, text, prepared)
		if !strings.HasPrefix(certificate, "roundrobin/v1 certificate\n"+origin+"\n"+season+"\nNoah Osei\nWarehouse operations\n") {
			t.Errorf("certificate %s", certificate)
		}
		if n, err := h.stamp.Issued(context.Background(), season); n != 1 || err != nil {
			t.Errorf("%d issued, %v", n, err)
		}
		if _, refusal, _ := b.collect(body); refusal != "code_expired" {
			t.Errorf("after leaving: %s", refusal)
		}
		b.cookie = before // the answer got lost, and the wallet asks again
		if status, _, again := b.collect(body); status != 200 || again != text {
			t.Errorf("%d: another answer", status)
		}
	})
}

func TestASecondBookIsRefusedAndTheDeskSaysThatOneWasCollected(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		h := open(t, d, nil)
		b := h.browser(t)
		body, _ := h.book(t, 1, b.code(noah))
		if status, _, text := b.collect(body); status != 200 {
			t.Fatal(text)
		}
		body, _ = h.book(t, 2, b.code(noah))
		if _, refusal, _ := b.collect(body); refusal != "book_collected" {
			t.Errorf("another seed: %s", refusal)
		}
		if a := b.post("/desk/code", "code", b.code(noah)); a.StatusCode != 200 || !strings.Contains(a.body, "already") {
			t.Errorf("the page does not say so: %s", a.body)
		}
		if a := b.post("/desk/code", "code", b.code("sanna.novak@meridian.example")); strings.Contains(a.body, "already") {
			t.Errorf("the page says so to somebody else: %s", a.body)
		}
	})
}

func TestRequestsThatAreNone(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	code := b.code(noah)
	good, _ := h.book(t, 1, code)
	twice := strings.Replace(good, `}]`, `},`+good[strings.Index(good, `{"book"`):strings.Index(good, `}]`)]+`}]`, 1)
	for name, c := range map[string]struct{ body, refusal string }{
		"not JSON":         {"code=123456", "request_malformed"},
		"no book":          {`{"code":"` + code + `","books":[]}`, "request_malformed"},
		"one book twice":   {twice, "request_malformed"},
		"more behind it":   {good + "{}", "request_malformed"},
		"unknown field":    {strings.Replace(good, `{"books"`, `{"more":1,"books"`, 1), "request_malformed"},
		"padded base64url": {strings.Replace(good, `","requests"`, `=","requests"`, 1), "request_malformed"},
		"too long":         {`{"code":"` + strings.Repeat("1", 600<<10) + `"}`, "Request Entity Too Large"},
		"letters as code":  {strings.Replace(good, code, "abcdef", 1), "code_malformed"},
		"wrong code":       {strings.Replace(good, code, other(code), 1), "code_wrong"},
		"another book":     {strings.Replace(good, season, "2031Q1", 1), "book_unknown"},
	} {
		if status, refusal, text := b.collect(c.body); refusal != c.refusal || status < 400 || status > 499 {
			t.Errorf("%s: %d %s", name, status, text)
		}
	}
	if status, _, text := b.collect(good); status != 200 {
		t.Errorf("after all that, the right one: %d %s", status, text)
	}
}

func TestFiveTriesOverHTTP(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	code := b.code(noah)
	good, _ := h.book(t, 1, code)
	bad := strings.Replace(good, code, other(code), 1)
	for i, want := range []string{"code_wrong", "code_wrong", "code_wrong", "code_wrong", "code_spent", "code_spent"} {
		if _, refusal, _ := b.collect(bad); refusal != want {
			t.Errorf("try %d: %s", i+1, refusal)
		}
	}
	if _, refusal, _ := b.collect(good); refusal != "code_spent" {
		t.Errorf("the right one afterwards: %s", refusal)
	}
}

// Nothing of check-in stays with the replica that it began at: each next step may go to the other, and the answer is the same from both.
func TestCheckInGoesOnAtAnotherReplica(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		h := open(t, d, nil)
		here, there := h.browser(t), h.replica(t).browser(t)
		code := here.code(noah)
		there.cookie = here.cookie
		body, prepared := h.book(t, 1, code)
		if _, refusal, _ := there.collect(strings.Replace(body, code, other(code), 1)); refusal != "code_wrong" {
			t.Errorf("a wrong code at the other: %s", refusal)
		}
		status, _, text := there.collect(body)
		if status != 200 {
			t.Fatalf("%d %s", status, text)
		}
		h.verifies(t, text, prepared)
		if status, _, again := here.collect(body); status != 200 || again != text {
			t.Errorf("%d: another answer where it began", status)
		}
		if n, err := h.stamp.Issued(context.Background(), season); n != 1 || err != nil {
			t.Errorf("%d issued, %v", n, err)
		}
	})
}
