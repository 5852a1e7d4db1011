package main

import (
	"context"
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"roundrobin/cmd/roundrobin/drill"
)

// a small company and one week, to its seal: enough for the attacks to be found wanting or not, though not for a narrow AUC.
var small = drill.Options{People: 60, Petitions: 2, Seed: 1, Tail: 6, Stay: 12 * time.Second}

func drilledWith(t *testing.T, o drill.Options, off ...string) drill.Result {
	t.Helper()
	result, err := drill.Run(t.Context(), o, off, func(ctx context.Context, s drill.Setting) (drill.Site, error) { return startDrill(ctx, s, rand.Reader) })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d requests, acts %v", result.Requests, result.Acts)
	return result
}

// With all defences on nobody can be told apart.
func TestDrillFindsNobody(t *testing.T) {
	result := drilledWith(t, small)
	for _, s := range result.Scores {
		if s.Holm < .01 {
			t.Errorf("%s tells who %s: AUC %.3f, p %.4f, %d of %d links right", s.Attack, s.Kind, s.AUC, s.P, s.Right, s.Links)
		}
	}
	if result.Acts[0] < 20 || result.Pairs < 50 || result.Seals == 0 {
		t.Errorf("too little happened to say so: acts %v, %d pairs", result.Acts, result.Pairs)
	}
}

// A defence that is missing is missed. Those whose traces do not cover each other are switched off together; for two of the eleven so small
// a company is no evidence ("order", "fresh"): `roundrobin drill --controls` plays them all.
func TestDrillMissesDefences(t *testing.T) {
	for _, off := range drill.AlwaysPlayed {
		t.Run(off[0], func(t *testing.T) {
			result := drilledWith(t, small, off...)
			for _, c := range drill.Controls {
				if s := c.Score(result); slices.Contains(off, c.Name) && !c.Caught(result) {
					t.Errorf("without %s, %s still finds nobody who %s: AUC %.3f, p %.4f", c.Name, c.Attack, s.Kind, s.AUC, s.P)
				}
			}
		})
	}
}
