package ledger

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzParseKept: a file that its holder kept, perhaps for long.
func FuzzParseKept(f *testing.F) {
	signer, _ := newNoteKey(f, PromiseName(origin))
	b, err := Promise{origin, Hash{1}, "2026-11-23"}.Sign(signer)
	no(f, err)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if k, err := ParseKept(b); err == nil && !bytes.HasSuffix(b, k.Signed[len(k.Signed)-1:]) {
			t.Error("a promise that does not stand there")
		}
	})
}

func FuzzParseOpening(f *testing.F) {
	b, err := Marshal(origin, &Opening{Day: "2026-11-01", Commitment: [32]byte{1}, Size: 2, Place: 1, Path: []Hash{{2}}})
	no(f, err)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		at, o, err := ParseOpening(b)
		if err != nil {
			return
		}
		if again, err := Marshal(at, o); err != nil || !bytes.Equal(again, b) {
			t.Errorf("another form: %q, %v", again, err)
		}
		_ = o.Check("a@example.org")
	})
}

func FuzzParseLeafName(f *testing.F) {
	f.Add(LeafName(7))
	f.Fuzz(func(t *testing.T, s string) {
		if at, err := ParseLeafName(s); err == nil && (LeafName(at) != s || strings.Contains(s, "..")) {
			t.Error("another form")
		}
	})
}
