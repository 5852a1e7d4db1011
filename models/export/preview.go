package export

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// A Preview is the picture that a chat program shows beside a link: 1200 by 630, as they ask for. Without a title it is neutral:
// it names no petition to whoever looks at the screen.
type Preview struct {
	Head, Title, Foot string
	Ring              Ring
}

const (
	previewWidth, previewHeight = 1200, 630
	previewRing                 = 400
	previewEdge                 = 70
	titleLines                  = 4
)

var (
	paperColour = color.NRGBA{0xf6, 0xf1, 0xe6, 0xff}
	bandColour  = color.NRGBA{0xec, 0xe4, 0xd3, 0xff}
	inkColour   = color.NRGBA{0x16, 0x23, 0x3a, 0xff}
	softColour  = color.NRGBA{0x3c, 0x47, 0x5b, 0xff}
)

// PNG draws it. A title of which our fonts lack a sign is left out, rather than shown with gaps.
func (v Preview) PNG() ([]byte, error) {
	pic := image.NewRGBA(image.Rect(0, 0, previewWidth, previewHeight))
	draw.Draw(pic, pic.Rect, image.NewUniform(paperColour), image.Point{}, draw.Src)
	drawRing(pic, v.Ring, previewEdge, (previewHeight-previewRing)/2, previewRing)
	const left = previewEdge + previewRing + 70
	if err := v.write(pic, left, previewWidth-previewEdge-left); err != nil {
		return nil, fmt.Errorf("preview: %w", err)
	}
	var out bytes.Buffer
	err := png.Encode(&out, fewer(pic))
	return out.Bytes(), err
}

const shades = 32

// fewer takes every colour for a shade between paper and ink: a picture of many fine strokes is a quarter of the size.
func fewer(pic *image.RGBA) *image.Paletted {
	mix := func(a, b uint8, i int) uint8 { return uint8((int(a)*(shades-1-i) + int(b)*i) / (shades - 1)) } // #nosec G115 -- between two values of a byte
	palette := make(color.Palette, shades)
	for i := range palette {
		palette[i] = color.NRGBA{mix(paperColour.R, inkColour.R, i), mix(paperColour.G, inkColour.G, i), mix(paperColour.B, inkColour.B, i), 0xff}
	}
	few, span := image.NewPaletted(pic.Rect, palette), int(paperColour.R)-int(inkColour.R)
	for i := range few.Pix {
		few.Pix[i] = uint8(min(max(0, (int(paperColour.R)-int(pic.Pix[4*i]))*(shades-1)+span/2)/span, shades-1)) // #nosec G115 -- between two values of a byte
	}
	return few
}

func (v Preview) write(pic draw.Image, left, width int) error {
	regular, err := sfnt.Parse(newsreaderRegular)
	if err != nil {
		return err
	}
	semibold, err := sfnt.Parse(newsreaderSemibold)
	if err != nil {
		return err
	}
	if !covers(semibold, v.Title) {
		v.Title = ""
	}
	size, lines := 0.0, []string(nil)
	for _, size = range []float64{64, 54, 46, 40} {
		if lines, err = broken(semibold, size, v.Title, width); err != nil {
			return err
		}
		if len(lines) <= titleLines {
			break
		}
	}
	if len(lines) > titleLines {
		lines = append(lines[:titleLines-1], lines[titleLines-1]+" …")
	}
	step := int(size * 1.15)
	y := (previewHeight-len(lines)*step)/2 + int(size*0.8)
	if err := typed(pic, regular, 30, softColour, left, min(y-int(size)-14, previewHeight/2), v.Head); err != nil {
		return err
	}
	for _, line := range lines {
		if err := typed(pic, semibold, size, inkColour, left, y, line); err != nil {
			return err
		}
		y += step
	}
	return typed(pic, regular, 30, softColour, left, max(y+10, previewHeight/2+50), v.Foot)
}

func covers(f *sfnt.Font, text string) bool {
	var b sfnt.Buffer
	for _, r := range text {
		if i, err := f.GlyphIndex(&b, r); err != nil || i == 0 && r != ' ' {
			return false
		}
	}
	return true
}

// broken is text in lines of so many pixels; a word that is wider runs over.
func broken(f *sfnt.Font, size float64, text string, width int) (lines []string, err error) {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return nil, err
	}
	line := ""
	for _, word := range strings.Fields(text) {
		next := strings.TrimSpace(line + " " + word)
		if line != "" && font.MeasureString(face, next).Ceil() > width {
			lines, next = append(lines, line), word
		}
		line = next
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines, nil
}

func typed(pic draw.Image, f *sfnt.Font, size float64, with color.Color, x, y int, text string) error {
	if !covers(f, text) {
		return nil
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return err
	}
	(&font.Drawer{Dst: pic, Src: image.NewUniform(with), Face: face, Dot: fixed.P(x, y)}).DrawString(text)
	return nil
}

// drawRing draws a ring as ink on a pale band.
func drawRing(pic *image.RGBA, r Ring, x, y, side int) {
	scale := float64(side) / 200
	at := func(angle, radius float64) (float32, float32) {
		return float32(float64(x) + (100+radius*math.Sin(angle))*scale), float32(float64(y) + (100-radius*math.Cos(angle))*scale)
	}
	fill := func(with color.NRGBA, path func(*vector.Rasterizer)) {
		z := vector.NewRasterizer(previewWidth, previewHeight)
		path(z)
		z.Draw(pic, pic.Rect, image.NewUniform(with), image.Point{})
	}
	fill(bandColour, func(z *vector.Rasterizer) {
		for _, circle := range []struct{ radius, turn float64 }{{r.Outer, 1}, {r.Inner, -1}} {
			for i := range 360 {
				px, py := at(circle.turn*float64(i)*math.Pi/180, circle.radius)
				if i == 0 {
					z.MoveTo(px, py)
				} else {
					z.LineTo(px, py)
				}
			}
			z.ClosePath()
		}
	})
	for _, ink := range inksOf(r) {
		with := inkColour
		with.A = uint8(math.Round(ink * 255))
		fill(with, func(z *vector.Rasterizer) {
			for _, s := range r.Strokes {
				if s.Ink == ink {
					spoke(z, s, r.Width, at)
				}
			}
		})
	}
}

func spoke(z *vector.Rasterizer, s Stroke, width float64, at func(angle, radius float64) (float32, float32)) {
	aside := func(radius, side float64) (float32, float32) {
		return at(s.Angle+math.Atan2(side*width/2, radius), math.Hypot(radius, width/2))
	}
	z.MoveTo(aside(s.From, -1))
	z.LineTo(aside(s.To, -1))
	z.LineTo(aside(s.To, 1))
	z.LineTo(aside(s.From, 1))
	z.ClosePath()
}

// inksOf are the strengths of ink in a ring.
func inksOf(r Ring) (inks []float64) {
	seen := map[float64]bool{}
	for _, s := range r.Strokes {
		if !seen[s.Ink] {
			seen[s.Ink] = true
			inks = append(inks, s.Ink)
		}
	}
	return inks
}
