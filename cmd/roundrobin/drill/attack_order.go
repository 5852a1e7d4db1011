package drill

import (
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"roundrobin/models/day"
)

// order takes every sequence in which acts lie: rows by rowid or ctid and xmin, keys by their place in files. One that is only the order of the
// acts' own random bytes says nothing and is passed over, and so is one in which friends' acts do not lie as they were done. In the others it gives
// each act a place among the readings: between the acts of friends on either side. Who read then is suspected.
func order(a *attacker) guesses {
	g := a.nothing()
	for _, sequence := range a.sequences() {
		byDay := map[day.Day][]int{}
		for _, n := range sequence {
			if a.said[n].day != "" {
				byDay[a.said[n].day] = append(byDay[a.said[n].day], n)
			}
		}
		for _, d := range slices.Sorted(maps.Keys(byDay)) {
			a.suspectInStep(g, a.sealedOn(d), byDay[d])
		}
	}
	return g
}

func (a *attacker) sequences() (all [][]int) {
	keep := func(s []int) {
		if len(s) > 1 && !a.sorted(s) && a.inStep(s) {
			all = append(all, s)
		}
	}
	for _, t := range a.final.tables {
		if !strings.HasPrefix(t.columns[0], "rowid_") && !strings.HasPrefix(t.columns[0], "xmin_") && t.name != "ledger_leaf" {
			continue // lies in the order of its key
		}
		var s []int
		seen := map[int]bool{}
		for _, row := range t.rows {
			for _, n := range a.about(row).own() {
				if !seen[n] {
					s, seen[n] = append(s, n), true
				}
			}
		}
		keep(s)
	}
	var keys []string
	for t := range a.byToken {
		if len(t) == 32 {
			keys = append(keys, t)
		}
	}
	for _, f := range a.final.files {
		var s []int
		seen := map[int]bool{}
		for _, h := range find(f.bytes, keys) {
			if n := a.byToken[h.token]; !seen[n] {
				s, seen[n] = append(s, n), true
			}
		}
		keep(s)
	}
	return all
}

// sorted reports whether a sequence is, day by day, mostly the order of one of the acts' tokens, up or down.
func (a *attacker) sorted(s []int) bool {
	for i := range 3 {
		up, all := 0, 0
		for j := 1; j < len(s); j++ {
			x, y := a.said[s[j-1]], a.said[s[j]]
			if x.day == y.day && i < len(x.tokens) && i < len(y.tokens) && x.tokens[i] != y.tokens[i] {
				all++
				if x.tokens[i] < y.tokens[i] {
					up++
				}
			}
		}
		if share := float64(up) / float64(max(all, 1)); all > 0 && (share > .8 || share < .2) {
			return true
		}
	}
	return false
}

// suspectInStep spreads a seal's acts over the readings before it.
func (a *attacker) suspectInStep(g guesses, seal *window, acts []int) {
	var readings []view
	for _, views := range a.views {
		for _, v := range views {
			if v.from.After(seal.from) && v.from.Before(seal.to) && a.holds(v.who, v.to) {
				readings = append(readings, v)
			}
		}
	}
	if len(readings) == 0 {
		return
	}
	slices.SortFunc(readings, func(x, y view) int { return x.from.Compare(y.from) })
	for i, place := range a.placed(acts, readings) {
		s := a.said[acts[i]]
		weights, sum := map[int]float64{}, 0.0
		for j := max(int(place.at-3*place.wide), 0); j < min(int(place.at+3*place.wide)+1, len(readings)); j++ {
			if v := readings[j]; v.petition == s.petition {
				apart := (float64(j) - place.at) / place.wide
				w := math.Exp(-apart * apart / 2)
				weights[v.who] += w
				sum += w
			}
		}
		for who, w := range weights {
			g[s.kind][s.petition][who] += w / sum
		}
	}
}

// place is where among readings an act belongs, and how sure that is: its standard deviation, in readings.
type place struct{ at, wide float64 }

const surest = 4 // readings: so many begin while one lasts

// placed gives acts in a row their places: those of friends are known, the others lie between them, in step.
func (a *attacker) placed(acts []int, readings []view) []place {
	places := make([]place, len(acts))
	find := func(t time.Time) int {
		n, _ := slices.BinarySearchFunc(readings, t, func(v view, t time.Time) int { return v.from.Compare(t) })
		return n
	}
	before, low := -1, 0
	for i := 0; i <= len(acts); i++ {
		known := i < len(acts) && !a.said[acts[i]].told.IsZero()
		if i < len(acts) && !known {
			continue
		}
		high := len(readings)
		if known {
			high = max(find(a.said[acts[i]].told), low)
			places[i] = place{float64(high), surest}
		}
		for j := before + 1; j < i; j++ {
			share := (float64(j-before) - .5) / float64(i-before)
			between := float64(high - low)
			places[j] = place{float64(low) + share*between, surest + between*math.Sqrt(share*(1-share)/float64(i-before))}
		}
		before, low = i, high
	}
	return places
}

// inStep reports whether friends' acts lie in a sequence as they were done, and turns it round if they lie the other way. Where friends
// did too little to say so it is believed.
func (a *attacker) inStep(s []int) bool {
	up, all := 0, 0
	for i, n := range s {
		for _, m := range s[:i] {
			x, y := a.said[m], a.said[n]
			if x.day == y.day && !x.told.IsZero() && !y.told.IsZero() && !x.told.Equal(y.told) {
				all++
				if x.told.Before(y.told) {
					up++
				}
			}
		}
	}
	if share := float64(up) / float64(max(all, 1)); all > 0 && share < .5 {
		slices.Reverse(s)
		up = all - up
	}
	return all < leastPairs || float64(up) > .75*float64(all)
}

const leastPairs = 40
