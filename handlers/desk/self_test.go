package desk_test

import (
	"context"
	"html"
	"regexp"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
)

var opened = regexp.MustCompile(`(?s)<code>(roundrobin/v1 opening.*?)</code>`)

func TestSomebodySeesThatTheyAreOnTheRosterAndProvesIt(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		h := open(t, d, nil)
		b := h.browser(t)
		if a := b.post("/desk/self/address", "address", noah); a.StatusCode != 303 || a.Header.Get("Location") != "/desk/self/code" {
			t.Fatalf("%d to %s", a.StatusCode, a.Header.Get("Location"))
		}
		shown := b.post("/desk/self", "code", digits(t, b.mail(1)[0].Subject))
		for _, says := range []string{"Noah Osei", "Warehouse operations", "contractor", "No book was collected", "Come back in a minute"} {
			if !strings.Contains(shown.body, says) {
				t.Errorf("the page lacks %q", says)
			}
		}
		c, err := h.roster.Commit(context.Background())
		must(t, err)
		text := opened.FindStringSubmatch(b.post("/desk/self", "code", b.code(noah)).body)
		if text == nil {
			t.Fatal("there is no opening")
		}
		of, o, err := ledger.ParseOpening([]byte(html.UnescapeString(text[1])))
		must(t, err)
		if of != origin || o.Commitment.String() != c.Hash || o.Check(noah) != nil || o.Check("sanna.novak@meridian.example") == nil {
			t.Errorf("%s %+v: %v", of, o, o.Check(noah))
		}
	})
}

func TestSomebodySaysThatTheirBookWasCollectedByAnother(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		h := open(t, d, nil)
		b := h.browser(t)
		code := b.code(noah)
		if a := b.post("/desk/self/dispute", "code", code); a.StatusCode != 422 || !strings.Contains(a.body, "dispute_no_book") {
			t.Errorf("there was none to dispute: %d %s", a.StatusCode, a.body)
		}
		body, _ := h.book(t, 1, b.code(noah))
		if status, _, text := b.collect(body); status != 200 {
			t.Fatal(text)
		}
		code = b.code(noah)
		if shown := b.post("/desk/self", "code", code); !strings.Contains(shown.body, "A book of passes was collected") || strings.Contains(shown.body, "2026-") {
			t.Errorf("%s", shown.body)
		}
		for range 2 { // again: it is said once
			if said := b.post("/desk/self/dispute", "code", code); !strings.Contains(said.body, "It is said.") {
				t.Errorf("%d %s", said.StatusCode, said.body)
			}
		}
		if wrong := b.post("/desk/self/dispute", "code", other(code)); wrong.StatusCode != 422 {
			t.Errorf("by a wrong code: %d", wrong.StatusCode)
		}
		if public := h.browser(t).get("/desk"); !strings.Contains(public.body, `Say it was not them</dt><dd class="num">1</dd>`) {
			t.Errorf("its number is not public: %s", public.body)
		}
		all, err := h.disputes.All(ctx)
		must(t, err)
		if len(all) != 1 || all[0].Name != "" || all[0].Book != season {
			t.Fatalf("%+v", all)
		}
		must(t, h.disputes.Answer(ctx, all[0].ID, "We looked into it.", "Tomasz Wrona"))
		if shown := b.post("/desk/self", "code", b.code(noah)); !strings.Contains(shown.body, "We looked into it.") || !strings.Contains(shown.body, "Tomasz Wrona") {
			t.Errorf("the answer: %s", shown.body)
		}
		other := b.post("/desk/self", "code", b.code("sanna.novak@meridian.example"))
		if strings.Contains(other.body, "We looked into it.") || !strings.Contains(other.body, "Sanna Novák") {
			t.Errorf("somebody else reads it: %s", other.body)
		}
	})
}

func TestTheSelfCheckTellsStrangersNothing(t *testing.T) {
	h := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)), nil)
	var pages []string
	for _, who := range []string{noah, stranger} {
		b := h.browser(t)
		first := b.post("/desk/self/address", "address", who)
		second := b.get("/desk/self/code")
		third := b.post("/desk/self", "code", "000000")
		pages = append(pages, first.Header.Get("Location")+second.body+third.body+third.Status)
	}
	if pages[0] != pages[1] {
		t.Errorf("they read something else:\n%s\n%s", pages[0], pages[1])
	}
	if a := h.browser(t).get("/desk/self/code"); a.StatusCode != 303 || a.Header.Get("Location") != "/desk/self" {
		t.Errorf("without an address: %d %s", a.StatusCode, a.Header.Get("Location"))
	}
}
