package drill

import (
	"time"

	"roundrobin/models/day"
)

// whose matches hands with people: a hand is of somebody who read each petition before the seal that its act came with, sooner of one who
// read it then only; nobody has two; and whose one act everybody knows, all of the hand is. Each hand's suspicion is spread over those who fit, until both are so (Sinkhorn).
func (a *attacker) whose(hands []map[int]bool) guesses {
	g := a.nothing()
	days := a.daysRead()
	fit := make([][]float64, len(hands))
	for h, acts := range hands {
		fit[h] = make([]float64, len(a.roster))
		for who := range a.roster {
			fit[h][who] = a.fits(acts, days[who])
		}
	}
	a.known(hands, fit)
	for range 30 {
		balance(fit, len(a.roster))
	}
	for h, acts := range hands {
		for n := range acts {
			for who, share := range fit[h] {
				at := &g[a.said[n].kind][a.said[n].petition][who]
				*at = max(*at, share)
			}
		}
	}
	return g
}

// known gives hands to those who have shown one of their acts.
func (a *attacker) known(hands []map[int]bool, fit [][]float64) {
	for h, acts := range hands {
		for n := range acts {
			who := a.said[n].by
			if who < 0 {
				continue
			}
			for other := range fit {
				fit[other][who] = 0
			}
			clear(fit[h])
			fit[h][who] = 1
		}
	}
}

// balance lets nobody have more than one hand, and every hand be one's.
func balance(fit [][]float64, people int) {
	for who := range people {
		sum := 0.0
		for _, row := range fit {
			sum += row[who]
		}
		for _, row := range fit {
			row[who] /= max(sum, 1)
		}
	}
	for _, row := range fit {
		sum := 0.0
		for _, share := range row {
			sum += share
		}
		for who := range row {
			row[who] /= max(sum, 1e-12)
		}
	}
}

// daysRead are the days on which each person read each petition.
func (a *attacker) daysRead() []map[int]map[day.Day]bool {
	days := make([]map[int]map[day.Day]bool, len(a.roster))
	for who := range days {
		days[who] = map[int]map[day.Day]bool{}
	}
	for p, views := range a.views {
		for _, v := range views {
			if days[v.who][p] == nil {
				days[v.who][p] = map[day.Day]bool{}
			}
			days[v.who][p][day.Of(v.from, time.UTC)] = true
		}
	}
	return days
}

// fits is 0 for somebody who was not there for one of the acts.
func (a *attacker) fits(acts map[int]bool, days map[int]map[day.Day]bool) float64 {
	likely := 1.0
	for n := range acts {
		s := a.said[n]
		if s.day == "" {
			continue
		}
		w, then := a.sealedOn(s.day), 0
		for d := range days[s.petition] {
			if d > day.Of(w.from.Add(-time.Second), time.UTC) && d <= s.day {
				then++
			}
		}
		if then == 0 {
			return 0
		}
		likely *= float64(then) / float64(len(days[s.petition]))
	}
	return likely
}
