package dbtest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Fifty migrations take longer than most tests. They are done once for each set; every other test begins with what came of them.
var (
	blanking sync.Mutex
	blanks   string // folder of a migrated SQLite file for each set
)

// ready lets the store begin migrated, where that is known how to.
func ready(t testing.TB, set, setting string) {
	t.Helper()
	err := lendTo(set, setting)
	if err == nil && !strings.HasPrefix(setting, "postgres:") {
		err = copyBlank(t, set, setting)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// copyBlank leaves a file alone that is there already.
func copyBlank(t testing.TB, set, file string) error {
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	blanking.Lock()
	defer blanking.Unlock()
	if blanks == "" {
		var err error
		if blanks, err = os.MkdirTemp("", "rr-blank-"); err != nil {
			return err
		}
	}
	blank := filepath.Join(blanks, set+".db")
	if _, err := os.Stat(blank); err != nil {
		if err := migrated(t, set, blank).Close(); err != nil {
			return err
		}
	}
	bytes, err := os.ReadFile(blank)
	if err != nil {
		return err
	}
	return os.WriteFile(file, bytes, 0o600)
}
