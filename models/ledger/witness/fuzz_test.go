package witness_test

import (
	"testing"

	"roundrobin/models/ledger/witness"
)

func FuzzParse(f *testing.F) {
	f.Add("witness.example+4a0dd9d4+BOvCPpZbrLSnqFzvLrvDQ0tUzDkpTWNEbGCQjwEPSxbF https://witness.example/ a b")
	f.Fuzz(func(t *testing.T, s string) {
		all, err := witness.Parse(s)
		for _, w := range all {
			if err == nil && (w.Verifier == nil || w.URL == "") {
				t.Errorf("half a witness: %v", w)
			}
		}
	})
}
