// Package floortest is what tests hold against the floor: somebody who keeps every published figure and solves for what is hidden.
package floortest

import (
	"fmt"
	"testing"

	"roundrobin/models/floor/internal/off"
)

// WithoutComplement takes complementary suppression away until the test is over. Such a test runs alone.
func WithoutComplement(t testing.TB) {
	off.Complement = true
	t.Cleanup(func() { off.Complement = false })
}

// Least is how few people nobody may be able to prove; it is what models/floor promises, said once more.
const Least = 10

// A Watcher has kept every figure of every day. It knows that groups only grow but by those who go from one to another, of whom it knows
// the number; that a figure is exact on the day on which it appears or changes, and that nobody is in two groups; so each group's size and
// growth is between bounds. It finds a group, or those by whom one grew or shrank between two days, whom it can prove to be some people, but
// fewer than the floor; or a group to which it can prove that fewer than the floor belong while many more people are there.
type Watcher struct{ days []seen }

type seen struct {
	everybody, changed int
	shown              map[string]int
}

// See keeps the figures of a day: how many people there ever were, and the groups that are shown.
func (w *Watcher) See(everybody int, shown map[string]int) { w.SeeChanged(everybody, 0, shown) }

// SeeChanged is See where people may go from one group to another: that was done so many times by then.
func (w *Watcher) SeeChanged(everybody, changed int, shown map[string]int) {
	w.days = append(w.days, seen{everybody, changed, shown})
}

// Finds is what can be proved of a group that is smaller than the floor, or "".
func (w *Watcher) Finds(groups []string) string {
	exact := make([]map[string]int, len(w.days)) // what is known exactly of a day
	least := make([]map[string]int, len(w.days)) // how many there are at least
	known := map[string]seen{}                   // the last day on which a group's size was exact
	found := ""
	for d, s := range w.days {
		exact[d], least[d] = map[string]int{}, map[string]int{}
		for _, g := range groups {
			n, shown := s.shown[g]
			if !shown {
				continue
			}
			if before, was := known[g]; d == 0 || w.days[d-1].shown[g] != n {
				if moved := n - before.shown[g]; was && found == "" && moved < Least && moved > -Least {
					found = fmt.Sprintf("by day %d %s moved by %d", d, g, moved)
				}
				exact[d][g], known[g] = n, s
			}
			least[d][g] = max(n-(s.changed-known[g].changed), 0)
		}
	}
	for d := range w.days {
		for _, g := range groups {
			low, high := least[d][g], w.most(least, d, g)
			if n, ok := exact[d][g]; ok {
				low, high = n, n
			}
			if low > 0 && high < Least || high < Least && w.days[d].everybody >= Least {
				return fmt.Sprintf("on day %d, of %d people, %s has %d to %d", d, w.days[d].everybody, g, low, high)
			}
		}
	}
	return found
}

// most is how many can be in a group: everybody but those who are known to be in others.
func (w *Watcher) most(least []map[string]int, d int, group string) int {
	n := w.days[d].everybody
	for g, others := range least[d] {
		if g != group {
			n -= others
		}
	}
	return n
}

// FindsIn is the same of one partition in which everybody is in exactly one group, published once with its total: hidden ones are -1.
func FindsIn(total int, groups map[string]int) string {
	hidden, rest := 0, total
	for name, n := range groups {
		if n < 0 {
			hidden++
			continue
		}
		if n < Least {
			return fmt.Sprintf("%s has %d", name, n)
		}
		rest -= n
	}
	if total < Least || hidden == 0 || hidden > 1 && rest >= Least {
		return "" // of fewer people in all than the floor the total itself, which is public, says so
	}
	if hidden == 1 && rest >= Least {
		return "" // its size is known, and is that of a group that may be shown
	}
	return fmt.Sprintf("%d hidden groups have %d people among them", hidden, rest)
}
