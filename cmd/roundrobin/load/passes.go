// Package load is a company that comes to a site on this machine: people who read, whose pages send envelopes, and who sign and talk with
// real passes. It measures how they are answered, and whether what was acknowledged is counted.
package load

import (
	"encoding/gob"
	"errors"
	"fmt"
	"os"

	"roundrobin/models/pass"
)

// Passes are what a test site's owner made for people who are not there. `roundrobin load prepare` writes them.
type Passes struct {
	Key       string // the log's verifier key
	Book      string
	Petitions []Petition
	People    []Person // in the order in which they come
}

// A Petition is one that they sign, as the ledger has it.
type Petition struct {
	ID   string
	Slot int
	Text pass.Hash
}

// A Person signs one petition; whoever has a pass for it also speaks there.
type Person struct {
	Seed     pass.Seed
	Petition int    // index
	Sign     []byte // the desk's answer for this pass, still blinded
	Voice    []byte // the same, or nil
}

// Save writes a new file that only its owner can read.
func (p *Passes) Save(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(gob.NewEncoder(file).Encode(p), file.Close())
}

// Open reads what Save wrote.
func Open(path string) (*Passes, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	p := new(Passes)
	if err := gob.NewDecoder(file).Decode(p); err != nil {
		return nil, fmt.Errorf("%s is no file of 'roundrobin load prepare': %w", path, err)
	}
	for _, x := range p.People {
		if x.Petition < 0 || x.Petition >= len(p.Petitions) {
			return nil, fmt.Errorf("%s has a person who signs a petition that it does not have", path)
		}
	}
	return p, nil
}
