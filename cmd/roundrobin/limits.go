package main

import (
	"math"
	"slices"

	"roundrobin/cmd/roundrobin/drill"
	"roundrobin/models/petition"
	"roundrobin/views/pages"
)

// limits are what the page of limits shows: the last full drill as the product is set, and what this site's settings give away.
func (c *config) limits(r petition.Rules) pages.LimitsProps {
	p := pages.LimitsProps{SealDays: r.SealDays, SealMin: c.SealMin, Drill: drilledProps(drill.AsSet)}
	p.Drill.Defences = len(slices.Concat(drill.AlwaysPlayed...))
	if r.SealDays < petition.SealDays || c.SealMin > 0 {
		p.Sooner = boldest(drill.Nightly.Scores) // or more
	}
	return p
}

func drilledProps(r drill.Result) pages.Drill {
	p := pages.Drill{Day: r.Today, People: r.People, Petitions: r.Petitions, Days: r.Days, Requests: r.Requests, OnWay: boldest(r.OnWay)}
	for _, s := range r.Scores {
		if s.Kind == drill.Pooled && s.Tier == 1 {
			p.Attacks = append(p.Attacks, attackProps(s))
		}
	}
	return p
}

// boldest is the attack that is furthest above guessing.
func boldest(scores []drill.Score) pages.Attack {
	var best drill.Score
	for _, s := range scores {
		if s.Kind == drill.Pooled && s.AUC > best.AUC {
			best = s
		}
	}
	return attackProps(best)
}

func attackProps(s drill.Score) pages.Attack {
	a := pages.Attack{Name: s.Attack, Links: s.Links, Guessing: percent(s.Guessing)}
	if s.Links > 0 {
		a.Right = percent(float64(s.Right) / float64(s.Links))
	}
	return a
}

func percent(share float64) int { return int(math.Round(100 * share)) }
