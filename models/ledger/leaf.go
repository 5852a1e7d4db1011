// Package ledger owns the public log: its leaves, its tree, checkpoints, promises and receipts. It is pure: ledger/store keeps
// the bytes, cmd/recount reads them over HTTP. Formats: docs/protocol.md, RFC 6962 and C2SP (tlog-tiles, tlog-checkpoint,
// signed-note, tlog-proof).
package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
	"roundrobin/models/pass"
)

// A Hash of leaves and nodes; as text it is base64.
type Hash = tlog.Hash

// ErrLeaf is under every refusal of a leaf.
var ErrLeaf = errors.New("ledger: no leaf of this protocol")

// MaxLeaf is the length of a leaf in bytes; bundles hold no longer ones.
const MaxLeaf = 65535

// A Leaf is what one leaf says: an act of somebody's, or a line of the operator's.
type Leaf struct {
	Origin   string
	Act      *pass.Act // nil for the operator's
	Operator Operator  // nil for an act; a pointer to one of the kinds in operator.go
}

// LeafHash is SHA-256 of a zero byte and the leaf.
func LeafHash(leaf []byte) Hash { return tlog.RecordHash(leaf) }

// Marshal gives an operator's leaf. It refuses values that could not be read back. (An act gives itself: pass.Act.Marshal.)
func Marshal(origin string, o Operator) ([]byte, error) {
	if !pass.IsOrigin(origin) {
		return nil, fmt.Errorf("%w: origin %q", ErrLeaf, origin)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s\n%s\n", pass.Version, o.Kind(), origin)
	for _, l := range o.lines() {
		value := l.get()
		if !l.set(value) {
			return nil, fmt.Errorf("%w: %s with %s %q", ErrLeaf, o.Kind(), l.name, value)
		}
		fmt.Fprintf(&b, "%s %s\n", l.name, value)
	}
	return b.Bytes(), nil
}

// ParseLeaf takes exactly what Marshal, or Act.Marshal of a kind that enters the ledger, gives. It verifies nothing.
func ParseLeaf(leaf []byte) (Leaf, error) {
	first, rest, _ := strings.Cut(string(leaf), "\n")
	kind, ok := strings.CutPrefix(first, pass.Version+" ")
	if !ok || len(leaf) > MaxLeaf {
		return Leaf{}, fmt.Errorf("%w: it begins with %.60q", ErrLeaf, first)
	}
	if pass.Kind(kind).Leaf() {
		a, err := pass.ParseAct(leaf)
		if err != nil {
			return Leaf{}, fmt.Errorf("%w: %w", ErrLeaf, err)
		}
		return Leaf{Origin: a.Origin, Act: &a}, nil
	}
	o := newOperator(Kind(kind))
	if o == nil {
		return Leaf{}, fmt.Errorf("%w: no kind %.40q", ErrLeaf, kind)
	}
	origin, lines, _ := strings.Cut(rest, "\n")
	if err := parseLines(o, lines); err != nil {
		return Leaf{}, err
	}
	if again, err := Marshal(origin, o); err != nil || !bytes.Equal(again, leaf) {
		return Leaf{}, fmt.Errorf("%w: a %s not in its one form", ErrLeaf, kind)
	}
	return Leaf{Origin: origin, Operator: o}, nil
}

func parseLines(o Operator, text string) error {
	for _, l := range o.lines() {
		line, rest, _ := strings.Cut(text, "\n")
		value, ok := strings.CutPrefix(line, l.name+" ")
		if !ok || !l.set(value) {
			return fmt.Errorf("%w: a %s whose line %q stands where %s should", ErrLeaf, o.Kind(), line, l.name)
		}
		text = rest
	}
	return nil
}
