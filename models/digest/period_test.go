package digest_test

import (
	"testing"
	"time"

	"roundrobin/models/digest"
)

func TestTheWeekIsTheOneOnTheWall(t *testing.T) {
	auckland, err := time.LoadLocation("Pacific/Auckland")
	must(t, err)
	sundayNight := time.Date(2026, 11, 29, 22, 0, 0, 0, time.UTC)
	if got := digest.PeriodOf(sundayNight, time.UTC); got != "2026-W48" {
		t.Errorf("in London it is %s", got)
	}
	if got := digest.PeriodOf(sundayNight, auckland); got != "2026-W49" {
		t.Errorf("in Auckland it is %s", got)
	}
}

func TestAYearsFirstWeekMayBeginInTheOldYear(t *testing.T) {
	p, err := digest.ParsePeriod("2026-W01")
	must(t, err)
	if p.First() != "2025-12-29" || p.Last() != "2026-01-04" {
		t.Errorf("from %s to %s", p.First(), p.Last())
	}
	if p, err := digest.ParsePeriod("2026-W53"); err != nil || p.Last() != "2027-01-03" {
		t.Errorf("the long year ends with %s, %v", p.Last(), err)
	}
}

func TestWhatIsNoWeek(t *testing.T) {
	for _, s := range []string{"", "2026-W00", "2025-W53", "2026-W54", "2026-W1", "2026-48", "2026-W48 "} {
		if p, err := digest.ParsePeriod(s); err == nil {
			t.Errorf("%q became %s", s, p)
		}
	}
}
