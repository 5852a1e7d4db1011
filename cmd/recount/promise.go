package main

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/mod/sumdb/note"
	"roundrobin/models/ledger"
	"roundrobin/models/ledger/tally"
)

// A vow is the promise that is asked about.
type vow struct {
	ledger.Kept
	at int64 // where its leaf stands, or NotALeaf
}

func readVow(name string) (*vow, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	k, err := ledger.ParseKept(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &vow{k, tally.NotALeaf}, nil
}

func (v *vow) meet(leaf ledger.Hash, place int64) {
	if v != nil && v.at == tally.NotALeaf && leaf == v.Leaf {
		v.at = place
	}
}

// keptPromise is for when all leaves have been read.
func (r *recount) keptPromise() (*promise, error) {
	if r.vow == nil {
		return nil, nil
	}
	p, err := r.openPromise()
	if err != nil {
		return nil, err
	}
	over := !r.now().Before(p.Day.Ends(time.UTC).Add(12 * time.Hour)) // everywhere on earth
	switch {
	case r.vow.at != tally.NotALeaf || !over:
		return &promise{r.vow.at, p.Day}, nil
	case !r.vow.Proves:
		return nil, fmt.Errorf("no leaf is the one of the promise, and its day %s is over. Agreements get such promises too and are no leaves: put the act and an empty line before the promise in its file, and recount can prove it broken", p.Day)
	}
	return nil, lied("a promise was broken: leaf %s was promised for %s and is not among the %d leaves", p.Leaf, p.Day, r.top.Size)
}

// openPromise holds it against the keys that the log names.
func (r *recount) openPromise() (p ledger.Promise, err error) {
	err = fmt.Errorf("the log names no key for promises")
	for _, key := range r.tally.PromiseKeys {
		v, failed := note.NewVerifier(key)
		if failed != nil {
			continue
		}
		if p, err = ledger.OpenPromise(r.vow.Signed, v); err == nil {
			return p, nil
		}
	}
	return p, err
}
