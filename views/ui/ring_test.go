package ui

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"roundrobin/views/words"
)

func TestMain(m *testing.M) {
	words.Strict = true
	os.Exit(m.Run())
}

// golden is what the designer's own generator draws: rings, marks and the logo.
type golden struct {
	Rings []struct {
		ID                string
		Count, Goal, Size int
		Layers            map[string]struct{ Width, D string }
	}
	Marks map[string]string
	Logo  string
}

func readGolden(t *testing.T) (g golden) {
	t.Helper()
	text, err := os.ReadFile("testdata/golden.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

func invented(id string, n int) []uint32 {
	angles := make([]uint32, n)
	for i := range angles {
		sum := sha256.Sum256([]byte(id + "/" + strconv.Itoa(i)))
		angles[i] = Angle(sum[:])
	}
	return angles
}

func drawnText(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRingsAreTheDesigners(t *testing.T) {
	for _, want := range readGolden(t).Rings {
		got := RingStrokes(want.ID, invented(want.ID, want.Count), want.Goal, want.Size)
		for layer, name := range []string{1: "d1", 2: "d2", 3: "d3"} {
			if name == "" {
				continue
			}
			if got.path(layer) != want.Layers[name].D {
				t.Errorf("ring %s at %d px: layer %s differs", want.ID, want.Size, name)
			}
			if w := want.Layers[name].Width; w != "" && w != cut(got.Width) {
				t.Errorf("ring %s at %d px: strokes are %s wide, want %s", want.ID, want.Size, cut(got.Width), w)
			}
		}
	}
}

func TestMarksAndLogoAreTheDesigners(t *testing.T) {
	g := readGolden(t)
	for key, want := range g.Marks {
		sum := sha256.Sum256([]byte(key))
		if got := plainSVG(drawnText(t, Mark(sum[:]))); got != plainSVG(want) {
			t.Errorf("the mark of %s differs:\n%s\n%s", key, got, plainSVG(want))
		}
	}
	if got := plainSVG(drawnText(t, Logo(""))); !strings.Contains(got, strings.Split(plainSVG(g.Logo), "<path")[1]) {
		t.Error("the logo differs")
	}
}

// plainSVG takes away what may differ: closing tags, white space.
func plainSVG(s string) string {
	for _, gone := range []string{"</path>", "</circle>", "\n", "\t"} {
		s = strings.ReplaceAll(s, gone, "")
	}
	return strings.NewReplacer("/>", ">", " >", ">", "> <", "><").Replace(s)
}

func TestTheRingTellsNoOrder(t *testing.T) {
	angles := invented("x", 700)
	want := RingStrokes("x", angles, 1000, 320)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		rng.Shuffle(len(angles), func(i, j int) { angles[i], angles[j] = angles[j], angles[i] })
		if !reflect.DeepEqual(RingStrokes("x", angles, 1000, 320), want) {
			t.Fatal("the same signatures in another order draw another ring")
		}
	}
}

func TestAtTheGoalTheRingIsClosed(t *testing.T) {
	if got := len(RingStrokes("x", invented("x", 100), 100, 320).Strokes); got != 100 {
		t.Errorf("100 of 100 draw %d strokes", got)
	}
}

func TestARingWithNothingInItIsDrawn(t *testing.T) {
	svg := drawnText(t, Ring("x", nil, 0, 320, true))
	if !strings.Contains(svg, `aria-label="0 of 0 signatures"`) || strings.Contains(svg, "rr-d") {
		t.Errorf("an empty ring is %s", svg)
	}
}

func TestASignatureTakesItsPlaceOrTheNextFreeOne(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		angles := make([]uint32, random.IntN(60))
		for i := range angles {
			angles[i] = random.Uint32() >> random.IntN(3) << random.IntN(3) // some crowd
		}
		goal := random.IntN(80)
		wanted := make([]bool, max(goal, len(angles), 1))
		for _, angle := range angles {
			p := int(uint64(angle) * uint64(len(wanted)) >> 32)
			for wanted[p] {
				p = (p + 1) % len(wanted)
			}
			wanted[p] = true
		}
		if got := takePlaces(angles, goal); !slices.Equal(got, wanted) {
			t.Fatalf("%v on a circle for %d take %v, not %v", angles, goal, got, wanted)
		}
	}
}
