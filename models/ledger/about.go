package ledger

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// About is the petition or the book that a leaf is about, or "": what its third line names.
func About(leaf []byte) string {
	lines := bytes.SplitN(leaf, []byte("\n"), 4)
	if len(lines) < 4 {
		return ""
	}
	third := string(lines[2])
	for _, name := range []string{"petition ", "book "} {
		if about, ok := strings.CutPrefix(third, name); ok {
			return about
		}
	}
	if strings.Contains(third, " ") {
		return ""
	}
	return third
}

// LeafName is the name of a leaf's file in a petition's bundle (docs/protocol.md, Bundle); in the order of names stand the leaves.
func LeafName(place int64) string { return fmt.Sprintf("leaves/%012d.txt", place) }

// ParseLeafName takes exactly what LeafName gives.
func ParseLeafName(name string) (place int64, err error) {
	digits := strings.TrimSuffix(strings.TrimPrefix(name, "leaves/"), ".txt")
	if place, err = strconv.ParseInt(digits, 10, 62); err != nil || place < 0 || LeafName(place) != name {
		return 0, fmt.Errorf("ledger: %q is named as no leaf is", name)
	}
	return place, nil
}
