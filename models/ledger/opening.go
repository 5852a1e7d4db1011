package ledger

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
	"roundrobin/models/day"
	"roundrobin/models/pass"
)

// An Opening shows one person that they are in the commitment of a roster leaf. It is written as leaves are, and never is one: it goes to its
// person alone.
type Opening struct {
	Day         day.Day   // of the roster leaf
	Commitment  pass.Hash // of the roster leaf: the root of a tree as the ledger's own, over the people in the order of their leaf hashes
	Size, Place int
	Blind       pass.Hash // the person's, always the same
	Salt        pass.Hash // of this commitment, and for this person
	Path        []Hash
}

// Kind is none of a leaf.
func (o *Opening) Kind() Kind { return "opening" }

func (o *Opening) lines() []line {
	return []line{date("day", &o.Day), hash("commitment", &o.Commitment), number("size", &o.Size), number("place", &o.Place), hash("blind", &o.Blind), hash("salt", &o.Salt), hashes("path", &o.Path)}
}

// hashes stand side by side; none is "-".
func hashes(name string, at *[]Hash) line {
	return line{name, func() string {
		all := make([]string, len(*at))
		for i, h := range *at {
			all[i] = pass.Hash(h).String()
		}
		return or(strings.Join(all, " "), "-")
	}, func(s string) bool {
		*at = nil
		if s == "-" {
			return true
		}
		for _, one := range strings.Split(s, " ") {
			h, err := pass.ParseHash(one)
			if err != nil {
				return false
			}
			*at = append(*at, Hash(h))
		}
		return true
	}}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// ParseOpening takes what Marshal gives of one.
func ParseOpening(text []byte) (origin string, o *Opening, err error) {
	first, rest, _ := strings.Cut(string(text), "\n")
	origin, lines, _ := strings.Cut(rest, "\n")
	o = new(Opening)
	if first != pass.Version+" opening" || !pass.IsOrigin(origin) {
		return "", nil, fmt.Errorf("%w: no opening", ErrLeaf)
	}
	return origin, o, parseLines(o, lines)
}

// Entry is what stands for a person in every commitment: whoever knows address and blind can make it, and nobody else.
func Entry(address string, blind pass.Hash) pass.Hash {
	return sha256.Sum256([]byte("roundrobin/v1 person\n" + address + "\n" + string(blind[:])))
}

// EntryLeaf is the leaf hash of a person in one commitment.
func EntryLeaf(entry, salt pass.Hash) Hash { return tlog.RecordHash(append(salt[:], entry[:]...)) }

// Leaf is the roster leaf that it opens, as it must stand in the ledger.
func (o *Opening) Leaf(origin string) (Hash, error) {
	leaf, err := Marshal(origin, &Roster{Size: o.Size, Commitment: o.Commitment, Day: o.Day})
	return LeafHash(leaf), err
}

// ErrOpening: the commitment is not to this person.
var ErrOpening = errors.New("ledger: the opening does not lead from this address to the commitment")

// Check verifies that the commitment holds the address, which is written in lower case. That it holds it once only, the operator promises.
func (o *Opening) Check(address string) error {
	leaf := EntryLeaf(Entry(address, o.Blind), o.Salt)
	if tlog.CheckRecord(o.Path, int64(o.Size), Hash(o.Commitment), int64(o.Place), leaf) != nil {
		return ErrOpening
	}
	return nil
}
