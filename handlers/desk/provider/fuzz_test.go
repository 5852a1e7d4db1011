package provider

import (
	"bytes"
	"testing"
)

func FuzzParse(f *testing.F) {
	f.Add(Pending{}.Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := Parse(b); err == nil && !bytes.Equal(p.Marshal(), b) {
			t.Error("another form")
		}
	})
}
