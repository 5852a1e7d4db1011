package day_test

import (
	"testing"

	"roundrobin/models/day"
)

func FuzzParse(f *testing.F) {
	f.Add("2026-11-25")
	f.Add("+026-02-30")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := day.Parse(s); err == nil && (string(d) != s || d.Add(1).Sub(d) != 1 && s != "9999-12-31") {
			t.Errorf("%q is %q", s, d)
		}
	})
}
