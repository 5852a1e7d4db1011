// Package floor is the one gate for numbers about groups. A Count cannot be printed, compared or computed with; only Release gives
// figures out, and only those that show no group below the floor.
package floor

import (
	"fmt"
	"io"
	"slices"

	"roundrobin/models/floor/internal/off"
)

// Least is how many people a shown cell holds at least.
const Least = 10

// A Count is how many people a group has. What it holds leaves by Release alone.
type Count struct{ n int }

// Counted makes a count.
func Counted(n int) Count { return Count{n} }

// Format keeps a count out of logs and pages, whatever the verb.
func (Count) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "a group") }

// MarshalJSON keeps a count out of files.
func (Count) MarshalJSON() ([]byte, error) { return []byte(`"a group"`), nil }

// A Cell is one group of a partition: everybody is in exactly one.
type Cell struct {
	Name string
	Of   Count
}

// A Figure is what may be said of a cell. People is meaningless where it is Hidden.
type Figure struct {
	Name   string
	People int
	Hidden bool
}

// Figures are those of a partition whose total is public. Shown is false if no cell may be shown.
type Figures struct {
	Total int
	Cells []Figure
	Shown bool
}

// Release hides every cell below the floor, and then the next smallest ones for as long as the total would give the hidden ones
// away: what is hidden must be two cells at least, with the floor's number of people among them. Release a partition once, or after
// steps that Moves allows: two releases close together show who came between them.
func Release(cells []Cell) Figures {
	order := make([]int, len(cells))
	f := Figures{Cells: make([]Figure, len(cells))}
	for i, c := range cells {
		order[i], f.Cells[i] = i, Figure{Name: c.Name, People: c.Of.n}
		f.Total += c.Of.n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cells[a].Of.n - cells[b].Of.n })
	hidden, among := 0, 0
	for _, i := range order {
		n := cells[i].Of.n
		if n >= Least && (hidden == 0 || off.Complement || hidden >= 2 && among >= Least) {
			break
		}
		f.Cells[i].Hidden, f.Cells[i].People = true, 0
		hidden, among = hidden+1, among+n
	}
	f.Shown = hidden < len(cells)
	return f
}

// Moves reports whether a partition may be released again after one that was: every cell is as it was or has moved by the floor.
func Moves(before, now []Cell) bool {
	if len(before) != len(now) {
		return false
	}
	for i := range now {
		if d := now[i].Of.n - before[i].Of.n; d != 0 && d < Least && d > -Least {
			return false
		}
	}
	return true
}
