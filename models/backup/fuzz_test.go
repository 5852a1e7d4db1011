package backup

import (
	"bytes"
	"io"
	"testing"

	"filippo.io/age"
)

// FuzzRead: a file that lay elsewhere for long, as it comes and as whoever has the key's public half can write it.
func FuzzRead(f *testing.F) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("age-encryption.org/v1\n-> X25519 a\n"))
	f.Add([]byte("{}"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		_, _ = Read(bytes.NewReader(b), []age.Identity{key}, io.Discard)
		_, _ = read(bytes.NewReader(b), io.Discard)
	})
}

func FuzzParseName(f *testing.F) {
	f.Add("identity-2026-11-25.age")
	f.Add("../..")
	f.Fuzz(func(_ *testing.T, s string) { ParseName(s) })
}
