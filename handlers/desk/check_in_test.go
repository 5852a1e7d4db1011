package desk_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

func TestAddressMailAndCodeWithoutTheWallet(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		h := open(t, d, nil)
		b := h.browser(t)
		if a := b.get("/desk"); a.StatusCode != 200 || !strings.Contains(a.body, `action="/desk/address"`) || a.Header.Get("Cache-Control") != "no-store" || b.cookie != "" {
			t.Fatalf("%d, cookie %q: %s", a.StatusCode, b.cookie, a.body)
		}
		a := b.post("/desk/address", "address", "  NOAH.Osei@meridian.example ")
		if a.StatusCode != 303 || a.Header.Get("Location") != "/desk/code" {
			t.Fatalf("%d to %s", a.StatusCode, a.Header.Get("Location"))
		}
		cookie := a.Header.Get("Set-Cookie")
		for _, mark := range []string{"__Secure-rr_desk=", "Path=/desk", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=600"} {
			if !strings.Contains(cookie, mark) {
				t.Errorf("no %s in %s", mark, cookie)
			}
		}
		if a := b.get("/desk/code"); a.StatusCode != 200 || !strings.Contains(a.body, `action="/desk/code"`) || !strings.Contains(a.body, `data-stand="desk"`) {
			t.Fatalf("%d: %s", a.StatusCode, a.body)
		}
		m := h.mail(1)[0]
		code := digits(t, m.Subject)
		if m.To != noah || !strings.Contains(m.From, "notices@") || !strings.Contains(m.Subject, code) || !strings.Contains(m.Text, code) || !strings.Contains(m.HTML, code[3:]) {
			t.Errorf("mail %+v", m)
		}
		if a := b.post("/desk/code", "code", other(code)); a.StatusCode != 422 || !strings.Contains(a.body, other(code)) || !strings.Contains(a.body, "Tries left: 4") {
			t.Errorf("a wrong code: %d, %s", a.StatusCode, a.body)
		}
		if a := b.post("/desk/code", "code", code[:3]+" "+code[3:]); a.StatusCode != 200 || !strings.Contains(a.body, "Noah Osei") || b.cookie != "" {
			t.Errorf("the right one: %d, cookie %q: %s", a.StatusCode, b.cookie, a.body)
		}
	})
}

func TestTheSameAnswerForKnownAndUnknown(t *testing.T) {
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
		same("the answer", known.post("/desk/address", "address", noah), unknown.post("/desk/address", "address", stranger))
		if known.cookie == unknown.cookie || known.cookie == "" {
			t.Error("the cookies are not two")
		}
		same("the code's page", known.get("/desk/code"), unknown.get("/desk/code"))
		code := digits(t, h.mail(1)[0].Subject)
		for range 7 {
			same("a wrong code", known.post("/desk/code", "code", other(code)), unknown.post("/desk/code", "code", other(code)))
		}
		time.Sleep(100 * time.Millisecond)
		if m := h.mail(1); m[0].To != noah {
			t.Errorf("mail to %s", m[0].To)
		}
	})
}

func TestACodeToAPersonalAddressIsForTheSamePerson(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	_, err := h.Roster.ImportAccounts(t.Context(), strings.NewReader("email,personal\n"+noah+",osei@mail.example\n"))
	must(t, err)
	h.Roster.AllowPersonal()
	b := h.browser(t)
	body, _ := h.book(t, 1, b.code(noah))
	if status, _, text := b.collect(body); status != 200 {
		t.Fatal(text)
	}
	if a := b.post("/desk/code", "code", b.code("osei@mail.example")); !strings.Contains(a.body, "Noah Osei") || !strings.Contains(a.body, "already") {
		t.Errorf("%d: %s", a.StatusCode, a.body)
	}
	body, _ = h.book(t, 2, b.code("osei@mail.example"))
	if _, refusal, _ := b.collect(body); refusal != "book_collected" {
		t.Errorf("a second book: %q", refusal)
	}
}

var changing = regexp.MustCompile(`(rr_desk=)[^;]*|(Expires=)[^;]*`)

// head is all headers but the cookie's value and the seconds at which it ends.
func head(t *testing.T, a answer) string {
	h := a.Header.Clone()
	for i, c := range h.Values("Set-Cookie") {
		h["Set-Cookie"][i] = changing.ReplaceAllString(c, "$1$2")
	}
	h.Del("Date")
	var b strings.Builder
	must(t, h.Write(&b))
	return b.String()
}

func TestTheAnswerLeavesBeforeTheRosterIsAsked(t *testing.T) {
	d := dbtest.Open(t, db.Identity, dbtest.SQLite(t))
	h := open(t, d, nil)
	b := h.browser(t)
	held := make(chan struct{})
	err := d.InTx(context.Background(), func(*db.Tx) error { // nobody else can write, and the courier must
		answered := make(chan answer)
		go func() { answered <- b.post("/desk/address", "address", noah) }()
		select {
		case a := <-answered:
			if a.StatusCode != 303 {
				t.Errorf("%d", a.StatusCode)
			}
		case <-time.After(30 * time.Second):
			t.Error("the answer waits for the store")
		}
		time.Sleep(400 * time.Millisecond)
		if h.post.Len() != 0 {
			t.Error("mailed without having written anything")
		}
		close(held)
		return nil
	})
	must(t, err)
	<-held
	h.mail(1)
}

func TestWhatWasTypedStays(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	for _, typed := range []string{"noah", "noah@", "Noah <noah@meridian.example>"} {
		a := b.post("/desk/address", "address", typed)
		if a.StatusCode != 422 || !strings.Contains(a.body, strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(typed)) || b.cookie != "" {
			t.Errorf("%q: %d, %s", typed, a.StatusCode, a.body)
		}
	}
	code := b.code(noah)
	if a := b.post("/desk/code", "code", "12 34"); a.StatusCode != 422 || !strings.Contains(a.body, "12 34") {
		t.Errorf("%d, %s", a.StatusCode, a.body)
	}
	for range 5 { // what is no code costs no try
		b.post("/desk/code", "code", "x")
	}
	if a := b.post("/desk/code", "code", code); a.StatusCode != 200 {
		t.Errorf("%d, %s", a.StatusCode, a.body)
	}
}

func TestWithoutACode(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	for name, cookie := range map[string]string{"no cookie": "", "a made-up one": "MTc2NDAxNTg4OXxub3QgYSBjb29raWU="} {
		b := h.browser(t)
		b.cookie = cookie
		if a := b.get("/desk/code"); a.StatusCode != 303 || a.Header.Get("Location") != "/desk" {
			t.Errorf("%s: %d to %s", name, a.StatusCode, a.Header.Get("Location"))
		}
		if a := b.post("/desk/code", "code", "123456"); a.StatusCode != 422 || !strings.Contains(a.body, "no longer good") {
			t.Errorf("%s: %d, %s", name, a.StatusCode, a.body)
		}
	}
}

func TestLeaving(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	b.code(noah)
	if a := b.send("POST", "/desk/leave", "", ""); a.StatusCode != 200 || b.cookie != "" || !strings.Contains(a.Header.Get("Set-Cookie"), "Path=/desk") {
		t.Errorf("%d, cookie %q", a.StatusCode, b.cookie)
	}
	if a := b.get("/desk/code"); a.StatusCode != 303 {
		t.Errorf("still here: %d", a.StatusCode)
	}
}

func TestACookieOfAnotherServerIsNone(t *testing.T) {
	one := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	two := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	a := one.browser(t)
	code := a.code(noah)
	b := two.browser(t)
	b.cookie = a.cookie
	if got := b.post("/desk/code", "code", code); got.StatusCode != 422 {
		t.Errorf("%d: %s", got.StatusCode, got.body)
	}
}
