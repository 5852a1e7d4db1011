package db_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
)

// A real disk that is full, and then one that is read-only: a file system in memory, which takes root to mount. An audit does it.
func TestARealDisk(t *testing.T) {
	if dbtest.Times(0, 1) == 0 {
		return
	}
	disk := t.TempDir()
	must(t, syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=4m"))
	defer func() { must(t, syscall.Unmount(disk, syscall.MNT_DETACH)) }()
	d, err := db.Open(filepath.Join(disk, "store.db"))
	must(t, err)
	defer d.Close()
	write, read := things(t, d)
	ballast := filepath.Join(disk, "ballast")
	must(t, os.WriteFile(ballast, make([]byte, 2<<20), 0o600))
	written := 20
	for err = write(); err == nil; err = write() {
		written++
	}
	if db.TroubleOf(err) != db.NoRoom || d.Trouble() != db.NoRoom {
		t.Fatalf("full: %v, %q", err, d.Trouble())
	}
	if n, err := read(); err != nil || n != written {
		t.Errorf("%d of %d are read, %v", n, written, err)
	}
	must(t, errors.Join(os.Remove(ballast), write(), d.Sound(t.Context())))
	if n, err := read(); err != nil || n != written+1 || d.Trouble() != "" {
		t.Errorf("%d of %d are read, %q, %v", n, written+1, d.Trouble(), err)
	}
	must(t, d.Close())
	must(t, syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	d, err = db.Open(filepath.Join(disk, "store.db"))
	if err == nil {
		defer d.Close()
		err = d.Migrate(t.Context(), db.Booth)
	}
	if db.TroubleOf(err) != db.NoWriting {
		t.Errorf("read-only: %v", err)
	}
}
