package digest

import (
	"math"

	"roundrobin/models/day"
)

// How a count goes on, if people go on signing as they did. What each of the last whole weeks brought is weighed, the last week twice as
// much as the one before it; their mean is the middle. The band holds eight of ten ends: weeks scatter around their mean as a
// quasi-Poisson count does, by the dispersion that they had so far, and the mean itself is known from these few weeks only.
// The end of each week is that day of the week on which the forecast is made, so that one seal falls into each.
const (
	leastWeeks  = 2    // fewer say nothing
	mostWeeks   = 6    // older ones say nothing of now
	halfLife    = 0.5  // of a week's weight, per week
	eightOfTen  = 1.28 // standard deviations
	daysInAWeek = 7
)

// A Forecast is a range of ends. The zero value foretells nothing; Weeks says then how many whole weeks there are.
type Forecast struct {
	Known bool
	Weeks int // whole weeks that it is made from
	from  day.Day
	count int
	mean  float64 // signatures in a day
	noise float64 // variance in a day
	doubt float64 // variance of mean
}

// A Band is where a count will be on a day: in the middle, or between Low and High eight times of ten.
type Band struct {
	Day            day.Day
	Low, Mid, High int
}

// A Reach is when a count will come to a number: about Mid, between Early and Late eight times of ten. Days after the last one are "".
type Reach struct{ Early, Mid, Late day.Day }

// Foretell makes the forecast of today from a petition's counts. A petition that cannot be signed any more has none.
func Foretell(days []Count, opened, today day.Day) Forecast {
	if opened == "" || today < opened {
		return Forecast{}
	}
	f := Forecast{Weeks: min(mostWeeks, today.Sub(opened)/daysInAWeek), from: today, count: countAt(days, today)}
	if f.Weeks < leastWeeks {
		return f
	}
	f.Known = true
	weeks := lastWeeks(days, today, f.Weeks)
	var sum, squares, mean float64
	for i, n := range weeks {
		w := math.Pow(halfLife, float64(i))
		sum, squares, mean = sum+w, squares+w*w, mean+w*float64(n)
	}
	mean = max(0, mean/sum)
	worth := sum * sum / squares // so many equal weeks would say as much
	spread := 0.0
	for i, n := range weeks {
		spread += math.Pow(halfLife, float64(i)) / sum * (float64(n) - mean) * (float64(n) - mean)
	}
	spread = max(mean, spread*worth/(worth-1)) // never less than chance alone
	f.mean, f.noise, f.doubt = mean/daysInAWeek, spread/daysInAWeek, spread/worth/(daysInAWeek*daysInAWeek)
	return f
}

// lastWeeks is what each of the last n weeks brought, the latest first.
func lastWeeks(days []Count, today day.Day, n int) []int {
	weeks, later := make([]int, n), countAt(days, today)
	for i := range weeks {
		earlier := countAt(days, today.Add(-daysInAWeek*(i+1)))
		weeks[i], later = later-earlier, earlier
	}
	return weeks
}

// PerWeek is the middle of what a week brings, rounded.
func (f Forecast) PerWeek() int { return int(math.Round(f.mean * daysInAWeek)) }

// On is where the count will be at the end of a day. It does not fall: what people take back is not foretold.
func (f Forecast) On(d day.Day) Band {
	ahead := float64(max(0, d.Sub(f.from)))
	mid, off := ahead*f.mean, eightOfTen*math.Sqrt(ahead*f.noise+ahead*ahead*f.doubt)
	at := func(more float64) int { return f.count + int(math.Round(max(0, more))) }
	return Band{Day: d, Low: at(mid - off), Mid: at(mid), High: at(mid + off)}
}

// Reaches says when the count will come to a number, looking no further than the last day.
func (f Forecast) Reaches(number int, last day.Day) (r Reach) {
	if !f.Known || number <= f.count {
		return r
	}
	for d := f.from.Add(1); d <= last; d = d.Add(1) {
		b := f.On(d)
		for _, x := range []struct {
			count int
			when  *day.Day
		}{{b.High, &r.Early}, {b.Mid, &r.Mid}, {b.Low, &r.Late}} {
			if *x.when == "" && x.count >= number {
				*x.when = d
			}
		}
	}
	return r
}
