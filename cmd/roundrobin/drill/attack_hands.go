package drill

import "time"

// whose matches hands with people: a hand is of somebody who read each petition on the day of its act, sooner of one who read it on that
// day only; and nobody has two. Each hand's suspicion is spread over those who fit, until both are so (Sinkhorn).
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
func (a *attacker) daysRead() []map[int]map[string]bool {
	days := make([]map[int]map[string]bool, len(a.roster))
	for who := range days {
		days[who] = map[int]map[string]bool{}
	}
	for p, views := range a.views {
		for _, v := range views {
			if days[v.who][p] == nil {
				days[v.who][p] = map[string]bool{}
			}
			days[v.who][p][v.from.Format(time.DateOnly)] = true
		}
	}
	return days
}

// fits is 0 for somebody who was not there for one of the acts.
func (a *attacker) fits(acts map[int]bool, days map[int]map[string]bool) float64 {
	likely := 1.0
	for n := range acts {
		s := a.said[n]
		if s.day == "" {
			continue
		}
		if !days[s.petition][s.day] {
			return 0
		}
		likely /= float64(len(days[s.petition]))
	}
	return likely
}
