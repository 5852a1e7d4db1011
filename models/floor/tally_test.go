package floor

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	mathrand "math/rand/v2"
	"strings"
	"testing"

	"roundrobin/models/floor/floortest"
	"roundrobin/models/secret"
)

func counting(t *Tally, groups ...any) *Tally {
	for i := 0; i < len(groups); i += 2 {
		for range groups[i+1].(int) {
			t.Add(groups[i].(string))
		}
	}
	return t
}

func said(figures []Figure) string {
	var all []string
	for _, f := range figures {
		all = append(all, fmt.Sprintf("%s %d", f.Name, f.People))
	}
	return strings.Join(all, ", ")
}

func TestWhatIsShownOfGroupsOverTime(t *testing.T) {
	for _, c := range []struct {
		situation string
		play      func(*Tally) []Figure
		shown     string
	}{
		{"nobody said anything", func(x *Tally) []Figure { return x.Publish(400) }, ""},
		{"nine are too few", func(x *Tally) []Figure { return counting(x, "Leeds", 9).Publish(400) }, ""},
		{"ten among many", func(x *Tally) []Figure { return counting(x, "Leeds", 10).Publish(400) }, "Leeds 10"},
		{"ten of ten: nobody would be left", func(x *Tally) []Figure { return counting(x, "Leeds", 10).Publish(10) }, ""},
		{"a small group beside a large one stays among those who said nothing", func(x *Tally) []Figure { return counting(x, "Leeds", 30, "Porto", 3).Publish(45) }, "Leeds 30"},
		{"a small group that would be what is left", func(x *Tally) []Figure { return counting(x, "Leeds", 30, "Porto", 3).Publish(34) }, ""},
		{"two large ones, of which one fits", func(x *Tally) []Figure { return counting(x, "Leeds", 30, "Porto", 20).Publish(55) }, "Leeds 30"},
		{"one more does not move it", func(x *Tally) []Figure {
			counting(x, "Leeds", 20).Publish(100)
			return counting(x, "Leeds", 1).Publish(101)
		}, "Leeds 20"},
		{"ten more do", func(x *Tally) []Figure {
			counting(x, "Leeds", 20).Publish(100)
			return counting(x, "Leeds", 10).Publish(110)
		}, "Leeds 30"},
		{"the tenth of a group comes in a small company: it waits for nine others", func(x *Tally) []Figure {
			counting(x, "Leeds", 9, "Porto", 9).Publish(100)
			return counting(x, "Leeds", 1).Publish(101)
		}, ""},
		{"and then it stands", func(x *Tally) []Figure {
			counting(x, "Leeds", 9, "Porto", 9).Publish(100)
			counting(x, "Leeds", 1).Publish(101)
			return counting(x, "Bilbao", 9).Publish(110)
		}, "Leeds 10"},
	} {
		if got := said(c.play(NewTally())); got != c.shown {
			t.Errorf("%s: %q, not %q", c.situation, got, c.shown)
		}
	}
}

func TestATallyComesBackFromItsRowAndFromNoOther(t *testing.T) {
	master, err := secret.New(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	box := master.Box("tally")
	x := counting(NewTally(), "Leeds", 14, "Porto", 3)
	x.Publish(100)
	row := x.Encrypt(box, rand.Reader, "one")
	if bytes.Contains(row, []byte("Leeds")) {
		t.Error("the row can be read")
	}
	if _, err := OpenTally(box, row, "another"); err == nil {
		t.Error("it opens as another's")
	}
	back, err := OpenTally(box, row, "one")
	if err != nil {
		t.Fatal(err)
	}
	if got := said(counting(back, "Leeds", 9).Publish(109)); got != "Leeds 14" {
		t.Errorf("%q: it forgot what was shown", got)
	}
	if got := said(counting(back, "Leeds", 1).Publish(110)); got != "Leeds 24" {
		t.Errorf("%q: it forgot whom it counted", got)
	}
}

func TestATallyCannotBePrinted(t *testing.T) {
	x := counting(NewTally(), "Leeds", 4711)
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{fmt.Sprint(x), fmt.Sprintf("%v %+v %#v %d %s", x, x, x, x, x), string(b)} {
		if strings.Contains(s, "4711") {
			t.Errorf("printed: %s", s)
		}
	}
}

// TestNoGroupCanBeBoundedOverACampaign plays campaigns of random pace and hands all that was ever shown to the solver of solve_test.go.
func TestNoGroupCanBeBoundedOverACampaign(t *testing.T) {
	for seed := range uint64(400) {
		if found := campaign(seed, func(x *Tally, everybody int) []Figure { return x.Publish(everybody) }); found != "" {
			t.Fatalf("campaign %d: %s", seed, found)
		}
	}
}

// Without its rules the solver finds something: it is not blind.
func TestTheSolverFindsWhatTheRulesPrevent(t *testing.T) {
	for name, publish := range map[string]func(*Tally, int) []Figure{
		"no floor":                  func(x *Tally, _ int) []Figure { return x.showing(func(c cell) bool { return c.People > 0 }) },
		"a floor, and nothing else": func(x *Tally, _ int) []Figure { return x.showing(func(c cell) bool { return c.People >= Least }) },
		"nobody need be left over": func(x *Tally, _ int) []Figure {
			x.t.Looked = x.said()
			x.move(1 << 20)
			return x.showing(func(c cell) bool { return c.Shown > 0 })
		},
	} {
		found := 0
		for seed := range uint64(100) {
			if campaign(seed, publish) != "" {
				found++
			}
		}
		t.Logf("%s: found in %d of 100", name, found)
		if found == 0 {
			t.Errorf("%s: the solver finds nothing", name)
		}
	}
}

func (t *Tally) showing(may func(cell) bool) (all []Figure) {
	for _, name := range t.names() {
		c := t.t.Cells[name]
		if !may(c) {
			continue
		}
		n := c.People
		if c.Shown > 0 {
			n = c.Shown
		}
		all = append(all, Figure{Name: name, People: n})
	}
	return all
}

// campaign plays a petition and gives the first thing that the solver can tell of a small group.
func campaign(seed uint64, publish func(*Tally, int) []Figure) string {
	dice := mathrand.New(mathrand.NewPCG(seed, 7))
	x, everybody := NewTally(), 0
	w := &floortest.Watcher{}
	groups := []string{"Bilbao", "Leeds", "Porto", "Riga"}[:1+dice.IntN(4)]
	pace, silent := 1+dice.IntN(25), dice.IntN(4)
	for range 12 {
		for range dice.IntN(pace) {
			everybody++
			if dice.IntN(4) >= silent {
				x.Add(groups[min(dice.IntN(len(groups)), dice.IntN(len(groups)))])
			}
		}
		shown := map[string]int{}
		for _, f := range publish(x, everybody) {
			shown[f.Name] = f.People
		}
		w.See(everybody, shown)
	}
	return w.Finds(groups)
}

// TestAGroupThatChangesMovesByTheFloor: people may go from one group to another. Whatever they do, a figure appears with the floor's number of
// people, moves by as many at least, and as many always stand behind no figure; nor does
// the solver find anything.
func TestAGroupThatChangesMovesByTheFloor(t *testing.T) {
	groups := []string{"a", "b", "c", "d", "e"}
	dice := mathrand.New(mathrand.NewPCG(3, 4))
	for range 2_000 {
		tally, people, before := NewTally(), make([]int, len(groups)), map[string]int{}
		w, changed := &floortest.Watcher{}, 0
		for range 30 {
			for range dice.IntN(25) {
				people[dice.IntN(len(people))]++
			}
			for range dice.IntN(12) { // they change their minds
				if from := dice.IntN(len(people)); people[from] > 0 {
					people[from]--
					people[dice.IntN(len(people))]++
					changed++
				}
			}
			everybody, seen := 0, 0
			for i, n := range people {
				everybody += n
				tally.Set(groups[i], Counted(n))
			}
			for _, f := range tally.Publish(everybody) {
				was := before[f.Name]
				if d := f.People - was; f.People < Least || d != 0 && d < Least && d > -Least {
					t.Fatalf("%s goes from %d to %d", f.Name, was, f.People)
				}
				seen += f.People
				before[f.Name] = f.People
			}
			if seen > 0 && everybody-seen < Least {
				t.Fatalf("of %d people %d are seen", everybody, seen)
			}
			w.SeeChanged(everybody, changed, maps.Clone(before))
		}
		if found := w.Finds(groups); found != "" {
			t.Fatal(found)
		}
	}
}
