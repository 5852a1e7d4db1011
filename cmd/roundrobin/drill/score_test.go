package drill

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"
)

// town is one petition that ten of twenty people signed, who are the even ones.
func town() (t trial) {
	var who []int
	var did []bool
	for n := range 20 {
		who, did = append(who, n), append(did, n%2 == 0)
	}
	return trial{kind: signed, who: [][]int{who}, did: [][]bool{did}, rates: []float64{.5}}
}

func guess(score func(n int) float64) guesses {
	one := make([]float64, 20)
	for n := range one {
		one[n] = score(n)
	}
	return guesses{{one}}
}

func TestAttacksAreHeldAgainstTheTruth(t *testing.T) {
	for says, x := range map[string]struct {
		g        guesses
		auc      float64
		surprise bool
		links    int
		right    int
	}{
		"an attack that knows":                {guess(func(n int) float64 { return float64((n + 1) % 2) }), 1, true, 2, 2},
		"an attack that knows the opposite":   {guess(func(n int) float64 { return float64(n % 2) }), 0, true, 2, 0},
		"an attack that says the same of all": {guess(func(int) float64 { return 7 }), .5, false, 0, 0},
	} {
		t.Run(says, func(t *testing.T) {
			trial := town()
			auc, p := trial.permuted(trial.ranked(x.g), newDice(1, "test"))
			if math.Abs(auc-x.auc) > 1e-9 || (p < .001) != x.surprise {
				t.Errorf("AUC %.3f, p %.4f", auc, p)
			}
			if links, right, guessing := trial.links(x.g, newDice(1, "test")); links != x.links || right != x.right || links > 0 && guessing != .5 {
				t.Errorf("%d links, %d right, %.2f by guessing", links, right, guessing)
			}
		})
	}
}

// Of a hundred attacks that throw dice, p below 0.1 comes to about ten: no more, or the drill would cry wolf; no fewer, or it would sleep.
func TestDiceAreNotSignificant(t *testing.T) {
	d, low := newDice(3, "test"), 0
	for range 100 {
		trial := town()
		if _, p := trial.permuted(trial.ranked(guess(func(int) float64 { return d.float() })), d); p < .1 {
			low++
		}
	}
	if low < 3 || low > 19 {
		t.Errorf("%d of 100 attacks by dice have p below 0.1", low)
	}
}

func TestHolmCorrectsForAllAttacks(t *testing.T) {
	scores := []Score{{P: .01}, {P: .04}, {P: .03}, {P: .005}}
	holm(scores)
	for i, want := range []float64{.03, .06, .06, .02} { // the example of Holm's procedure with four hypotheses
		if math.Abs(scores[i].Holm-want) > 1e-9 {
			t.Errorf("p %.3f becomes %.3f, not %.3f", scores[i].P, scores[i].Holm, want)
		}
	}
}

// Corrected for all that is tried, the lowest p that so many shuffles can give must still be below the level, or nobody would ever be found.
func TestThereAreShufflesEnoughToFindSomebody(t *testing.T) {
	if tried := len(attacks) * (len(kinds) + 1); float64(tried)/(shuffles+1) >= level {
		t.Errorf("%d scores need more than %d shuffles", tried, shuffles)
	}
}

func TestBytesAreFoundWhereverTheyLie(t *testing.T) {
	hits := find([]byte("..ada@example.comxxada@example.co.petition-1"), []string{"ada@example.com", "petition-1", "nobody-here"})
	if want := []hit{{2, "ada@example.com"}, {34, "petition-1"}}; !slices.Equal(hits, want) {
		t.Errorf("found %v", hits)
	}
}

func TestOneLivesAtATimeInTheOrderOfTheClock(t *testing.T) {
	c, order := newClock(start), ""
	ctx, end := context.WithCancel(t.Context())
	for name, pause := range map[string]time.Duration{"a": 3 * time.Hour, "b": 2 * time.Hour} {
		c.live(ctx, start.Add(time.Minute), func(ctx context.Context) error {
			for range 2 {
				if err := c.Sleep(ctx, pause); err != nil {
					return err
				}
				order += name
			}
			return nil
		})
	}
	if err := c.run(end, func() error { return nil }); err != nil || order != "baba" {
		t.Errorf("%q, %v", order, err)
	}
	if want := start.Add(6*time.Hour + time.Minute); !c.Now().Equal(want) {
		t.Errorf("it is %s, not %s", c.Now(), want)
	}
}

func TestUnknownDefencesCannotBeSwitchedOff(t *testing.T) {
	if _, err := parseControls([]string{"cover", "luck"}); err == nil {
		t.Error("luck was switched off")
	}
}
