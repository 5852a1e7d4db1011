package id_test

import (
	"crypto/rand"
	"testing"

	"roundrobin/models/id"
)

func TestNewIDsAreValidAndApart(t *testing.T) {
	a, b := id.New(rand.Reader), id.New(rand.Reader)
	if a == b || !id.Valid(a) || !id.Valid(b) {
		t.Fatalf("%q, %q", a, b)
	}
}

func TestWhatIsNoID(t *testing.T) {
	for name, s := range map[string]string{"empty": "", "short": "abc", "capitals": "ABCDEFGHIJKLMNOP", "path": "../../etc/passwd"} {
		if id.Valid(s) {
			t.Errorf("%s: %q is taken for an id", name, s)
		}
	}
}
