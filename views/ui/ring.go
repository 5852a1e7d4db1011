package ui

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"strconv"
)

// The ring lies in a box of 200 by 200 with its middle at (100, 100). Angles run clockwise from the top.
// The circle has max(goal, count) places. A signature takes the place of its hash, or the next free one: the set
// of taken places is the same in whatever order they were taken, so the drawing holds no order.

// Drawing is a ring as geometry, for SVG and for the mail's picture alike.
type Drawing struct {
	Inner, Outer float64 // radii of the band
	Width        float64 // of every stroke
	Strokes      []Stroke
	Count, Goal  int
}

// Stroke is one spoke from radius From to radius To.
type Stroke struct {
	Angle    float64 // radians
	From, To float64
	// Layer is 1, 2 or 3: the darker the fuller.
	Layer int
}

// Angle is where a signature stands on the circle: the first four bytes of its leaf hash.
func Angle(hash []byte) uint32 { return binary.BigEndian.Uint32(hash) }

// RingStrokes draws the ring of a petition for a size in CSS pixels. The same arguments, in whatever order the angles
// are, always give the same drawing.
func RingStrokes(petition string, angles []uint32, goal, size int) Drawing {
	d := detailOf(size, len(angles))
	places := takePlaces(angles, goal)
	drawing := Drawing{Inner: d.inner, Outer: d.outer, Count: len(angles), Goal: goal}
	if d.bins == 0 || d.bins >= len(places) {
		drawing.Width, drawing.Strokes = single(petition, places, d)
	} else {
		drawing.Width, drawing.Strokes = banded(petition, places, d, size)
	}
	return drawing
}

type detail struct {
	bins         int // spokes to draw, 0 for one per signature
	inner, outer float64
}

func (d detail) band() float64 { return d.outer - d.inner }

func detailOf(size, count int) detail {
	switch {
	case size <= 24:
		return detail{20, 44, 97}
	case size <= 56:
		return detail{40, 50, 97}
	case size <= 130:
		return detail{90, 60, 97}
	case count <= 600:
		return detail{0, 66, 97}
	}
	return detail{300, 66, 97}
}

// takePlaces says of each place on the circle whether it is taken. Going round once with those who found none yet, and once more for those
// who came past the top, takes the same places as one signature after the other, in time that grows with the circle alone.
func takePlaces(angles []uint32, goal int) []bool {
	places := make([]bool, max(goal, len(angles), 1))
	own := make([]int32, len(places))
	for _, angle := range angles {
		own[uint64(angle)*uint64(len(own))>>32]++
	}
	var seeking int32
	for range 2 {
		for p, taken := range places {
			seeking += own[p]
			own[p] = 0
			if !taken && seeking > 0 {
				places[p] = true
				seeking--
			}
		}
	}
	return places
}

// single draws one stroke per signature; its length and weight come from its place.
func single(petition string, places []bool, d detail) (float64, []Stroke) {
	n := float64(len(places))
	width := min(3.4, max(0.9, 2*math.Pi*(d.inner+d.band()*0.4)/n*0.56))
	if d.bins > 0 {
		width = max(width, 2.4)
	}
	var strokes []Stroke
	for p, is := range places {
		if !is {
			continue
		}
		in, out, ink := wobble(petition, p, "in"), wobble(petition, p, "out"), wobble(petition, p, "ink")
		s := Stroke{(float64(p) + 0.5) / n * 2 * math.Pi, d.inner + in*d.band()*0.2, d.outer - 1 - out*d.band()*0.26, 3}
		if ink < 0.2 {
			s.Layer = 2
		}
		strokes = append(strokes, s)
	}
	return width, strokes
}

// banded draws spokes that each stand for a band of places: the fuller, the longer and darker.
func banded(petition string, places []bool, d detail, size int) (float64, []Stroke) {
	share := 0.56
	if size <= 24 {
		share = 0.52
	}
	width := 2 * math.Pi * (d.inner + d.band()*0.4) / float64(d.bins) * share
	var strokes []Stroke
	for k := range d.bins {
		full := fullness(places, k, d.bins)
		if full == 0 {
			continue
		}
		in, out := wobble(petition, k, "in"), wobble(petition, k, "out")
		to := d.inner + d.band()*(0.42+0.58*full) - out*d.band()*0.14
		angle := (float64(k) + 0.5) / float64(d.bins) * 2 * math.Pi
		strokes = append(strokes, Stroke{angle, d.inner + in*d.band()*0.14, to, layer(full)})
	}
	return width, strokes
}

// fullness is the share of the places that spoke k of bins stands for which are taken.
func fullness(places []bool, k, bins int) float64 {
	lo := k * len(places) / bins
	hi := max(lo+1, (k+1)*len(places)/bins)
	sum := 0
	for _, is := range places[lo:hi] {
		if is {
			sum++
		}
	}
	return float64(sum) / float64(hi-lo)
}

func layer(full float64) int {
	switch {
	case full < 0.4:
		return 1
	case full < 0.75:
		return 2
	}
	return 3
}

// wobble is a number from 0 up to 1 that always is the same for the same place.
func wobble(petition string, place int, what string) float64 {
	sum := sha256.Sum256([]byte(petition + ":" + strconv.Itoa(place) + ":" + what))
	return float64(binary.BigEndian.Uint32(sum[:])) / (1 << 32)
}
