package drill

import (
	"math"
	"slices"
	"strings"
	"time"
)

// order takes every sequence in which acts lie: rows by rowid or ctid and xmin, keys by their place in files. One that is only the order of the
// acts' own random bytes says nothing and is passed over. In the others it gives each act a time: between the acts of
// friends on either side, in step with how busy the log was. Who read then is suspected.
func order(a *attacker) guesses {
	g := a.nothing()
	for _, sequence := range a.sequences() {
		byDay := map[string][]int{}
		for _, n := range sequence {
			if a.said[n].day != "" {
				byDay[a.said[n].day] = append(byDay[a.said[n].day], n)
			}
		}
		for day, acts := range byDay {
			a.suspectInStep(g, day, acts)
		}
	}
	return g
}

func (a *attacker) sequences() (all [][]int) {
	keep := func(s []int) {
		if len(s) > 1 && !a.sorted(s) {
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
	for i := range 2 {
		up, all := 0, 0
		for j := 1; j < len(s); j++ {
			x, y := a.said[s[j-1]], a.said[s[j]]
			if x.day == y.day && i < len(x.tokens) && i < len(y.tokens) {
				all++
				if x.tokens[i] < y.tokens[i] {
					up++
				}
			}
		}
		if share := float64(up) / float64(max(all, 1)); share > .8 || share < .2 {
			return true
		}
	}
	return false
}

// suspectInStep spreads a day's acts over the day's readings.
func (a *attacker) suspectInStep(g guesses, day string, acts []int) {
	const wide = 25 * time.Minute
	var readings []view
	for _, views := range a.views {
		for _, v := range views {
			if v.from.Format(time.DateOnly) == day && a.holds(v.who, v.to) {
				readings = append(readings, v)
			}
		}
	}
	if len(readings) == 0 {
		return
	}
	slices.SortFunc(readings, func(x, y view) int { return x.from.Compare(y.from) })
	for i, at := range a.timed(acts, readings) {
		s := a.said[acts[i]]
		weights, sum := map[int]float64{}, 0.0
		for _, v := range readings {
			if v.petition == s.petition {
				apart := float64(v.from.Sub(at)) / float64(wide)
				w := math.Exp(-apart * apart / 2)
				weights[v.who] += w
				sum += w
			}
		}
		for who, w := range weights {
			if sum > 1e-9 {
				g[s.kind][s.petition][who] += w / sum
			}
		}
	}
}

// timed gives acts in a row their times: those of friends are known, the others take the reading at their share of the way.
func (a *attacker) timed(acts []int, readings []view) []time.Time {
	at := make([]time.Time, len(acts))
	place := func(t time.Time) int {
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
			at[i] = a.said[acts[i]].told
			high = max(place(at[i]), low)
		}
		for j := before + 1; j < i; j++ {
			share := (float64(j-before) - .5) / float64(i-before)
			at[j] = readings[min(low+int(share*float64(high-low)), len(readings)-1)].from
		}
		before, low = i, min(high, len(readings)-1)
	}
	return at
}
