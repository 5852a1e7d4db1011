package wallet

import (
	"os"
	"path/filepath"
	"testing"

	"roundrobin/models/pass"
)

// FuzzParseWords: twelve words from a piece of paper.
func FuzzParseWords(f *testing.F) {
	f.Add(Words(pass.Seed{1, 2, 3}))
	f.Add("abandon ABANDON\tzoo")
	f.Fuzz(func(t *testing.T, s string) {
		seed, err := ParseWords(s)
		if again, err2 := ParseWords(Words(seed)); err == nil && (err2 != nil || again != seed) {
			t.Error("other words")
		}
	})
}

func FuzzOpen(f *testing.F) {
	text, err := (&File{Version: pass.Version}).marshal()
	no(f, err)
	f.Add(text)
	f.Add([]byte(`{"wallet":"roundrobin/v1","acts":[null]}`))
	path := filepath.Join(f.TempDir(), "wallet")
	f.Fuzz(func(t *testing.T, text []byte) {
		no(t, os.WriteFile(path, text, 0o600))
		file, err := Open(path)
		if err != nil {
			return
		}
		if _, err := file.marshal(); err != nil {
			t.Errorf("what was read cannot be written: %v", err)
		}
	})
}
