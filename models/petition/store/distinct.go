package store

import (
	"maps"
	"slices"
	"strings"
)

// distinct gathers values for an IN, each once, under a name of its own.
type distinct map[string]any

func (d distinct) add(name string, value any) { d[name] = value }

func (d distinct) addSeqs(seal *openSeal, j *job, from, to int) {
	for seq := from; seq <= to; seq++ {
		name := seal.name(j.HandedIn, seq)
		d.add(string(name), name)
	}
}

func (d distinct) values() []any { return slices.Collect(maps.Values(d)) }

// marks is what stands in the parentheses of an IN; its blank keeps gorm from taking bytes for a list (see db.Tuples).
func marks(n int) string { return " " + strings.TrimSuffix(strings.Repeat("?,", n), ",") }
