// Package backup is the form of a backup: one file for each store, encrypted with age (https://age-encryption.org/v1) to people's public keys,
// and marked under the master key, so that a store which somebody else made, changed or cut short is never taken for ours.
//
// Inside the encryption is a tar of two files, "about" (JSON) and "store" (what models/db.Copy wrote), without times. What follows is zeros up to
// a whole number of Step bytes: how much a store grew in a day is nobody's to read off a file's size.
package backup

import (
	"archive/tar"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"filippo.io/age"

	"roundrobin/models/day"
	"roundrobin/models/secret"
)

// Version stands in every backup.
const Version = "roundrobin/v1 backup"

// Step is what the size of a backup's content is a multiple of.
const Step = 1 << 20

// About is what a backup says of itself.
type About struct {
	Version string  `json:"version"`
	Store   string  `json:"store"`   // identity, booth or key
	Dialect string  `json:"dialect"` // sqlite or postgres, or "" of a key
	Origin  string  `json:"origin"`
	Day     day.Day `json:"day"`
	Run     []byte  `json:"run"`    // the same in the files of one run, and by chance
	Sum     []byte  `json:"sha256"` // of the store
	Mark    []byte  `json:"mark"`   // of all of this, under the master key
}

// The sentences of a backup that is not taken.
var (
	ErrKeys    = errors.New("none of the keys that were given opens this backup")
	ErrDamaged = errors.New("this backup is damaged or not whole")
	ErrForeign = errors.New("this backup was not made with this site's master key: it is another site's, or somebody changed it")
)

// Name is the file's: a store and a day, and nothing finer.
func Name(store string, d day.Day) string { return store + "-" + string(d) + ".age" }

// ParseName undoes Name.
func ParseName(name string) (store string, d day.Day, ok bool) {
	base, ok := strings.CutSuffix(name, ".age")
	store, date, dash := strings.Cut(base, "-")
	d, err := day.Parse(date)
	return store, d, ok && dash && err == nil && Name(store, d) == name
}

func (a About) mark(m secret.Master) []byte {
	return m.MAC("backup", []byte(a.Version), []byte(a.Store), []byte(a.Dialect), []byte(a.Origin), []byte(a.Day), a.Run, a.Sum)
}

// Write puts the store into w, for those who can read it. It reads the store twice.
func Write(w io.Writer, to []age.Recipient, a About, m secret.Master, store *os.File) error {
	sum := sha256.New()
	size, err := io.Copy(sum, store)
	if err == nil {
		_, err = store.Seek(0, io.SeekStart)
	}
	if err != nil {
		return err
	}
	a.Version, a.Sum = Version, sum.Sum(nil)
	a.Mark = a.mark(m)
	about, err := json.Marshal(a)
	if err != nil {
		return err
	}
	closed, err := age.Encrypt(w, to...)
	if err != nil {
		return err
	}
	inside := &counted{Writer: closed}
	t := tar.NewWriter(inside)
	if err := errors.Join(entry(t, "about", int64(len(about)), strings.NewReader(string(about))), entry(t, "store", size, store), t.Close()); err != nil {
		return err
	}
	if _, err := inside.Write(make([]byte, (Step-inside.n%Step)%Step)); err != nil {
		return err
	}
	return closed.Close()
}

func entry(t *tar.Writer, name string, size int64, r io.Reader) error {
	if err := t.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size}); err != nil {
		return err
	}
	_, err := io.Copy(t, r)
	return err
}

type counted struct {
	io.Writer
	n int64
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.Writer.Write(b)
	c.n += int64(n)
	return n, err
}

// Read writes the store that r holds into a file, and tells what it says of itself. What it says may be believed after About.Check.
func Read(r io.Reader, with []age.Identity, store io.Writer) (a About, err error) {
	open, err := age.Decrypt(r, with...)
	if no := (*age.NoIdentityMatchError)(nil); errors.As(err, &no) {
		return a, ErrKeys
	}
	if err != nil {
		return a, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if a, err = read(open, store); err != nil && !errors.As(err, new(*os.PathError)) {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return a, err
}

func read(open io.Reader, store io.Writer) (a About, err error) {
	const most = 1 << 12 // of about
	t, sum := tar.NewReader(open), sha256.New()
	if err := named(t, "about"); err != nil {
		return a, err
	}
	if err := json.NewDecoder(io.LimitReader(t, most)).Decode(&a); err != nil {
		return a, err
	}
	if err := named(t, "store"); err != nil {
		return a, err
	}
	if _, err := io.Copy(io.MultiWriter(store, sum), t); err != nil {
		return a, err
	}
	if _, err := io.Copy(io.Discard, open); err != nil { // to the end, which alone shows that nothing is missing
		return a, err
	}
	if a.Version != Version || !hmac.Equal(a.Sum, sum.Sum(nil)) {
		return a, errors.New("the store in it is not the one that it names")
	}
	return a, nil
}

func named(t *tar.Reader, name string) error {
	h, err := t.Next()
	if err == nil && h.Name != name {
		err = fmt.Errorf("%.30q stands where %q should", h.Name, name)
	}
	return err
}

// Check refuses what the master key did not mark.
func (a About) Check(m secret.Master) error {
	if !hmac.Equal(a.Mark, a.mark(m)) {
		return ErrForeign
	}
	return nil
}
