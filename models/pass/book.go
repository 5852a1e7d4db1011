// Package pass owns books, passes and what is said under them: keys, blind signing, the wallet's half, statements and acts.
// It is pure: no database, no clock, no network. The byte formats are those of docs/protocol.md.
package pass

import (
	"strconv"
	"strings"
)

// Version is the first word of every text of the protocol.
const Version = "roundrobin/v1"

// A Purpose says what the passes of one key allow.
type Purpose string

const (
	Sign  Purpose = "sign"  // one signature under the petition of a slot
	Voice Purpose = "voice" // comments and agreements under the petition of a slot
	Draft Purpose = "draft" // one draft of a petition
)

const (
	// DraftPlaces is how many drafts every book allows.
	DraftPlaces = 4
	// MaxSlots bounds a book, so that a hostile key file stays small.
	MaxSlots = 512
)

// A Place is where a key stands in its book: a numbered slot or draft place, from 1, and a purpose.
type Place struct {
	Slot    int
	Purpose Purpose
}

// String is the place as a line of the key file begins: "3 voice".
func (p Place) String() string { return strconv.Itoa(p.Slot) + " " + string(p.Purpose) }

// A Book is the set of places that everyone gets a pass for in a season.
type Book struct {
	Origin string // the site's configured name
	Name   string // such as 2026Q4
	Slots  int    // 1 to MaxSlots
}

// Places is the order of everything that is made for a whole book: keys, proofs, requests, blind signatures.
func (b Book) Places() []Place {
	places := make([]Place, 0, b.Size())
	for slot := 1; slot <= b.Slots; slot++ {
		places = append(places, Place{slot, Sign}, Place{slot, Voice})
	}
	for slot := 1; slot <= DraftPlaces; slot++ {
		places = append(places, Place{slot, Draft})
	}
	return places
}

// Size is the number of places.
func (b Book) Size() int { return 2*b.Slots + DraftPlaces }

// Index is where a place stands in Places, or -1.
func (b Book) Index(p Place) int {
	switch {
	case p.Purpose == Draft && p.Slot >= 1 && p.Slot <= DraftPlaces:
		return 2*b.Slots + p.Slot - 1
	case p.Purpose == Sign && p.Slot >= 1 && p.Slot <= b.Slots:
		return 2*p.Slot - 2
	case p.Purpose == Voice && p.Slot >= 1 && p.Slot <= b.Slots:
		return 2*p.Slot - 1
	}
	return -1
}

// Check refuses a book that no file could name.
func (b Book) Check() error {
	if !IsOrigin(b.Origin) || !IsWord(b.Name) || b.Slots < 1 || b.Slots > MaxSlots {
		return malformed("not a book: origin %q, name %q, %d slots", b.Origin, b.Name, b.Slots)
	}
	return nil
}

func (b Book) header(what string) string {
	return strings.Join([]string{Version + " " + what, b.Origin, b.Name, strconv.Itoa(b.Slots), ""}, "\n")
}

// parseHeader reads the four lines that key file and proof file share and returns the lines after them.
func parseHeader(text []byte, what string) (Book, []string, error) {
	lines := strings.Split(string(text), "\n")
	if len(lines) < 6 || lines[0] != Version+" "+what {
		return Book{}, nil, malformed("not a %s file", what)
	}
	slots, err := strconv.Atoi(lines[3])
	b := Book{Origin: lines[1], Name: lines[2], Slots: slots}
	if err != nil || b.Check() != nil || len(lines) != 4+b.Size()+1 || lines[len(lines)-1] != "" {
		return Book{}, nil, malformed("%s file: its four first lines and its %d lines do not fit", what, len(lines))
	}
	return b, lines[4 : len(lines)-1], nil
}
