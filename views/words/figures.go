package words

import (
	"context"
	"strconv"
	"strings"
	"time"
)

// Number sets a number as the language of ctx does: 1,612 in English, 1612 and 12.345 in Spanish.
func Number(ctx context.Context, n int) string { return from(ctx).number(n) }

func (s speaker) number(n int) string {
	digits, sign := strconv.Itoa(n), ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	if len(digits) < s.groupedFrom {
		return sign + digits
	}
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return sign + strings.Join(append([]string{digits}, groups...), s.thousands)
}

// Percent sets a whole percentage, with a space that does not break.
func Percent(ctx context.Context, n int) string { return T(ctx, "figure.percent", "n", n) }

// Day sets a day given as 2026-11-23: "23 November 2026". A text that is no day is returned as it is.
func Day(ctx context.Context, day string) string {
	return date(ctx, day, func(d time.Time, month string) string {
		return T(ctx, "figure.day", "day", strconv.Itoa(d.Day()), "month", month, "year", strconv.Itoa(d.Year()))
	})
}

// DayNear is Day without the year where the year is that of today.
func DayNear(ctx context.Context, day, today string) string {
	if len(day) < 4 || len(today) < 4 || day[:4] != today[:4] {
		return Day(ctx, day)
	}
	return date(ctx, day, func(d time.Time, month string) string {
		return T(ctx, "figure.day_short", "day", strconv.Itoa(d.Day()), "month", month)
	})
}

// DayBrief is a day beneath a chart, where there is little room: "23 Nov".
func DayBrief(ctx context.Context, day string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return T(ctx, "figure.day_short", "day", strconv.Itoa(d.Day()), "month", T(ctx, "month_brief."+strings.ToLower(d.Month().String())))
}

// DaysBetween is how many days lie from one day to a later one; negative if it is earlier, 0 if either is no day.
func DaysBetween(from, to string) int {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

func date(ctx context.Context, day string, set func(time.Time, string) string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return set(d, T(ctx, "month."+strings.ToLower(d.Month().String())))
}
