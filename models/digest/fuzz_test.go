package digest_test

import (
	"testing"

	"roundrobin/models/digest"
)

func FuzzParsePeriod(f *testing.F) {
	f.Add("2026-W48")
	f.Add("2026-W53")
	f.Add("-001-W01")
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := digest.ParsePeriod(s); err == nil && (string(p) != s || p.First() == "") {
			t.Errorf("%q is %q", s, p)
		}
	})
}
