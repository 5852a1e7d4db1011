package ui

import (
	"math"
	"strconv"
	"strings"
)

// path is the SVG path of the strokes in one layer, "" if there are none.
func (d Drawing) path(layer int) string {
	var b strings.Builder
	for _, s := range d.Strokes {
		if s.Layer == layer {
			spoke(&b, s.Angle, s.From, s.To)
		}
	}
	return b.String()
}

func spoke(b *strings.Builder, angle, from, to float64) {
	x, y := math.Sin(angle), -math.Cos(angle)
	b.WriteString("M" + cut(100+x*from) + " " + cut(100+y*from))
	b.WriteString("L" + cut(100+x*to) + " " + cut(100+y*to))
}

// cut writes a number with at most two decimals.
func cut(x float64) string {
	rounded := math.Floor(x*100+0.5) / 100
	if rounded == 0 {
		return "0"
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// logoPath is the product's mark: the same ring with that many hands, closed.
func logoPath(spokes int) (width, d string) {
	var b strings.Builder
	for k := range spokes {
		in, out := wobble("logo", k, "in"), wobble("logo", k, "out")
		spoke(&b, (float64(k)+0.5)/float64(spokes)*2*math.Pi, 46+in*12, 97-out*20)
	}
	return cut(2 * math.Pi * 64 / float64(spokes) * 0.56), b.String()
}
