//go:build unix

package main

import (
	"os"
	"syscall"
)

// lock keeps other processes off until the file is closed, however that comes about. It fails at once while another has it.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// free is how many bytes a folder's disk has left.
func free(folder string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil // #nosec G115 -- no disk is that large
}
