package desk_test

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/pass"
)

const atPrinted = "/desk/printed/passes"

func (h *house) codes(t *testing.T, book string, n int) (codes []string) {
	t.Helper()
	_, all, err := h.paper.Print(context.Background(), book, n)
	must(t, err)
	for _, c := range all {
		codes = append(codes, c.String())
	}
	return codes
}

func TestACodeOnPaperCollectsItsBookOnce(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		h := open(t, d, nil)
		codes := h.codes(t, season, 12)
		b := h.browser(t)
		typed := strings.ToLower(strings.ReplaceAll(codes[0], "-", " "))
		body, prepared := h.book(t, 1, typed)
		status, refusal, text := b.collectAt(atPrinted, body)
		if status != 200 || refusal != "" || b.cookie != "" {
			t.Fatalf("%d %s, cookie %q", status, text, b.cookie)
		}
		var got struct {
			Books []struct{ Book, Signatures, Certificate string }
		}
		must(t, json.Unmarshal([]byte(text), &got))
		signatures, err := b64.DecodeString(got.Books[0].Signatures)
		must(t, err)
		for i, r := range prepared {
			_, err := r.Finish(signatures[i*pass.KeySize : (i+1)*pass.KeySize])
			must(t, err)
		}
		if got.Books[0].Certificate != "" {
			t.Errorf("a name for nobody: %s", got.Books[0].Certificate)
		}
		if n, err := h.stamp.Issued(context.Background(), season); n != 1 || err != nil {
			t.Errorf("%d issued, %v", n, err)
		}
		if status, _, again := b.collectAt(atPrinted, body); status != 200 || again != text { // the answer got lost
			t.Errorf("%d: another answer", status)
		}
		other, _ := h.book(t, 2, typed)
		if _, refusal, _ := b.collectAt(atPrinted, other); refusal != "printed_collected" {
			t.Errorf("another seed: %s", refusal)
		}
		mine, _ := h.book(t, 2, codes[1])
		if status, _, text := b.collectAt(atPrinted, mine); status != 200 {
			t.Errorf("another code: %d %s", status, text)
		}
	})
}

// Whoever has not the right code hears the same, word for word, whatever is the matter with it.
func TestAWrongCodeAndOneThatIsGoodNoMoreSoundAlike(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	codes := h.codes(t, season, 12)
	_, _, err := h.paper.Revoke(context.Background(), 1)
	must(t, err)
	var heard []string
	for _, typed := range []string{codes[0], "0000-0000-0000-0000", codes[1][:18] + "0"} {
		body, _ := h.book(t, 1, typed)
		status, refusal, text := b.collectAt(atPrinted, body)
		if status != 422 || refusal != "printed_wrong" {
			t.Errorf("%d %s", status, text)
		}
		a := b.post("/desk/printed", "code", typed)
		if !strings.Contains(a.body, `value="`+typed+`"`) {
			t.Error("what was typed is lost")
		}
		heard = append(heard, text, regexp.MustCompile(`value="[0-9A-Z-]*"`).ReplaceAllString(a.body, ""))
	}
	for i := 2; i < len(heard); i++ {
		if heard[i] != heard[i%2] {
			t.Errorf("it differs:\n%s\n%s", heard[i], heard[i%2])
		}
	}
}

func TestACodeIsForOneSeasonsBook(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	body, _ := h.book(t, 1, h.codes(t, "2027Q1", 12)[0])
	if status, refusal, text := b.collectAt(atPrinted, body); status != 422 || refusal != "printed_season" || !strings.Contains(text, "2027Q1") {
		t.Errorf("%d %s", status, text)
	}
	if n, err := h.stamp.Issued(context.Background(), season); n != 0 || err != nil {
		t.Errorf("%d issued, %v", n, err)
	}
}

func TestWithoutAScriptTheCodeStaysGood(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	b := h.browser(t)
	code := h.codes(t, season, 12)[0]
	if a := b.get("/desk"); !strings.Contains(a.body, `href="/desk/printed"`) {
		t.Error("nothing leads to codes on paper")
	}
	if a := b.get("/desk/printed"); a.StatusCode != 200 || !strings.Contains(a.body, `action="/desk/printed"`) {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
	if a := b.post("/desk/printed", "code", code); a.StatusCode != 200 || strings.Contains(a.body, "already") || !strings.Contains(a.body, "still good") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
	body, _ := h.book(t, 1, code)
	if status, _, text := b.collectAt(atPrinted, body); status != 200 {
		t.Errorf("%d %s", status, text)
	}
	if a := b.post("/desk/printed", "code", code); a.StatusCode != 200 || !strings.Contains(a.body, "already collected with this code") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
	if a := b.post("/desk/printed", "code", "7K3M"); a.StatusCode != 422 || !strings.Contains(a.body, "sixteen letters and digits, such as") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
}
