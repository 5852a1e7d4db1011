package drill

import (
	"maps"
	"math"
	"slices"
	"time"
)

// window is a time in which a count moved, as everybody could see.
type window struct {
	from, to time.Time
	moved    [][]int // by kind and petition
}

func windows(public []snapshot) (all []window) {
	for i := 1; i < len(public); i++ {
		w := window{from: public[i-1].at, to: public[i].at}
		for k := range kinds {
			w.moved = append(w.moved, slices.Clone(public[i].counts[k]))
			for p := range w.moved[k] {
				w.moved[k][p] -= public[i-1].counts[k][p]
			}
		}
		all = append(all, w)
	}
	return all
}

// countsMoved: of n who looked while a count rose by m, each did it with about m in n; over all times that somebody looked.
func countsMoved(a *attacker) guesses {
	return a.byWindows(windows(a.public), always)
}

func always(int, int, int, window) float64 { return 1 }

// byWindows spreads what moved in a window over those who looked: somebody who looked in many windows is the less likely to have acted in
// this one.
func (a *attacker) byWindows(all []window, weight func(who, kind, petition int, w window) float64) guesses {
	g := a.nothing()
	for k := range kinds {
		for p := range a.petitions {
			a.spread(g, all, weight, k, p)
		}
	}
	return g
}

func (a *attacker) spread(g guesses, all []window, weight func(who, kind, petition int, w window) float64, k, p int) {
	crowds, often := make([]map[int]bool, len(all)), make([]float64, len(a.roster))
	for i, w := range all {
		crowds[i] = a.crowd(k, p, w.from, w.to)
		for who := range crowds[i] {
			often[who]++
		}
	}
	for i, w := range all {
		if w.moved[k][p] <= 0 {
			continue
		}
		sum := 0.0
		for _, who := range slices.Sorted(maps.Keys(crowds[i])) { // sums of floats depend on their order
			sum += 1 / often[who]
		}
		for who := range crowds[i] {
			share := min(float64(w.moved[k][p])/often[who]/sum, 1) * weight(who, k, p, w)
			g[k][p][who] = 1 - (1-g[k][p][who])*(1-share)
		}
	}
}

func firstSeen(a *attacker) guesses {
	first := map[[2]int]map[int]time.Time{} // by where it can have been done
	for k := range kinds {
		for p := range a.petitions {
			seen := map[int]time.Time{}
			for _, v := range a.where(k, p) {
				if t, ok := seen[v.who]; !ok || v.from.Before(t) {
					seen[v.who] = v.from
				}
			}
			first[[2]int{k, p}] = seen
		}
	}
	return a.byWindows(windows(a.public), func(who, k, p int, w window) float64 {
		if t := first[[2]int{k, p}][who]; t.After(w.from) && !t.After(w.to) {
			return 1
		}
		return 0
	})
}

// justBefore trusts the last minutes before a count moved more than the first.
func justBefore(a *attacker) guesses {
	return a.byWindows(windows(a.public), func(who, k, p int, w window) float64 {
		var latest time.Time
		for _, v := range a.where(k, p) {
			if v.who == who && v.from.Before(w.to) && v.to.After(latest) {
				latest = v.to
			}
		}
		return math.Exp(-max(w.to.Sub(latest).Minutes(), 0) / 20)
	})
}

// betweenBackups has no public counts, only what the two copies hold.
func betweenBackups(a *attacker) guesses {
	var two []snapshot
	for _, b := range a.backups {
		two = append(two, b.public)
	}
	return a.byWindows(windows(two), always)
}

// overViews scores each reading by its envelopes, and a person and petition by the most suspect one. What cannot be told apart by kind
// is suspected of all.
func (a *attacker) overViews(score func(view) float64) guesses {
	g := a.nothing()
	boldest := func(kind, petition int) []float64 {
		scores := make([]float64, len(a.roster))
		for who := range scores {
			scores[who] = math.Inf(-1)
		}
		for _, v := range a.where(kind, petition) {
			scores[v.who] = max(scores[v.who], score(v))
		}
		return scores
	}
	organizers := boldest(organized, 0)
	for p := range a.petitions {
		others := boldest(signed, p)
		for k := range kinds {
			copy(g[k][p], others)
		}
		copy(g[organized][p], organizers)
	}
	return g
}

// envelopeNumber compares a reading with others that lasted as long, to the next ten seconds.
func envelopeNumber(a *attacker) guesses {
	lasting := func(v view) int { return int(v.to.Sub(v.from).Seconds() / 10) }
	usual := map[int][]int{}
	for _, views := range append(slices.Clone(a.views), a.rooms) {
		for _, v := range views {
			if a.holds(v.who, v.to) {
				usual[lasting(v)] = append(usual[lasting(v)], len(v.envelopes))
			}
		}
	}
	for _, numbers := range usual {
		slices.Sort(numbers)
	}
	return a.overViews(func(v view) float64 {
		numbers := usual[lasting(v)]
		if len(numbers) == 0 {
			return 0
		}
		middle := float64(numbers[len(numbers)/2])
		return math.Abs(float64(len(v.envelopes))-middle) / math.Sqrt(middle+1)
	})
}

// envelopeGaps looks for the shortest time between two, but for the last, which goes with the page.
func envelopeGaps(a *attacker) guesses {
	return a.overViews(func(v view) float64 {
		shortest := math.Inf(1)
		for i := 1; i < len(v.envelopes)-1; i++ {
			gap := v.envelopes[i].at.Sub(v.envelopes[i-1].at).Seconds()
			if v.envelopes[i].at.Sub(v.from) > 2*time.Minute {
				gap /= 2
			}
			shortest = min(shortest, gap)
		}
		return -min(shortest, 4) // the pace allows 4 to 6
	})
}

// sizes suspects envelopes whose lengths are rare.
func sizes(a *attacker) guesses {
	seen := map[[2]int]int{}
	for _, l := range a.lines {
		if l.path == pathEnvelopes {
			seen[[2]int{l.in, l.out}]++
		}
	}
	return a.overViews(func(v view) float64 {
		rarest := math.MaxInt
		for _, l := range v.envelopes {
			rarest = min(rarest, seen[[2]int{l.in, l.out}])
		}
		return -float64(rarest)
	})
}

// deskNear suspects who was at the desk within an hour of reading.
func deskNear(a *attacker) guesses {
	return a.overViews(func(v view) float64 {
		nearest := math.Inf(1)
		for _, l := range a.counter[v.who] {
			apart := max(v.from.Sub(l.at), l.at.Sub(v.to), 0)
			nearest = min(nearest, apart.Minutes())
		}
		if nearest > 60 {
			return 0
		}
		return 1 / (1 + nearest)
	})
}
