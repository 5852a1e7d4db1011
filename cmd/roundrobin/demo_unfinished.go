package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A demo that was ended while its past was still played would come back as half a company, so a file says that it is at it.
const unfinished = "unfinished"

// whole plays a past with that file beside it.
func (c *demoCommand) whole(play func() error) error {
	if err := os.WriteFile(c.mark(), nil, 0o600); err != nil {
		return err
	}
	if err := play(); err != nil {
		return err
	}
	return os.Remove(c.mark())
}

// clear removes half a company; nothing else of the folder is touched.
func (c *demoCommand) clear() error {
	if _, err := os.Stat(c.mark()); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if c.Identity != "" || c.Booth != "" {
		return fmt.Errorf("the demo was ended before its company was whole: empty its databases and %s", c.Data)
	}
	half := []string{"master.key", "master.key.checkpoint"}
	for _, store := range []string{"identity.db", "booth.db"} {
		half = append(half, store, store+"-wal", store+"-shm", store+"-journal")
	}
	for _, name := range append(half, unfinished) { // the mark last
		if err := os.Remove(filepath.Join(c.Data, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func (c *demoCommand) mark() string { return filepath.Join(c.Data, unfinished) }
