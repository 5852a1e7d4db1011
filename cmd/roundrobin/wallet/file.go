package wallet

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

var (
	errFileThere   = fault.New(fault.Conflict, "wallet_file_there")
	errFileMissing = fault.New(fault.NotFound, "wallet_file_missing")
	errFileForm    = fault.New(fault.Invalid, "wallet_file_form")
	errFileOpen    = fault.New(fault.Forbidden, "wallet_file_open")
	errFileChanged = fault.New(fault.Conflict, "wallet_file_changed")
)

// A File is all that a wallet keeps: the seed, whose ledger it trusts, and what it did. No name, no address, no time.
// Only its owner can read it.
type File struct {
	Version string    `json:"wallet"`
	Seed    seedText  `json:"seed"`
	Site    string    `json:"site,omitempty"`
	Key     string    `json:"key,omitempty"` // the log's verifier key, from the first collecting on
	Seen    *Seen     `json:"seen,omitempty"`
	Books   []Stamped `json:"books,omitempty"`
	Acts    []*Act    `json:"acts,omitempty"` // in the order in which they were said

	path string // "" is kept in memory only
	disk [32]byte
}

// Seen is the largest tree that the wallet has seen: no later one may lack what stood in it.
type Seen struct {
	Size int64       `json:"size"`
	Root ledger.Hash `json:"root"`
}

// Stamped is the desk's answer for one book. The passes follow from it and the seed.
type Stamped struct {
	Book       string `json:"book"`
	Signatures []byte `json:"signatures"` // 256 bytes each, in the order of the key file

}

type seedText pass.Seed

func (s seedText) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(s[:])), nil }

func (s *seedText) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(string(text))
	if err != nil || len(b) != len(s) {
		return errFileForm
	}
	*s = seedText(b)
	return nil
}

// NewSeed draws a seed.
func NewSeed(random io.Reader) (s pass.Seed, err error) {
	_, err = io.ReadFull(random, s[:])
	return s, err
}

// New makes a wallet file; it never overwrites one. With no path the wallet lives in memory only.
func New(path string, seed pass.Seed) (*File, error) {
	f := &File{Version: pass.Version, Seed: seedText(seed), path: path}
	if path == "" {
		return f, nil
	}
	made, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, errFileThere
	}
	if err != nil {
		return nil, fmt.Errorf("the wallet file cannot be made: %w", err)
	}
	text, err := f.marshal()
	if err == nil {
		_, err = made.Write(text)
	}
	return f, errors.Join(err, made.Sync(), made.Close())
}

// Open reads a wallet file. It refuses one that others can read, and one that holds anything besides.
func Open(path string) (*File, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errFileMissing
	}
	if err == nil && info.Mode().Perm()&0o077 != 0 {
		return nil, errFileOpen
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the wallet file cannot be read: %w", err)
	}
	f := &File{path: path, disk: sha256.Sum256(text)}
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	if in.Decode(f) != nil || f.Version != pass.Version || f.check() != nil {
		return nil, errFileForm
	}
	return f, nil
}

func (f *File) check() error {
	for _, a := range f.Acts {
		if a == nil || !a.State.known() || !pass.IsWord(a.Petition) {
			return errFileForm
		}
	}
	return nil
}

// Save returns once all of it is on disk, or nothing is changed there. It refuses if another has saved since.
func (f *File) Save() error {
	if f.path == "" {
		return nil
	}
	if there, err := os.ReadFile(f.path); err != nil || sha256.Sum256(there) != f.disk {
		return errFileChanged
	}
	text, err := f.marshal()
	if err != nil {
		return err
	}
	return replace(f.path, text)
}

func (f *File) marshal() ([]byte, error) {
	text, err := json.MarshalIndent(f, "", " ")
	text = append(text, '\n')
	f.disk = sha256.Sum256(text)
	return text, err
}

// replace writes beside the file and renames: a crash leaves the old one or the new one.
func replace(path string, text []byte) error {
	made, err := os.CreateTemp(filepath.Dir(path), ".wallet-*") // 0600
	if err != nil {
		return err
	}
	_, err = made.Write(text)
	if err = errors.Join(err, made.Sync(), made.Close()); err == nil {
		err = os.Rename(made.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(made.Name()))
	}
	return syncFolder(filepath.Dir(path))
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

func (f *File) stamped(book string) *Stamped {
	for i := range f.Books {
		if f.Books[i].Book == book {
			return &f.Books[i]
		}
	}
	return nil
}

// Holds reports whether any passes were collected.
func (f *File) Holds() bool { return len(f.Books) > 0 }
