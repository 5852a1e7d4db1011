package floor

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"roundrobin/models/floor/internal/off"
	"roundrobin/models/secret"
)

// A Tally counts the people of groups over time, each person in one group, and remembers what was shown of it. What it holds leaves in two
// ways: encrypted, and as what Publish shows. It is for a partition in which some say nothing, and of which only the number of
// everybody is public.
type Tally struct{ t tally }

type tally struct {
	Cells  map[string]cell `json:"cells"`
	Looked int             `json:"looked"` // people counted when Publish last looked
}

type cell struct {
	People int `json:"people"`
	Shown  int `json:"shown"` // 0 is hidden
}

// NewTally has counted nobody.
func NewTally() *Tally { return &Tally{tally{Cells: map[string]cell{}}} }

// Format and MarshalJSON keep a tally out of logs, pages and files.
func (*Tally) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "a tally of groups") }

// MarshalJSON is as Format.
func (*Tally) MarshalJSON() ([]byte, error) { return []byte(`"a tally of groups"`), nil }

// Encrypt gives the tally for its row; about is what it counts, and must be given again to open it.
func (t *Tally) Encrypt(box secret.Box, random io.Reader, about string) []byte {
	text, err := json.Marshal(t.t)
	if err != nil {
		panic(err) // names and numbers
	}
	return box.Seal(random, text, []byte(about))
}

// OpenTally reads what Encrypt gave.
func OpenTally(box secret.Box, row []byte, about string) (*Tally, error) {
	text, err := box.Open(row, []byte(about))
	if err != nil {
		return nil, fmt.Errorf("a tally: %w", err)
	}
	t := NewTally()
	return t, json.Unmarshal(text, &t.t)
}

// Add counts one person more in a group.
func (t *Tally) Add(group string) {
	c := t.t.Cells[group]
	c.People++
	t.t.Cells[group] = c
}

// Set says how many people are in a group now, where people may change theirs.
func (t *Tally) Set(group string, of Count) {
	c := t.t.Cells[group]
	c.People = of.n
	t.t.Cells[group] = c
}

// Publish gives what may be shown from now on, given how many people there ever were, those who said nothing among them. That number is
// public, so nobody may be left over by subtraction: at least the floor's number of people always stay outside the shown groups. Nor by
// comparing two days: figures change only when the floor's number of people have said something since they could last change, and a
// group only by the floor's number of people at once, up or down, never to fewer than that. Groups are in the order of names; hidden ones are not listed.
func (t *Tally) Publish(everybody int) []Figure {
	if said := t.said(); said-t.t.Looked >= Least {
		t.t.Looked = said
		t.move(everybody)
	}
	var shown []Figure
	for _, name := range t.names() {
		if n := t.t.Cells[name].Shown; n > 0 {
			shown = append(shown, Figure{Name: name, People: n})
		}
	}
	return shown
}

// move lets the groups that grew most come first, for as long as enough people stay unseen.
func (t *Tally) move(everybody int) {
	names := t.names()
	slices.SortStableFunc(names, func(a, b string) int { return t.t.Cells[b].grown() - t.t.Cells[a].grown() })
	unseen := everybody
	for _, c := range t.t.Cells {
		unseen -= c.Shown
	}
	for _, name := range names {
		if c := t.t.Cells[name]; c.moved() && (off.Complement || unseen-c.grown() >= Least) {
			unseen -= c.grown()
			c.Shown = c.People
			t.t.Cells[name] = c
		}
	}
}

// moved: a group that shrank below the floor stays as it was shown, for hiding it would tell.
func (c cell) moved() bool {
	return c.grown() >= Least || c.grown() <= -Least && c.People >= Least
}

func (c cell) grown() int { return c.People - c.Shown }

func (t *Tally) said() (n int) {
	for _, c := range t.t.Cells {
		n += c.People
	}
	return n
}

func (t *Tally) names() []string { return slices.Sorted(maps.Keys(t.t.Cells)) }
