package drill

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"roundrobin/models/petition"
)

const docs = "../../../docs/drill.md"

var shownThere = regexp.MustCompile(`(?s)<!-- results: (\w+) -->\n.*?<!-- end -->\n`)

// The page is what the kept results say; `make generate` writes it anew.
func TestTheDocsShowTheLastFullResults(t *testing.T) {
	was, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]interface{ markdown(*bytes.Buffer) }{"sqlite": AsSet, "postgres": OnPostgres, "nightly": Nightly, "controls": Without}
	is := shownThere.ReplaceAllFunc(was, func(old []byte) []byte {
		name := string(shownThere.FindSubmatch(old)[1])
		result, ok := kept[name]
		if !ok {
			t.Fatalf("docs/drill.md shows %q, which is not kept", name)
		}
		delete(kept, name)
		var b bytes.Buffer
		b.WriteString("<!-- results: " + name + " -->\n")
		result.markdown(&b)
		b.WriteString("<!-- end -->\n")
		return b.Bytes()
	})
	if len(kept) > 0 {
		t.Errorf("docs/drill.md does not show all: %v are left", len(kept))
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(docs, is, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(was, is) {
		t.Error("docs/drill.md does not show the kept results; run make generate")
	}
}

// As the product is set nobody may be found in a full drill, on either store.
func TestTheLastFullResultsAreGuessing(t *testing.T) {
	for _, r := range []Result{AsSet, OnPostgres} {
		if low, high := r.Span(); r.Found || low < .45 || high > .55 {
			t.Errorf("%s: found: %v, AUC from %.3f to %.3f", r.Store, r.Found, low, high)
		}
		if r.People < 400 || r.Petitions < 5 || r.Off != "" || r.SealDays != petition.SealDays || r.SealMin != 0 || r.Pairs < 1000 || len(r.Scores) != len(attacks)*(len(r.Acts)+1) {
			t.Errorf("this is no full drill of the product: %s", r.company())
		}
		for kind, n := range r.Acts {
			if n < 40 {
				t.Errorf("%s: only %d have %s", r.Store, n, kinds[kind])
			}
		}
	}
	if AsSet.Store == OnPostgres.Store {
		t.Error("both were played on " + AsSet.Store)
	}
	if !Nightly.Found || Nightly.SealDays != 1 || Nightly.Off != "" {
		t.Errorf("%s: the texts say that something is found", Nightly.company())
	}
}

// Each defence is missed in a company of full size.
func TestTheLastFullControlsWereCaught(t *testing.T) {
	caught := map[string]bool{}
	for _, m := range Without.Without {
		caught[m.Name] = m.Caught && m.Score.P < level && m.Score.AUC > .55
	}
	for _, c := range Controls {
		if !caught[c.Name] && c.Name != flagsOff { // which came later; make check plays it
			t.Errorf("%s was not caught", c.Name)
		}
	}
	if Without.People < 400 || Without.Petitions < 5 {
		t.Errorf("%d people, %d petitions", Without.People, Without.Petitions)
	}
}
