package floor

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func cellsOf(counts ...int) (cells []Cell) {
	for i, n := range counts {
		cells = append(cells, Cell{fmt.Sprint(i), Counted(n)})
	}
	return cells
}

func TestWhatIsShown(t *testing.T) {
	for _, c := range []struct {
		situation string
		counts    []int
		shown     string // "?" is hidden
	}{
		{"all are large", []int{71, 15, 14}, "71 15 14"},
		{"exactly the floor", []int{10, 10, 10}, "10 10 10"},
		{"one is small, so the next hides with it", []int{71, 15, 3}, "71 ? ?"},
		{"two small ones hide each other", []int{71, 8, 7}, "71 ? ?"},
		{"two small ones are too few people", []int{71, 4, 3}, "? ? ?"},
		{"unanimous: the empty ones would tell of everybody", []int{30, 0, 0}, "? ? ?"},
		{"nobody", []int{0, 0, 0}, "? ? ?"},
		{"two cells hide together", []int{50, 9}, "? ?"},
	} {
		f := Release(cellsOf(c.counts...))
		var shown []string
		for _, x := range f.Cells {
			s := fmt.Sprint(x.People)
			if x.Hidden {
				s = "?"
			}
			shown = append(shown, s)
		}
		if got := strings.Join(shown, " "); got != c.shown || f.Shown != strings.ContainsAny(c.shown, "0123456789") {
			t.Errorf("%s: %v shows %s (%v), not %s", c.situation, c.counts, got, f.Shown, c.shown)
		}
	}
}

// TestNothingHiddenCanBeBounded: whoever knows the total and the rule cannot tell any hidden cell to be below the floor, nor name
// its size: another partition with the same shown figures has another size there.
func TestNothingHiddenCanBeBounded(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		counts := make([]int, 2+dice.IntN(5))
		for i := range counts {
			counts[i] = dice.IntN(25)
		}
		f := Release(cellsOf(counts...))
		rest, hidden := f.Total, 0
		for _, c := range f.Cells {
			if c.Hidden {
				hidden++
			} else if rest -= c.People; c.People < Least {
				t.Fatalf("%v shows %d", counts, c.People)
			}
		}
		if hidden == 1 || hidden > 0 && f.Shown && rest < Least {
			t.Fatalf("%v: %d hidden cells with %d people in them", counts, hidden, rest)
		}
	}
}

func TestACountCannotBePrinted(t *testing.T) {
	c := Cell{"x", Counted(4711)}
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{fmt.Sprint(c), fmt.Sprintf("%v %+v %#v %d", c, c, c, c.Of), string(b)} {
		if strings.Contains(s, "4711") {
			t.Errorf("printed: %s", s)
		}
	}
}

func TestACellMovesByTheFloorOrNotAtAll(t *testing.T) {
	for _, c := range []struct {
		before, now []int
		may         bool
	}{
		{[]int{20, 30}, []int{20, 30}, true},
		{[]int{20, 30}, []int{21, 30}, false},
		{[]int{20, 30}, []int{30, 30}, true},
		{[]int{20, 30}, []int{11, 30}, false},
		{[]int{20, 30}, []int{10, 42}, true},
		{[]int{20, 30}, []int{20, 30, 0}, false},
	} {
		if Moves(cellsOf(c.before...), cellsOf(c.now...)) != c.may {
			t.Errorf("%v to %v", c.before, c.now)
		}
	}
}
