package words

import (
	"context"
	"os"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	Strict = true
	os.Exit(m.Run())
}

func TestFiguresAreSetAsPeopleWriteThem(t *testing.T) {
	ctx := context.Background()
	for want, got := range map[string]string{
		"0": Number(ctx, 0), "999": Number(ctx, 999), "1,000": Number(ctx, 1000), "12,345,678": Number(ctx, 12345678), "-1,612": Number(ctx, -1612),
		"39\u00a0%": Percent(ctx, 39), "23 November 2026": Day(ctx, "2026-11-23"), "1 March": DayNear(ctx, "2026-03-01", "2026-11-23"),
		"2 January 2027": DayNear(ctx, "2027-01-02", "2026-11-23"), "someday": Day(ctx, "someday"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDaysBetweenCountsAcrossTheChangeOfClocks(t *testing.T) {
	if got := DaysBetween("2026-10-24", "2026-10-26"); got != 2 {
		t.Errorf("%d days", got)
	}
	if got := DaysBetween("2026-11-26", "2026-11-24"); got != -2 {
		t.Errorf("%d days", got)
	}
}

func TestPluralsFollowTheCount(t *testing.T) {
	ctx := context.Background()
	if one, many := N(ctx, "list.count", 1), N(ctx, "list.count", 1612); one != "1 petition" || many != "1,612 petitions" {
		t.Errorf("got %q and %q", one, many)
	}
}

func TestAnUnknownLanguageIsAnsweredInEnglish(t *testing.T) {
	ctx := With(context.Background(), "xx, fr;q=0.8")
	if got := T(ctx, "nav.petitions"); got != "Petitions" || Language(ctx) != "en" {
		t.Errorf("got %q in %s", got, Language(ctx))
	}
}

func TestAMissingKeyIsAGapInProductionAndAPanicElsewhere(t *testing.T) {
	Strict = false
	defer func() { Strict = true }()
	if got := T(context.Background(), "no.such.key"); got != "no.such.key" {
		t.Errorf("got %q", got)
	}
	Strict = true
	defer func() {
		if recover() == nil {
			t.Error("a missing key passed")
		}
	}()
	T(context.Background(), "no.such.key")
}

func TestAFaultSaysItsDayAsPeopleWriteIt(t *testing.T) {
	if got := Day(context.Background(), "2026-03-01"); got != "1 March 2026" {
		t.Fatalf("a day is %q", got)
	}
	got := Fault(context.Background(), "row_doubled", map[string]any{"line": "2026-03-01"})
	if !strings.Contains(got, "1 March 2026") {
		t.Errorf("got %q", got)
	}
}

func TestAnUnknownFaultGetsTheGeneralSentence(t *testing.T) {
	if got := Fault(context.Background(), "no_such_code", nil); got != T(context.Background(), "fault.internal") {
		t.Errorf("got %q", got)
	}
}
