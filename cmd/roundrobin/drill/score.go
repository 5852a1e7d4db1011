package drill

import (
	"math"
	"slices"
)

const (
	shuffles = 9_999 // of who did it, for p
	worlds   = 300   // in which the public counts are the same and all else is chance
	boldness = 10    // an attack claims its boldest tenth
)

// A Score is how an attack did on one kind of act.
type Score struct {
	Attack   string  `json:"attack"`
	Tier     int     `json:"tier"` // 2: the attacker has the master key as well
	Kind     string  `json:"kind"`
	Links    int     `json:"links"` // that it claims
	Right    int     `json:"right"`
	Guessing float64 `json:"guessing"` // share that guessing would have right among the same petitions
	AUC      float64 `json:"auc"`
	P        float64 `json:"p"`    // that chance does as well, or as badly
	Holm     float64 `json:"holm"` // p corrected for all attacks
	Counts   float64 `json:"counts"`
	Beyond   float64 `json:"beyond"` // p given the public counts
}

// trial is a kind of act: for each petition who could have done it, and who did.
type trial struct {
	kind  int
	who   [][]int
	did   [][]bool
	rates []float64
}

// trial of those who are in: signers, and all others who read with the same means.
func (r *run) trial(kind int, in func(p *person, petition int) bool) (t trial) {
	t.kind = kind
	done, shown := map[[2]int]bool{}, map[[2]int]bool{}
	for _, d := range r.shown() {
		shown[[2]int{d.petition, d.who}] = kind == signed // nothing is left to be found out
	}
	for _, d := range r.deeds {
		if d.kind == kind {
			done[[2]int{d.petition, d.who}] = true
		}
	}
	for p := range r.petitions {
		var who []int
		var did []bool
		yes := 0
		for _, x := range r.persons {
			if in(x, p) && !shown[[2]int{p, x.n}] {
				who, did = append(who, x.n), append(did, done[[2]int{p, x.n}])
				if did[len(did)-1] {
					yes++
				}
			}
		}
		t.who, t.did, t.rates = append(t.who, who), append(t.did, did), append(t.rates, float64(yes)/float64(max(len(who), 1)))
	}
	return t
}

// ranked are scores as ranks within each petition; equal scores share theirs.
func (t trial) ranked(g guesses) (ranks [][]float64) {
	for p, who := range t.who {
		order := make([]int, len(who))
		for i := range order {
			order[i] = i
		}
		score := func(i int) float64 { return g[t.kind][p][who[i]] }
		slices.SortFunc(order, func(i, j int) int {
			switch {
			case score(i) < score(j):
				return -1
			case score(i) > score(j):
				return 1
			}
			return 0
		})
		r := make([]float64, len(who))
		for low := 0; low < len(order); {
			high := low
			for high < len(order) && score(order[high]) == score(order[low]) {
				high++
			}
			for _, i := range order[low:high] {
				r[i] = float64(low+high+1) / 2
			}
			low = high
		}
		ranks = append(ranks, r)
	}
	return ranks
}

// auc is the chance that somebody who did it scores above somebody who did not, on the same petition, pooled over all petitions
// (Mann and Whitney); sums are the ranks of those who did.
func (t trial) auc(yes []int, sums []float64) float64 {
	won, pairs := 0.0, 0.0
	for p, n := range yes {
		won += sums[p] - float64(n*(n+1))/2
		pairs += float64(n * (len(t.who[p]) - n))
	}
	if pairs == 0 {
		return .5
	}
	return won / pairs
}

func (t trial) truth(ranks [][]float64) (yes []int, sums []float64) {
	for p := range t.did {
		n, sum := 0, 0.0
		for i, did := range t.did[p] {
			if did {
				n, sum = n+1, sum+ranks[p][i]
			}
		}
		yes, sums = append(yes, n), append(sums, sum)
	}
	return yes, sums
}

// permuted is the share of shuffles of who did it, within each petition, that are as far from a half as the truth.
func (t trial) permuted(ranks [][]float64, d *dice) (auc, p float64) {
	yes, sums := t.truth(ranks)
	auc = t.auc(yes, sums)
	if auc == .5 {
		return auc, 1
	}
	as := 1
	shuffled := make([]float64, len(sums))
	for range shuffles {
		for p, r := range ranks {
			sum := 0.0
			for i := range yes[p] {
				j := i + d.below(len(r)-i)
				r[i], r[j] = r[j], r[i]
				sum += r[i]
			}
			shuffled[p] = sum
		}
		if math.Abs(t.auc(yes, shuffled)-.5) >= math.Abs(auc-.5)-1e-12 {
			as++
		}
	}
	return auc, float64(as) / (shuffles + 1)
}

// links are the claims of the boldest tenth, as far as it stands out from those least suspected: how many, how many right, and what
// guessing gets.
func (t trial) links(g guesses, d *dice) (links, right int, guessing float64) {
	for p, who := range t.who {
		order := make([]int, len(who))
		for i := range order {
			j := d.below(i + 1) // equal scores in no order
			order[i], order[j] = order[j], i
		}
		score := func(i int) float64 { return g[t.kind][p][who[i]] }
		slices.SortStableFunc(order, func(i, j int) int {
			switch {
			case score(i) > score(j):
				return -1
			case score(i) < score(j):
				return 1
			}
			return 0
		})
		for n := 0; n < (len(order)+boldness-1)/boldness && score(order[n]) > score(order[len(order)-1]); n++ {
			links++
			guessing += t.rates[p]
			if t.did[p][order[n]] {
				right++
			}
		}
	}
	return links, right, guessing / float64(max(links, 1))
}

// holm corrects p for how many attacks were played (Holm 1979): none is significant unless all that did better are.
func holm(scores []Score) {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		if scores[i].P < scores[j].P {
			return -1
		}
		return 1
	})
	highest := 0.0
	for n, i := range order {
		highest = max(highest, min(scores[i].P*float64(len(scores)-n), 1))
		scores[i].Holm = highest
	}
}
