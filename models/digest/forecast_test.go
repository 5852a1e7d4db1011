package digest_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"roundrobin/models/day"
	"roundrobin/models/digest"
)

// weekly are the counts of a petition that opened so many weeks ago, each week's seal on the day of the week that today is.
func weekly(brought ...int) (days []digest.Count, opened day.Day) {
	count, opened := 0, today.Add(-7*len(brought))
	for i, n := range brought {
		count += n
		days = append(days, digest.Count{Day: opened.Add(7 * (i + 1)), Count: count})
	}
	return days, opened
}

func TestWhatIsForetold(t *testing.T) {
	for name, c := range map[string]struct {
		weeks   []int
		weekly  int // in the middle
		soonest string
		about   string
		latest  string // of 1,000, within 90 days
	}{
		"steady, a hundred a week":              {[]int{100, 100, 100, 100, 100, 100}, 100, "2026-12-22", "2026-12-24", "2026-12-27"},
		"it dies off: the last weeks say more":  {[]int{500, 200, 80, 30, 12, 5}, 29, "2026-12-04", "2027-01-07", ""},
		"it grows: the last weeks say more":     {[]int{5, 12, 30, 80, 200, 400}, 266, "2026-11-29", "2026-12-04", "2026-12-20"},
		"nobody has signed":                     {[]int{0, 0, 0}, 0, "", "", ""},
		"nobody signs any more":                 {[]int{700, 0, 0, 0, 0, 0, 0}, 0, "", "", ""},
		"more is taken back than given":         {[]int{100, -20, -20}, 0, "", "", ""},
		"two weeks are enough, and say little":  {[]int{10, 400}, 270, "2026-12-02", "2026-12-12", ""},
		"the goal was reached: nothing to tell": {[]int{600, 600}, 600, "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			days, opened := weekly(c.weeks...)
			f := digest.Foretell(days, opened, today)
			r := f.Reaches(1000, today.Add(90))
			if !f.Known || f.Weeks != min(6, len(c.weeks)) {
				t.Fatalf("%+v", f)
			}
			if f.PerWeek() != c.weekly || string(r.Early) != c.soonest || string(r.Mid) != c.about || string(r.Late) != c.latest {
				t.Errorf("%d a week, 1,000 about %q, between %q and %q", f.PerWeek(), r.Mid, r.Early, r.Late)
			}
		})
	}
}

func TestTooLittleIsKnown(t *testing.T) {
	for name, opened := range map[string]day.Day{"not open": "", "opened today": today, "one day": today.Add(-1), "a day short of two weeks": today.Add(-13)} {
		f := digest.Foretell([]digest.Count{{today, 40}}, opened, today)
		if f.Known || f.Reaches(100, today.Add(90)) != (digest.Reach{}) {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestTheBandWidensAndNeverFalls(t *testing.T) {
	days, opened := weekly(30, 2, 50, 1)
	f := digest.Foretell(days, opened, today)
	last := f.On(today)
	if last.Low != 83 || last.Mid != 83 || last.High != 83 {
		t.Fatalf("today is %+v", last)
	}
	for n := 1; n < 60; n++ {
		b := f.On(today.Add(n))
		if b.Low < 83 || b.Low > b.Mid || b.Mid > b.High || b.Mid < last.Mid || b.High-b.Mid < last.High-last.Mid {
			t.Fatalf("after %d days %+v", n, b)
		}
		last = b
	}
}

// TestEightOfTenAreEightOfTen: of petitions that people sign at a steady pace, by chance alone, about eight of ten end within the band.
func TestEightOfTenAreEightOfTen(t *testing.T) {
	dice := rand.New(rand.NewPCG(7, 11))
	chance := func(mean float64) (n int) { // Knuth's
		for p := dice.Float64(); p > math.Exp(-mean); p *= dice.Float64() {
			n++
		}
		return n
	}
	const trials = 2000
	within := 0
	for range trials {
		weeks := make([]int, 6)
		for i := range weeks {
			weeks[i] = chance(40)
		}
		days, opened := weekly(weeks...)
		b := digest.Foretell(days, opened, today).On(today.Add(28))
		ends := 0
		for _, n := range weeks {
			ends += n
		}
		for range 4 {
			ends += chance(40)
		}
		if b.Low <= ends && ends <= b.High {
			within++
		}
	}
	if share := within * 100 / trials; share < 74 || share > 90 {
		t.Errorf("%d of 100", share)
	}
}
