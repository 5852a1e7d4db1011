package secret_test

import (
	"strings"
	"testing"

	"roundrobin/models/secret"
)

func FuzzParse(f *testing.F) {
	f.Add(strings.Repeat("A", 43) + "\n")
	f.Fuzz(func(t *testing.T, s string) {
		if m, err := secret.Parse(s); err == nil && strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(s), "\n", ""), "\r", "") != m.Text() {
			t.Error("another form")
		}
	})
}
