package retention_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"roundrobin/models/retention"
	"roundrobin/views/words"
)

var (
	made    = regexp.MustCompile(`(?i)CREATE (?:VIRTUAL )?TABLE (\w+)`)
	renamed = regexp.MustCompile(`(?i)ALTER TABLE (\w+) RENAME TO`)
)

// TestEveryTableStandsInOneRow: whoever adds a table says how long what is in it is kept.
func TestEveryTableStandsInOneRow(t *testing.T) {
	in := map[string]int{}
	for _, r := range retention.Table {
		for _, table := range r.Tables {
			in[table]++
		}
	}
	files, err := filepath.Glob("../db/migrations/*/*/*.sql")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d migrations, %v", len(files), err)
	}
	passing := map[string]bool{}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range renamed.FindAllStringSubmatch(string(b), -1) {
			passing[m[1]] = true // stands there for the length of a migration
		}
		for _, m := range made.FindAllStringSubmatch(string(b), -1) {
			if table := m[1]; in[table] != 1 && !passing[table] {
				t.Errorf("%s: table %s stands in %d rows of models/retention/table.go", filepath.Base(name), table, in[table])
			}
		}
	}
}

func TestEveryRowIsSaid(t *testing.T) {
	for _, r := range retention.Table {
		if !words.Has("keeps."+r.Name) || !words.Has("keeps."+r.Name+"_for") {
			t.Errorf("the catalogue does not say what %s is and for how long it is kept", r.Name)
		}
		if r.Sweep != "" && !slices.Contains(retention.Sweeps, r.Sweep) || !retention.IsPlace(r.Place) {
			t.Errorf("%+v", r)
		}
	}
	for _, p := range retention.Places {
		for _, key := range []string{"", "_what", "_means"} {
			if !words.Has("holds." + string(p) + key) {
				t.Errorf("the catalogue lacks holds.%s%s", p, key)
			}
		}
	}
	for _, s := range retention.Sweeps {
		if !slices.ContainsFunc(retention.Table, func(r retention.Row) bool { return r.Sweep == s }) {
			t.Errorf("%s sweeps nothing", s)
		}
	}
}
