package drill

import "math"

// A world is the same campaign with the same public counts at the same times, in which who did it is drawn from those who looked while
// a count moved: somebody who looked in many windows is as likely to have done it as somebody who looked in one. What an attack makes of
// such worlds it owes to the counts, which everybody may see, and to no trace.
type world struct {
	trial
	draws []draw
	often [][]int // in how many windows each looked, at least 1
}

// draw is a window of one petition: so many of these did it, as places in trial.who.
type draw struct {
	petition, many int
	among          []int
}

func (r *run) world(t trial, a *attacker) world {
	w := world{trial: t, often: make([][]int, len(t.who))}
	for p, who := range t.who {
		w.often[p] = make([]int, len(who))
	}
	place := make([]map[int]int, len(t.who))
	for p, who := range t.who {
		place[p] = map[int]int{}
		for i, n := range who {
			place[p][n] = i
		}
	}
	first := map[[2]int]deed{}
	for _, d := range r.deeds {
		at := [2]int{d.petition, d.who}
		if was, ok := first[at]; d.kind == t.kind && (!ok || d.at.Before(was.at)) {
			first[at] = d
		}
	}
	for _, win := range windows(r.public) {
		for p := range r.petitions {
			d := draw{petition: p}
			for at, deed := range first {
				if _, in := place[p][at[1]]; in && at[0] == p && deed.at.After(win.from) && !deed.at.After(win.to) {
					d.many++
				}
			}
			crowd := a.crowd(t.kind, p, win.from, win.to)
			for i, n := range t.who[p] {
				if crowd[n] {
					d.among = append(d.among, i)
					w.often[p][i]++
				}
			}
			w.draws = append(w.draws, d)
		}
	}
	return w
}

// beyond gives the mean AUC of such worlds, and the share of them that is as far from that mean as the truth.
func (w world) beyond(ranks [][]float64, truth float64, d *dice) (mean, p float64) {
	all := make([]float64, worlds)
	for i := range all {
		all[i] = w.once(ranks, d)
		mean += all[i] / worlds
	}
	as := 1
	for _, auc := range all {
		if math.Abs(auc-mean) >= math.Abs(truth-mean)-1e-12 {
			as++
		}
	}
	return mean, float64(as) / (worlds + 1)
}

func (w world) once(ranks [][]float64, d *dice) float64 {
	yes, sums := make([]int, len(w.who)), make([]float64, len(w.who))
	did := make([]map[int]bool, len(w.who))
	for p := range did {
		did[p] = map[int]bool{}
	}
	for _, x := range w.draws {
		left := x.many
		for tries := 0; left > 0 && tries < 400*x.many && len(x.among) > 0; tries++ {
			i := x.among[d.below(len(x.among))]
			if !did[x.petition][i] && d.below(w.often[x.petition][i]) == 0 {
				did[x.petition][i] = true
				left--
				yes[x.petition]++
				sums[x.petition] += ranks[x.petition][i]
			}
		}
	}
	return w.auc(yes, sums)
}
