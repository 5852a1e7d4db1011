package roster

import (
	"context"
	"encoding/json"
	"slices"

	"roundrobin/models/floor"
)

// kinds are how many there are of each kind, as far as it may be shown, and what the store keeps of it, encrypted. Figures come out again
// only when every kind is as it was or has moved by the floor, and none that was shown would be hidden: two imports close together would show
// of which kind somebody is who came between them, and a kind that is hidden is a small one.
func (r *Roster) kinds(ctx context.Context) (shown []floor.Figure, kept []byte, err error) {
	counts, err := r.count(ctx)
	if err != nil {
		return nil, nil, err
	}
	state, err := r.store.state(ctx)
	if err != nil {
		return nil, nil, err
	}
	shown = released(counts)
	if len(state.Kinds) > 0 {
		before := map[string]int{}
		text, err := r.names.Open(state.Kinds, []byte("kinds"))
		if err == nil {
			err = json.Unmarshal(text, &before)
		}
		if err != nil || !floor.Moves(cells(before), cells(counts)) || hides(released(before), shown) {
			return nil, state.Kinds, err
		}
	}
	text, err := json.Marshal(counts)
	return shown, r.names.Seal(r.random, text, []byte("kinds")), err
}

func released(counts map[string]int) (shown []floor.Figure) {
	for _, f := range floor.Release(some(cells(counts))).Cells {
		if !f.Hidden {
			shown = append(shown, f)
		}
	}
	return shown
}

func hides(before, now []floor.Figure) bool {
	return slices.ContainsFunc(before, func(b floor.Figure) bool {
		return !slices.ContainsFunc(now, func(n floor.Figure) bool { return n.Name == b.Name })
	})
}

// count reads the kind of everybody who gets in.
func (r *Roster) count(ctx context.Context) (map[string]int, error) {
	present, err := r.store.present(ctx)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for h, row := range present {
		if !r.entitled(row) {
			continue
		}
		p, err := r.decrypt(h, row.Encrypted)
		if err != nil {
			return nil, err
		}
		counts[kindIn(p.Kind)]++
	}
	return counts, nil
}

func cells(counts map[string]int) []floor.Cell {
	all := make([]floor.Cell, len(Kinds))
	for i, kind := range Kinds {
		all[i] = floor.Cell{Name: kind, Of: floor.Counted(counts[kind])}
	}
	return all
}

// some leaves out kinds that nobody is of: they hide nobody, and would make others hide.
func some(cells []floor.Cell) (kept []floor.Cell) {
	for _, c := range cells {
		if c.Of != floor.Counted(0) {
			kept = append(kept, c)
		}
	}
	return kept
}
