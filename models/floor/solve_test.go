package floor

import "fmt"

// A watcher has kept every figure of every day. It knows that groups only grow, that a figure is exact on the day on which it
// appears or changes, and that nobody is in two groups; so each group's size and growth is between bounds. It finds a group, or those
// who joined one between two days, whom it can prove to be some people, but fewer than the floor; or a group to which it can prove that
// fewer than the floor belong while many more people are there.
type watcher struct{ days []seen }

type seen struct {
	everybody int
	shown     map[string]int
}

func (w *watcher) see(everybody int, figures []Figure) {
	s := seen{everybody, map[string]int{}}
	for _, f := range figures {
		s.shown[f.Name] = f.People
	}
	w.days = append(w.days, s)
}

func (w *watcher) finds(groups []string) string {
	exact := make([]map[string]int, len(w.days)) // what is known exactly of a day
	least := make([]map[string]int, len(w.days)) // how many there are at least
	for d, s := range w.days {
		exact[d], least[d] = map[string]int{}, map[string]int{}
		for _, g := range groups {
			n, shown := s.shown[g]
			if !shown {
				continue
			}
			if d == 0 || w.days[d-1].shown[g] != n {
				exact[d][g] = n
			}
			least[d][g] = n
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
			for before := range d {
				n, ok := exact[before][g]
				if m, now := exact[d][g]; ok && now && m != n && m-n < Least {
					return fmt.Sprintf("between days %d and %d, %d joined %s", before, d, m-n, g)
				}
			}
		}
	}
	return ""
}

// most is how many can be in a group: everybody but those who are known to be in others.
func (w *watcher) most(least []map[string]int, d int, group string) int {
	n := w.days[d].everybody
	for g, others := range least[d] {
		if g != group {
			n -= others
		}
	}
	return n
}
