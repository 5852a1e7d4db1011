package day_test

import (
	"testing"
	"time"

	"roundrobin/models/day"
)

func TestTheDayIsTheSites(t *testing.T) {
	madrid, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	lateInLondon := time.Date(2026, 11, 23, 23, 30, 0, 0, time.UTC)
	if got := day.Of(lateInLondon, madrid); got != "2026-11-24" {
		t.Errorf("got %s", got)
	}
}

func TestADayOfTwentyThreeHoursEndsAtMidnight(t *testing.T) {
	madrid, _ := time.LoadLocation("Europe/Madrid")
	spring := day.Day("2026-03-29")
	if got := spring.Ends(madrid).Sub(spring.Begins(madrid)); got != 23*time.Hour {
		t.Errorf("lasted %s", got)
	}
	if spring.Add(1).Sub(spring) != 1 || spring.Quarter() != "2026Q1" {
		t.Error("a short day is no day")
	}
}

func TestWhatIsNoDay(t *testing.T) {
	for _, s := range []string{"", "2026-2-3", "2026-02-30", "23.11.2026", "2026-11-23T00:00"} {
		if d, err := day.Parse(s); err == nil {
			t.Errorf("%q became %s", s, d)
		}
	}
}
