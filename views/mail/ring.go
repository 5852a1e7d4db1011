package mail

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/vector"

	"roundrobin/views/ui"
)

// Sizes of rings in CSS pixels; the pictures have twice as many, for sharp screens.
const (
	large  = 104
	small  = 56
	sharp  = 2
	box    = 200 // the ring's own units, see ui.Drawing
	middle = box / 2
)

// The site's colours by day. The strokes stand on a band of their own, so that they can be read on a dark sheet as well.
var (
	ground = color.NRGBA{0xec, 0xe4, 0xd3, 0xff}
	edge   = color.NRGBA{0xcf, 0xc4, 0xae, 0xff}
	inks   = [...]color.NRGBA{1: ink(0.58), 2: ink(0.8), 3: ink(1)} // by layer
)

func ink(opacity float64) color.NRGBA {
	return color.NRGBA{0x16, 0x23, 0x3a, uint8(math.Round(opacity * 255))}
}

// ringPNG is the ring of a petition as a picture, from the same geometry as the page's.
func ringPNG(petition string, angles []uint32, goal, size int) ([]byte, error) {
	d := ui.RingStrokes(petition, angles, goal, size)
	c := canvas{image.NewRGBA(image.Rect(0, 0, size*sharp, size*sharp)), float64(size*sharp) / box}
	c.fill(edge, circle(99, 1), circle(98.2, -1))
	c.fill(ground, circle(d.Outer+0.6, 1), circle(d.Inner, -1))
	for layer, with := range inks {
		c.spokes(d, layer, with)
	}
	few := image.NewPaletted(c.image.Rect, palette)
	draw.Draw(few, few.Rect, c.image, image.Point{}, draw.Src)
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, few)
	return out.Bytes(), err
}

// palette has few colours, so that a picture of many fine strokes is a quarter of the size: from the band to ink, and from
// each to nothing.
var palette = append(append(ramp(ground, ink(1), 32), fade(edge, 12)...), append(fade(ground, 12), fade(ink(1), 7)...)...)

func ramp(from, to color.NRGBA, steps int) color.Palette {
	mix := func(a, b uint8, i int) uint8 { return uint8((int(a)*(steps-1-i) + int(b)*i) / (steps - 1)) } // #nosec G115 -- between two values of a byte
	all := make(color.Palette, steps)
	for i := range all {
		all[i] = color.NRGBA{mix(from.R, to.R, i), mix(from.G, to.G, i), mix(from.B, to.B, i), 0xff}
	}
	return all
}

func fade(from color.NRGBA, steps int) color.Palette {
	all := make(color.Palette, steps)
	for i := range all {
		all[i] = color.NRGBA{from.R, from.G, from.B, uint8(255 * i / steps)} // #nosec G115 -- between two values of a byte
	}
	return all
}

// canvas draws in the ring's units.
type canvas struct {
	image *image.RGBA
	scale float64
}

type point struct{ x, y float64 }

// circle is a path around the middle; one that turns the other way (-1) cuts a hole into what is filled with it.
func circle(radius float64, turn float64) []point {
	const corners = 180
	path := make([]point, corners)
	for i := range path {
		a := turn * float64(i) / corners * 2 * math.Pi
		path[i] = point{middle + radius*math.Sin(a), middle - radius*math.Cos(a)}
	}
	return path
}

// spokes are the strokes of a layer, each a rectangle along its angle, clockwise from the top.
func (c canvas) spokes(d ui.Drawing, layer int, with color.NRGBA) {
	var paths [][]point
	for _, s := range d.Strokes {
		if s.Layer != layer {
			continue
		}
		sin, cos, half := math.Sin(s.Angle), math.Cos(s.Angle), d.Width/2
		at := func(r, aside float64) point { return point{middle + r*sin + aside*cos, middle - r*cos + aside*sin} }
		paths = append(paths, []point{at(s.From, -half), at(s.To, -half), at(s.To, half), at(s.From, half)})
	}
	c.fill(with, paths...)
}

func (c canvas) fill(with color.NRGBA, paths ...[]point) {
	r := vector.NewRasterizer(c.image.Rect.Dx(), c.image.Rect.Dy())
	for _, path := range paths {
		for i, p := range path {
			x, y := float32(p.x*c.scale), float32(p.y*c.scale)
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
	}
	r.Draw(c.image, c.image.Rect, image.NewUniform(with), image.Point{})
}
