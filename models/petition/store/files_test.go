package store_test

import (
	"os"
	"testing"
)

// files are the contents of an SQLite store and of what lies beside it.
func files(t *testing.T, path string) (all [][]byte) {
	t.Helper()
	for _, suffix := range []string{"", "-wal", "-journal"} {
		if b, err := os.ReadFile(path + suffix); err == nil {
			all = append(all, b)
		}
	}
	if len(all) == 0 {
		t.Fatal("no file at", path)
	}
	return all
}
