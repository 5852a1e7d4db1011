package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// A scratch is a folder beside the stores, for copies that nobody else may see: of one process at a time, and gone with it. Of one that was
// killed, the next removes what it left.
type scratch struct {
	folder string
	held   *os.File
}

var errTwoBackups = errors.New("another backup or restore is at work on this site: wait for it")

func newScratch(data string) (*scratch, error) {
	s := &scratch{folder: filepath.Join(data, "backup.tmp")}
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return nil, err
	}
	var err error
	if s.held, err = os.OpenFile(s.folder+".lock", os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return nil, err
	}
	if lock(s.held) != nil {
		return nil, errors.Join(errTwoBackups, s.held.Close())
	}
	return s, s.wipe()
}

func (s *scratch) file(name string) string { return filepath.Join(s.folder, name) }

func (s *scratch) close() error {
	return errors.Join(s.wipe(), os.Remove(s.folder), os.Remove(s.held.Name()), s.held.Close())
}

// wipe writes zeros over what is there before it removes it, as the stores do with what they delete.
func (s *scratch) wipe() error {
	names, err := filepath.Glob(s.file("*"))
	for _, name := range names {
		err = errors.Join(err, zero(name), os.Remove(name))
	}
	return err
}

func zero(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	about, err := f.Stat()
	if err == nil {
		_, err = io.CopyN(f, zeros{}, about.Size())
	}
	return errors.Join(err, f.Sync(), f.Close())
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }
