package roster

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"roundrobin/models/fault"
)

// Hash stands for a person wherever one must be told from another: in issuance rows, counters and commitments.
type Hash [32]byte

// Person is what the roster says of somebody. Name is never empty; the others may be.
type Person struct {
	Hash  Hash   `json:"-"`
	Name  string `json:"name"`
	Title string `json:"title"` // the CSV's department: what a certificate says beside the name
	Site  string `json:"site"`
	Kind  string `json:"kind"`            // one of Kinds, or ""
	Paper bool   `json:"paper,omitempty"` // has no address, and gets a code on paper
	Entry Hash   `json:"-"`               // what the commitment holds of them; see Opening
}

// block is the step in which encrypted names grow, so that their length says next to nothing.
const block = 256

func (r *Roster) encrypt(p Person) []byte {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err) // four strings
	}
	padding := bytes.Repeat([]byte{' '}, block-1-(len(b)-1)%block)
	return r.names.Seal(r.random, append(b, padding...), p.Hash[:])
}

func (r *Roster) decrypt(h Hash, encrypted []byte) (p Person, err error) {
	b, err := r.names.Open(encrypted, h[:])
	if err != nil {
		return p, fmt.Errorf("a name on the roster: %w", err)
	}
	err = json.Unmarshal(b, &p)
	p.Hash = h
	return p, err
}

// errUnknown never leaves the desk: to the outside, whoever is not on the roster has typed a wrong code.
var errUnknown = fault.New(fault.NotFound, "person_unknown")

// Find is the person with that hash, if on the roster today and of a kind that gets in; else the fault person_unknown.
func (r *Roster) Find(ctx context.Context, h Hash) (Person, error) {
	row, err := r.store.find(ctx, h)
	if err != nil {
		return Person{}, err
	}
	if !r.entitled(row) {
		return Person{}, errUnknown
	}
	return r.decrypt(h, row.Encrypted)
}

// Size is how many are on the roster today, of whatever kind.
func (r *Roster) Size(ctx context.Context) (int, error) { return r.store.count(ctx, since{day: never}) }

// Hashes are those of everybody on the roster today, in ascending order.
func (r *Roster) Hashes(ctx context.Context) ([]Hash, error) {
	return r.store.hashes(ctx, since{day: never})
}
