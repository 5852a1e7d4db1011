package secret_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"roundrobin/models/secret"
)

func TestAKeyFileIsMadeOnceAndReadBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "master.key")
	made, err := secret.Create(path, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	read, err := secret.Load(path)
	if err != nil || read.Text() != made.Text() {
		t.Fatalf("read back another key: %v", err)
	}
	if _, err := secret.Create(path, rand.Reader); err == nil {
		t.Error("an existing key was overwritten")
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("others can read it: %s", info.Mode())
	}
}

func TestTheKeyIsNeverPrinted(t *testing.T) {
	m, _ := secret.New(rand.Reader)
	for _, s := range []string{fmt.Sprint(m), fmt.Sprintf("%+v %#v", m, m)} {
		if strings.Contains(s, m.Text()) || strings.Contains(s, "0x") {
			t.Errorf("printed: %s", s)
		}
	}
}

func TestABoxOpensOnlyInItsPlaceAndForItsUse(t *testing.T) {
	m, _ := secret.New(rand.Reader)
	sealed := m.Box("names").Seal(rand.Reader, []byte("Quiet Heron"), []byte("row 1"))
	if plain, err := m.Box("names").Open(sealed, []byte("row 1")); err != nil || string(plain) != "Quiet Heron" {
		t.Fatalf("%q, %v", plain, err)
	}
	damaged := bytes.Clone(sealed)
	damaged[len(damaged)-1] ^= 1
	for what, open := range map[string]func() ([]byte, error){
		"another row": func() ([]byte, error) { return m.Box("names").Open(sealed, []byte("row 2")) },
		"another use": func() ([]byte, error) { return m.Box("mail").Open(sealed, []byte("row 1")) },
		"damage":      func() ([]byte, error) { return m.Box("names").Open(damaged, []byte("row 1")) },
		"too short":   func() ([]byte, error) { return m.Box("names").Open(sealed[:3], []byte("row 1")) },
	} {
		if _, err := open(); err != secret.ErrOpen {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestPartsOfAMACDoNotRunTogether(t *testing.T) {
	m, _ := secret.New(rand.Reader)
	if bytes.Equal(m.MAC("x", []byte("ab"), []byte("c")), m.MAC("x", []byte("a"), []byte("bc"))) {
		t.Error("ab, c is a, bc")
	}
}
