package drill

import (
	"cmp"
	"slices"
	"time"

	"roundrobin/models/petition"
)

const (
	level = .01 // of significance, after Holm's correction
	// Pooled is the kind of a score over all kinds of acts.
	Pooled = "all"
)

// A Result is what a drill found.
type Result struct {
	Today     string  `json:"today"` // when it was played
	People    int     `json:"people"`
	Petitions int     `json:"petitions"`
	Seed      int64   `json:"seed"`
	Store     string  `json:"store"`
	Days      int     `json:"days"`
	Off       string  `json:"off,omitempty"`
	SealDays  int     `json:"seal_days"`          // counts moved at the end of every so many
	SealMin   int     `json:"seal_min,omitempty"` // and before, when so many distinct passes waited
	Requests  int     `json:"requests"`
	Acts      []int   `json:"acts"` // by kind
	Seals     int     `json:"seals"`
	Holders   int     `json:"holders"` // who held passes before
	Pairs     int     `json:"pairs"`   // of a holder and a petition that they read
	Scores    []Score `json:"scores"`
	// OnWay are those who read a petition before they held passes: enrolling on the way shows, and is not part of the verdict.
	OnWayPairs int     `json:"on_way_pairs"`
	OnWay      []Score `json:"on_way"`
	Found      bool    `json:"found"` // a link is significant
}

// judge plays all attacks and holds them against the truth.
func (r *run) judge() Result {
	a := newAttacker(r.loot())
	result := Result{
		Today: r.Today, SealDays: cmp.Or(r.SealDays, petition.SealDays), SealMin: r.SealMin, People: r.People, Petitions: r.Petitions, Seed: r.Seed, Days: r.campaign.days, Off: r.off.String(), Store: "SQLite", Requests: len(r.proxy.lines),
		Acts: make([]int, len(kinds)), Seals: r.seals,
	}
	if r.Booth != "" {
		result.Store = "PostgreSQL"
	}
	for _, d := range r.deeds {
		result.Acts[d.kind]++
	}
	read := r.readers(a)
	early := func(p *person, kind, petition int) bool {
		return !p.never && !p.onWay && !p.mate && read[kind][petition][p.n]
	}
	late := func(p *person, kind, petition int) bool { return (p.never || p.onWay) && read[kind][petition][p.n] }
	for _, p := range r.persons {
		if !p.never && !p.onWay {
			result.Holders++
		}
	}
	for p := range r.petitions {
		for _, x := range r.persons {
			if early(x, signed, p) {
				result.Pairs++
			}
			if late(x, signed, p) {
				result.OnWayPairs++
			}
		}
	}
	var played []guesses
	for _, x := range attacks {
		played = append(played, x.play(a))
	}
	result.Scores = r.scores(a, played, early)
	result.OnWay = r.scores(a, played, late)
	for _, s := range result.Scores {
		result.Found = result.Found || s.Holm < level
	}
	return result
}

// readers of each petition, as the log shows them; for agreements, when there was something to agree with. Organizers hide among those who
// looked after their passes as often as organizers must before anything was public.
func (r *run) readers(a *attacker) [][]map[int]bool {
	read := make([][]map[int]bool, len(kinds))
	for k := range kinds {
		read[k] = make([]map[int]bool, len(r.petitions))
		for p := range r.petitions {
			read[k][p] = map[int]bool{}
			if k == organized {
				read[k][p] = a.comers(r.campaign.public())
				continue
			}
			for _, v := range a.views[p] {
				if k != agreed || !v.to.Before(r.firstComment(p)) {
					read[k][p][v.who] = true
				}
			}
		}
	}
	return read
}

func (a *attacker) comers(before time.Time) map[int]bool {
	often, who := map[int]int{}, map[int]bool{}
	for _, v := range a.rooms {
		if v.from.Before(before) {
			if often[v.who]++; often[v.who] >= readyVisits {
				who[v.who] = true
			}
		}
	}
	return who
}

func (r *run) firstComment(petition int) time.Time {
	for _, s := range r.public {
		if s.counts[commented][petition] > 0 {
			return s.at
		}
	}
	return r.campaign.end()
}

// scores of every attack on every kind, and on all kinds together.
func (r *run) scores(a *attacker, played []guesses, in func(p *person, kind, petition int) bool) (scores []Score) {
	d := newDice(r.Seed, "statistics")
	trials, worlds := make([]trial, len(kinds)), make([]world, len(kinds))
	for kind := range kinds {
		trials[kind] = r.trial(kind, func(p *person, petition int) bool { return in(p, kind, petition) })
		worlds[kind] = r.world(trials[kind], a)
	}
	for i, x := range attacks {
		all, ranked := Score{Attack: x.name, Tier: x.tier(), Kind: Pooled}, [][]float64{}
		var pooled trial
		for kind, t := range trials {
			ranks := t.ranked(played[i])
			s := Score{Attack: x.name, Tier: x.tier(), Kind: kinds[kind]}
			s.Links, s.Right, s.Guessing = t.links(played[i], d)
			yes, sums := t.truth(ranks)
			s.Counts, s.Beyond = worlds[kind].beyond(ranks, t.auc(yes, sums), d)
			ranked, pooled.who, pooled.did = append(ranked, clone(ranks)...), append(pooled.who, t.who...), append(pooled.did, t.did...)
			s.AUC, s.P = t.permuted(ranks, d)
			scores = append(scores, s)
			all.add(s)
		}
		all.AUC, all.P = pooled.permuted(ranked, d)
		scores = append(scores, all)
	}
	holm(scores)
	return scores
}

func clone(ranks [][]float64) (all [][]float64) {
	for _, r := range ranks {
		all = append(all, slices.Clone(r))
	}
	return all
}

// add sums claims up; what counts alone give is the middle of the kinds.
func (s *Score) add(o Score) {
	if s.Links+o.Links > 0 {
		s.Guessing = (s.Guessing*float64(s.Links) + o.Guessing*float64(o.Links)) / float64(s.Links+o.Links)
	}
	s.Links, s.Right = s.Links+o.Links, s.Right+o.Right
	s.Counts += o.Counts / float64(len(kinds))
}
