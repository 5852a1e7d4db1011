package standard_test

import (
	"context"
	"crypto/rand"
	"strings"
	"sync"
	"testing"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/standard"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var (
	ctx    = context.Background()
	tomasz = audit.Who{Name: "Tomasz Wrona", Role: "admin"}
	rota   = standard.Standard{Code: "rota_leaked", Title: "It leaks no rota", Text: "It quotes no rota by which somebody can be found."}
)

// house is a keeper with what it put into the ledger.
type house struct {
	*standard.Keeper
	d    *db.DB
	mu   sync.Mutex
	said []ledger.Operator
}

func each(t *testing.T, f func(t *testing.T, h *house)) {
	dbtest.Each(t, db.Booth, func(t *testing.T, d *db.DB) {
		h := &house{d: d}
		h.Keeper = standard.NewKeeper(d, func(_ *db.Tx, said ...ledger.Operator) error {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.said = append(h.said, said...)
			return nil
		}, rand.Reader, func() day.Day { return "2026-12-01" })
		f(t, h)
	})
}

func (h *house) published(t *testing.T) standard.Published {
	t.Helper()
	all, err := h.Published(ctx)
	must(t, err)
	return all
}

// next saves a draft that ends not_true and adds rota.
func (h *house) next(t *testing.T) standard.Draft {
	t.Helper()
	d, err := h.Draft(ctx)
	must(t, err)
	d.Keep, d.Added = without(d.Keep, "not_true"), []standard.Standard{rota}
	must(t, h.Save(ctx, d, tomasz))
	d, err = h.Draft(ctx)
	must(t, err)
	return d
}

func TestANewVersionIsInForceAndTheOldOneStaysAsItWas(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		before := h.published(t)
		d := h.next(t)
		if got := h.published(t); len(got) != 1 || d.Round != 1 || d.Who != tomasz.Name || d.Day != "2026-12-01" {
			t.Fatalf("a draft is in force, or not its writer's: %d versions, %+v", len(got), d)
		}
		_, err := h.Publish(ctx, d.Round, " ", tomasz)
		is(t, err, "reason_needed")
		v, err := h.Publish(ctx, d.Round, "Rotas were quoted.", tomasz)
		must(t, err)
		all := h.published(t)
		now := all.Current()
		if len(all) != 2 || now.Version != 2 || now.From != "2026-12-01" || now.Reason != "Rotas were quoted." || now.Who != tomasz.Name || now.File != v.File {
			t.Fatalf("%+v", now)
		}
		if all[0].File != before[0].File || all[0].Hash() != before[0].Hash() {
			t.Error("the first version changed")
		}
		if _, err := now.Find("not_true"); err == nil {
			t.Error("what has ended is in force")
		}
		if s, err := all.Find("not_true"); err != nil || s.Title != "It states nothing that is known to be false" {
			t.Errorf("what was decided by it means %+v, %v", s, err)
		}
		if s, _ := now.Find("person_named"); !s.Hides {
			t.Error("what hides at once does not any more")
		}
		if got := now.All[len(now.All)-1]; got != rota {
			t.Errorf("added %+v", got)
		}
		if len(h.said) != 1 || *h.said[0].(*ledger.Standards) != (ledger.Standards{Version: 2, Hash: now.Hash(), Day: "2026-12-01"}) {
			t.Errorf("the ledger has %+v", h.said)
		}
		log, n, err := audit.NewRecord(h.d, rand.Reader, nil).Public(ctx, "", 9, 0)
		must(t, err)
		if n != 1 || log[0].Act != audit.Standards || log[0].Subject != "v2" || log[0].Who != tomasz || log[0].Reason != "Rotas were quoted." {
			t.Errorf("the record has %+v", log)
		}
		if d, err := h.Draft(ctx); err != nil || d.Round != 0 || len(d.Keep) != len(now.All) {
			t.Errorf("the next draft begins with %+v, %v", d, err)
		}
		elsewhere := standard.NewKeeper(h.d, nil, rand.Reader, nil)
		if again, err := elsewhere.Published(ctx); err != nil || again.Current().Hash() != now.Hash() {
			t.Errorf("another replica reads %v", err)
		}
	})
}

func TestACodeNeverGetsOtherWords(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		d := h.next(t)
		_, err := h.Publish(ctx, d.Round, "Rotas were quoted.", tomasz)
		must(t, err)
		all := h.published(t)
		for situation, s := range map[string]standard.Standard{
			"a code in force":                  {Code: "person_named", Title: "x", Text: "x"},
			"a code that has ended":            {Code: "not_true", Title: "x", Text: "x"},
			"even with the same words as then": {Code: "not_true", Title: "It states nothing that is known to be false", Text: "x"},
		} {
			next := all.Begin()
			next.Added = []standard.Standard{s}
			if f := fault.Of(all.Check(next)); f == nil || f.Each[0].Code != "standard_taken" || f.Each[0].Field != "code-0" {
				t.Errorf("%s: %+v", situation, f)
			}
		}
		back := all.Begin()
		back.Keep = append(back.Keep, "not_true")
		must(t, all.Check(back))
		was, _ := all[0].Find("not_true")
		if got := all.Next(back, "2027-01-01").All; got[len(got)-1] != was {
			t.Errorf("it comes back as %+v", got[len(got)-1])
		}
	})
}

func TestWhatCannotBePublishedIsSaidBesideItsField(t *testing.T) {
	p := standard.Published{standard.First()}
	for _, c := range []struct {
		situation, field, code string
		d                      standard.Draft
	}{
		{"no code", "code-0", "standard_code", added(standard.Standard{Title: "x", Text: "x"})},
		{"one word", "code-0", "standard_code", added(standard.Standard{Code: "rota", Title: "x", Text: "x"})},
		{"large letters", "code-0", "standard_code", added(standard.Standard{Code: "Rota_x", Title: "x", Text: "x"})},
		{"a long code", "code-0", "standard_code", added(standard.Standard{Code: "a_" + strings.Repeat("b", 40), Title: "x", Text: "x"})},
		{"the same code twice", "code-1", "standard_taken", added(rota, rota)},
		{"no title", "title-0", "standard_title", added(standard.Standard{Code: "a_b", Text: "x"})},
		{"a long title", "title-0", "standard_title", added(standard.Standard{Code: "a_b", Title: strings.Repeat("é", 81), Text: "x"})},
		{"two paragraphs", "text-1", "standard_text", added(rota, standard.Standard{Code: "a_b", Title: "x", Text: "x\ny"})},
		{"nothing is left", "keep", "standard_none", standard.Draft{}},
	} {
		f := fault.Of(p.Check(c.d))
		if f == nil || len(f.Each) != 1 || f.Each[0].Field != c.field || f.Each[0].Code != c.code {
			t.Errorf("%s: %+v", c.situation, f)
		}
	}
	must(t, p.Check(added(standard.Standard{Code: "a_b", Title: strings.Repeat("é", 80), Text: strings.Repeat("é", 600)})))
}

func TestOfTwoWhoWriteAtOnceOneIsTold(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		d, err := h.Draft(ctx)
		must(t, err)
		ines := audit.Who{Name: "Ines Aguilar", Role: "admin"}
		must(t, h.Save(ctx, d, tomasz))
		is(t, h.Save(ctx, d, ines), "standard_moved")
		d, err = h.Draft(ctx)
		must(t, err)
		_, err = h.Publish(ctx, d.Round, "Nothing.", tomasz)
		is(t, err, "standard_same")
		d.Hides = nil
		must(t, h.Save(ctx, d, ines))
		_, err = h.Publish(ctx, d.Round, "Unread.", tomasz)
		is(t, err, "standard_moved")
		is(t, h.Discard(ctx, d.Round), "standard_moved")
		errs := make([]error, 6)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() { _, errs[i] = h.Publish(ctx, d.Round+1, "Nothing is hidden at once.", ines) })
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				is(t, err, "standard_moved")
			}
		}
		if won != 1 || len(h.published(t)) != 2 {
			t.Errorf("%d published, %d versions", won, len(h.published(t)))
		}
		d, err = h.Draft(ctx)
		must(t, err)
		must(t, h.Save(ctx, d, tomasz))
		must(t, h.Discard(ctx, 1))
		if d, err = h.Draft(ctx); err != nil || d.Round != 0 {
			t.Errorf("thrown away: %+v, %v", d, err)
		}
	})
}

func TestTheDiffNamesEveryChange(t *testing.T) {
	p := standard.Published{standard.First()}
	d := p.Begin()
	d.Keep, d.Hides, d.Added = without(d.Keep, "unclear_ask"), append(without(d.Hides, "hate_threat"), "not_true"), []standard.Standard{rota}
	got := map[string]string{}
	for _, c := range p.Current().Diff(p.Next(d, "2026-12-01")) {
		if c.What != "" {
			got[c.Code] = c.What
		}
	}
	if len(got) != 4 || got["unclear_ask"] != "ended" || got["hate_threat"] != "hides_not" || got["not_true"] != "hides" || got["rota_leaked"] != "added" {
		t.Errorf("%v", got)
	}
}

func added(s ...standard.Standard) standard.Draft {
	d := standard.Published{standard.First()}.Begin()
	d.Added = s
	return d
}

func without(all []string, code string) (rest []string) {
	for _, c := range all {
		if c != code {
			rest = append(rest, c)
		}
	}
	return rest
}

func is(t *testing.T, err error, code string) {
	t.Helper()
	if f := fault.Of(err); f == nil || f.Code != code {
		t.Errorf("got %v, want %q", err, code)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
