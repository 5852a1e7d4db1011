package ui

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"roundrobin/views/words"
)

// Pace is how a count has grown and how it may go on, as a chart and a table.
type Pace struct {
	ID    string     // unique on its page
	Days  []PaceDay  // oldest first; the first is that of the opening
	Ahead []PaceBand // day by day from today to the end, or none
	Goal  int
	Today string
	// Closes is where the chart ends; "" is today.
	Closes string
	Events []PaceEvent // oldest first
}

// PaceDay is the count after the seal of a day.
type PaceDay struct {
	Day   string
	Count int
}

// PaceBand is where the count will be on a day, eight times of ten between Low and High.
type PaceBand struct {
	Day            string
	Low, Mid, High int
}

// PaceEvent is a day that explains the line; Label is one or two words.
type PaceEvent struct{ Day, Label string }

// frame is the size of one drawing, in its own units. The chart is drawn twice, so that its type need not shrink.
type frame struct {
	class                                 string
	width, height, left, top, right, base float64
	labels                                int // along the time
}

var frames = []frame{
	{"chart-wide", 720, 330, 56, 30, 708, 290, 4},
	{"chart-small", 350, 270, 44, 30, 338, 244, 3},
}

// plot turns days and counts into places of a frame.
type plot struct {
	frame
	Pace
	first, last string
	most        int
}

func (p Pace) plot(f frame) plot {
	first, last := p.Days[0].Day, p.Closes
	if last == "" {
		last = p.Today
	}
	last = max(last, p.Days[len(p.Days)-1].Day)
	if first == last {
		last = addDays(first, 1)
	}
	most := max(p.Goal, 4)
	for _, d := range p.Days {
		most = max(most, d.Count)
	}
	return plot{frame: f, Pace: p, first: first, last: last, most: even(most)}
}

func (p plot) x(day string) float64 {
	return p.left + (p.right-p.left)*float64(words.DaysBetween(p.first, day))/float64(max(1, words.DaysBetween(p.first, p.last)))
}

// y keeps what is above the chart at its upper edge.
func (p plot) y(count int) float64 {
	return p.base - (p.base-p.top)*float64(min(max(count, 0), p.most))/float64(p.most)
}

func (p plot) at(day string, count int) string { return place(p.x(day)) + " " + place(p.y(count)) }

// now is the newest count, at today.
func (p plot) now() PaceDay {
	last := p.Days[len(p.Days)-1]
	return PaceDay{max(last.Day, p.until()), last.Count}
}

// until is today, or the end where that is past.
func (p plot) until() string {
	if p.Closes != "" && p.Closes < p.Today {
		return p.Closes
	}
	return p.Today
}

func (p plot) line() string {
	var b strings.Builder
	for i, d := range append(p.Days[:len(p.Days):len(p.Days)], p.now()) {
		b.WriteString(pen(i) + p.at(d.Day, d.Count))
	}
	return b.String()
}

func (p plot) area() string {
	return p.line() + "L" + p.at(p.now().Day, 0) + "L" + p.at(p.first, 0) + "z"
}

func (p plot) middle() string {
	var b strings.Builder
	for i, d := range p.Ahead {
		b.WriteString(pen(i) + p.at(d.Day, d.Mid))
		if d.Mid >= p.most {
			break
		}
	}
	return b.String()
}

func (p plot) cone() string {
	var b strings.Builder
	ahead := p.Ahead
	if whole := slices.IndexFunc(ahead, func(d PaceBand) bool { return d.Low >= p.most }); whole >= 0 {
		ahead = ahead[:whole+1]
	}
	for i, d := range ahead {
		b.WriteString(pen(i) + p.at(d.Day, d.High))
	}
	for _, d := range slices.Backward(ahead) {
		b.WriteString("L" + p.at(d.Day, d.Low))
	}
	return b.String() + "z"
}

// levels are the counts at which lines are drawn.
func (p plot) levels() (levels []int) {
	for i := range 5 {
		levels = append(levels, p.most*i/4)
	}
	return levels
}

// marks are days along the time.
func (p plot) marks() (days []string) {
	whole := words.DaysBetween(p.first, p.last)
	n := min(p.labels, whole+1)
	for i := range n {
		days = append(days, addDays(p.first, whole*i/max(1, n-1)))
	}
	return days
}

// anchor keeps a text along the time within the drawing.
func (p plot) anchor(day string) string {
	switch at := (p.x(day) - p.left) / (p.right - p.left); {
	case at < 0.1:
		return "start"
	case at > 0.9:
		return "end"
	}
	return "middle"
}

// beside is on which side of its day a text has room.
func (p plot) beside(day string) (anchor string, x float64) {
	if at := p.x(day); at < (p.left+p.right)/2 {
		return "start", at + 6
	} else {
		return "end", at - 6
	}
}

func pen(i int) string {
	if i == 0 {
		return "M"
	}
	return "L"
}

func place(f float64) string { return strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64) }

// strides are distances between lines that can be read, and a hundred, ten thousand … times these.
var strides = []int{1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50, 75}

// even is the least number, from n on, that four steps make.
func even(n int) int {
	for times := 1; ; times *= 100 {
		for _, step := range strides {
			if 4*step*times >= n {
				return 4 * step * times
			}
		}
	}
}

// DayBefore is the day so many days before another.
func DayBefore(day string, n int) string { return addDays(day, -n) }

func addDays(day string, n int) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return d.AddDate(0, 0, n).Format(time.DateOnly)
}

// describe says the chart in a sentence or two.
func (p Pace) describe(ctx context.Context) string {
	first, last := p.Days[0], p.Days[len(p.Days)-1]
	said := words.T(ctx, "pace.desc", "from", words.DayNear(ctx, first.Day, p.Today), "first", first.Count, "to", words.DayNear(ctx, last.Day, p.Today),
		"count", last.Count, "goal", p.Goal)
	if n := len(p.Ahead); n > 0 {
		end := p.Ahead[n-1]
		said += " " + words.T(ctx, "pace.desc_ahead", "day", words.DayNear(ctx, end.Day, p.Today), "mid", end.Mid, "low", end.Low, "high", end.High)
	}
	return said
}

// weekly are the days ahead that the table shows: one in each week, and the last.
func (p Pace) weekly() (rows []PaceBand) {
	for i := 7; i < len(p.Ahead); i += 7 {
		rows = append(rows, p.Ahead[i])
	}
	if n := len(p.Ahead); n > 1 && (n-1)%7 != 0 {
		rows = append(rows, p.Ahead[n-1])
	}
	return rows
}

// grown is what a row of the table brought.
func (p Pace) grown(ctx context.Context, i int) string {
	if i == 0 {
		return ""
	}
	return Signed(ctx, p.Days[i].Count-p.Days[i-1].Count)
}

// Signed is a number with its sign: "+286", "−3", "0".
func Signed(ctx context.Context, n int) string {
	first := "" // keeps the sign before its number where a page runs from right to left
	if words.Direction(ctx) == "rtl" {
		first = "\u200e"
	}
	switch {
	case n > 0:
		return first + "+" + words.Number(ctx, n)
	case n < 0:
		return first + "−" + words.Number(ctx, -n)
	}
	return "0"
}
