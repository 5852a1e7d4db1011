package main

import (
	"cmp"
	"context"
	"slices"

	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/program"
	"roundrobin/views/words"
)

// openRounds asks about every program that runs, once a season: those that most people are covered by first, for as long as there are
// places for rounds. It may be called at any time.
func (s *site) openRounds(ctx context.Context) error {
	programs, err := s.programs.List(ctx)
	if err != nil {
		return err
	}
	slices.SortStableFunc(programs, func(a, b program.Program) int { return cmp.Compare(b.Covered, a.Covered) })
	asked, err := s.petitions.Pulses(ctx, "")
	if err != nil {
		return err
	}
	season, err := s.books.Season(ctx)
	if fault.Of(err) != nil {
		return nil // there is no season to ask in
	}
	for _, p := range programs {
		there := slices.ContainsFunc(asked, func(r petition.Pulse) bool { return r.Program == p.ID && r.Season == season.Name })
		if err != nil || there || !p.Runs() {
			continue
		}
		if _, err = s.petitions.OpenRound(ctx, p.ID, roundText(s.speaking(s.config.Language), p)); fault.Of(err) != nil {
			return nil // no place is left, or too little of the season
		}
	}
	return err
}

// roundText is what a round asks, as it is frozen.
func roundText(ctx context.Context, p program.Program) pass.Text {
	return pass.Text{
		Language: words.Language(ctx), Title: words.T(ctx, "pulse.text_title", "program", p.Name), Addressee: words.T(ctx, "pulse.text_addressee"),
		Ask: words.T(ctx, "pulse.text_ask"), Background: words.T(ctx, "pulse.text_background"),
	}
}
