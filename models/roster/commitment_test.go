package roster_test

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
	"roundrobin/models/roster"
)

func TestEverybodyCanCheckThatTheCommitmentIsToThem(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		_, addresses, rows := company(37)
		imported(t, r, rows...)
		if _, err := r.Open(ctx, r.Hash(address(t, addresses[0]))); code(err) != "roster_uncommitted" {
			t.Fatalf("before the ledger says anything: %v", err)
		}
		c, err := r.Commit(ctx)
		must(t, err)
		places := map[int]bool{}
		for i, a := range addresses {
			o, err := r.Open(ctx, r.Hash(address(t, a)))
			must(t, err)
			if hex.EncodeToString(o.Commitment[:]) != c.Hash || o.Day != c.Day || o.Size != 37 || o.Check(a) != nil {
				t.Fatalf("%s: %+v, %v", a, o, o.Check(a))
			}
			if o.Check(addresses[(i+1)%37]) == nil {
				t.Fatal("it opens to a colleague as well")
			}
			places[o.Place] = true
		}
		if len(places) != 37 {
			t.Errorf("%d places for 37 people", len(places))
		}
		if _, err := r.Open(ctx, r.Hash(address(t, "nobody@meridian.example"))); code(err) != "person_unknown" {
			t.Errorf("a stranger: %v", err)
		}
		imported(t, r, rows[1:]...)
		if ok, err := r.Committed(ctx); ok || err != nil {
			t.Errorf("the roster changed, and the ledger says so already: %v", err)
		}
		_, err = r.Open(ctx, r.Hash(address(t, addresses[1])))
		if code(err) != "roster_uncommitted" {
			t.Errorf("the opening is of another roster: %v", err)
		}
		c, err = r.Commit(ctx)
		must(t, err)
		o, err := r.Open(ctx, r.Hash(address(t, addresses[1])))
		if ok, _ := r.Committed(ctx); err != nil || !ok || o.Check(addresses[1]) != nil || c.Size != 36 {
			t.Errorf("%v, %+v", err, c)
		}
		_, err = r.Open(ctx, r.Hash(address(t, addresses[0])))
		if code(err) != "person_unknown" {
			t.Errorf("who left: %v", err)
		}
	})
}

func TestAnOpeningIsReadBackAndALieInItIsSeen(t *testing.T) {
	r, _ := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	imported(t, r, noah, sanna)
	_, err := r.Commit(ctx)
	must(t, err)
	o, err := r.Open(ctx, r.Hash(address(t, "noah.osei@meridian.example")))
	must(t, err)
	text, err := ledger.Marshal("petitions.meridian.example", o)
	must(t, err)
	origin, read, err := ledger.ParseOpening(text)
	if err != nil || origin != "petitions.meridian.example" || read.Check("noah.osei@meridian.example") != nil {
		t.Fatalf("%s: %v\n%s", origin, err, text)
	}
	for _, name := range []string{"commitment ", "blind ", "salt ", "path "} {
		at := strings.Index(string(text), "\n"+name) + 1 + len(name)
		flipped := string(text[:at]) + map[bool]string{true: "1", false: "0"}[text[at] == '0'] + string(text[at+1:])
		if _, read, err := ledger.ParseOpening([]byte(flipped)); err != nil || read.Check("noah.osei@meridian.example") == nil {
			t.Errorf("%sis another, and nobody notices: %v", name, err)
		}
	}
	if _, _, err := ledger.ParseOpening([]byte("roundrobin/v1 opening\nx\n")); err == nil {
		t.Error("half of it is taken")
	}
	if leaf, err := ledger.ParseLeaf(text); err == nil {
		t.Errorf("an opening is taken for a leaf: %+v", leaf)
	}
}

func TestKindsComeThroughTheFloor(t *testing.T) {
	dbtest.Each(t, db.Identity, func(t *testing.T, d *db.DB) {
		r, _ := open(t, d)
		says := func(counts ...int) string { // employees, contractors, interns
			var rows []string
			for k, n := range counts {
				for i := range n {
					rows = append(rows, fmt.Sprintf("Ann %d,p%d.%d@meridian.example,,,%s,M1\n", i, k, i, roster.Kinds[k]))
				}
			}
			imported(t, r, rows...)
			c, err := r.Commit(ctx)
			must(t, err)
			said := fmt.Sprint(c.Size)
			for _, f := range c.Kinds {
				said += fmt.Sprintf(" %s %d", f.Name, f.People)
			}
			return said
		}
		for _, step := range []struct {
			counts []int
			want   string
		}{
			{[]int{40, 12, 0}, "52 employee 40 contractor 12"},
			{[]int{40, 13, 0}, "53"}, // one contractor came: no figures
			{[]int{40, 12, 0}, "52 employee 40 contractor 12"},
			{[]int{40, 22, 0}, "62 employee 40 contractor 22"},
			{[]int{40, 22, 3}, "65"}, // three interns
			{[]int{50, 22, 13}, "85 employee 50 contractor 22 intern 13"},
			{[]int{50, 22, 3}, "75"}, // interns shrink below the floor: to hide them would say so
		} {
			if got := says(step.counts...); got != step.want {
				t.Errorf("%v: %q, want %q", step.counts, got, step.want)
			}
		}
	})
}

// Kinds that get no book are in no line of the ledger: neither under their name nor in a sum.
func TestKindsThatGetNoBookAreInNoFigure(t *testing.T) {
	r, _ := open(t, dbtest.Open(t, db.Identity, dbtest.SQLite(t)))
	r.Admit(roster.Entry{Kinds: []string{"employee", "contractor"}})
	var rows []string
	for kind, n := range map[string]int{"employee": 40, "contractor": 12, "intern": 30} {
		for i := range n {
			rows = append(rows, fmt.Sprintf("Ann %d,%s%d@meridian.example,,,%s,M1\n", i, kind, i, kind))
		}
	}
	imported(t, r, rows...)
	c, err := r.Commit(ctx)
	must(t, err)
	if got := fmt.Sprint(c.Size, c.Kinds); got != "52 [{employee 40 false} {contractor 12 false}]" {
		t.Error(got)
	}
}
