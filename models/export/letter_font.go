package export

import (
	_ "embed"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

// Newsreader, as on the site's pages, in one weight each: Latin and Latin extended (OFL; fonts/OFL.txt).
var (
	//go:embed fonts/newsreader-regular.ttf
	newsreaderRegular []byte
	//go:embed fonts/newsreader-semibold.ttf
	newsreaderSemibold []byte
	//go:embed fonts/newsreader-italic.ttf
	newsreaderItalic []byte
)

// A face is a font of the letter. Wider has Greek and Cyrillic, for what the others lack.
type face string

const (
	regular  face = "regular"
	semibold face = "semibold"
	italic   face = "italic"
	wider    face = "wider"
)

var files = map[face][]byte{regular: newsreaderRegular, semibold: newsreaderSemibold, italic: newsreaderItalic, wider: goregular.TTF}

// paper is a PDF that is being written, with the face and size that are in use.
type paper struct {
	*fpdf.Fpdf
	covers map[face]*sfnt.Font
	now    face
	size   float64
	unset  bool // a sign was met that no font has
}

func (p *paper) fonts() {
	p.covers = map[face]*sfnt.Font{}
	for _, f := range []face{regular, semibold, italic, wider} {
		p.AddUTF8FontFromBytes(string(f), "", files[f])
		font, err := sfnt.Parse(files[f])
		if err != nil {
			p.SetError(err)
		}
		p.covers[f] = font
	}
}

func (p *paper) face(f face, size float64) {
	p.now, p.size = f, size
	p.SetFont(string(f), "", size)
}

// ink sets the colour of type and strokes: 1 is ink, less is ink on paper.
func (p *paper) ink(n float64) {
	mix := func(ink int) int { return 255 - int(float64(255-ink)*n) }
	p.SetTextColor(mix(0x16), mix(0x23), mix(0x3a))
	p.SetDrawColor(mix(0x16), mix(0x23), mix(0x3a))
}

// write sets running text in the present face, and what that lacks in the wider one.
func (p *paper) write(height float64, text string) {
	for _, run := range p.runs(text) {
		p.SetFont(string(run.face), "", p.size)
		p.Write(height, run.text)
	}
	p.SetFont(string(p.now), "", p.size)
}

// say writes a paragraph.
func (p *paper) say(height float64, text string) {
	if text == "" {
		return
	}
	p.write(height, text)
	p.Ln(height)
}

type run struct {
	face face
	text string
}

func (p *paper) runs(text string) (runs []run) {
	for _, r := range text {
		f, s := p.now, string(r)
		if !p.has(f, r) {
			f = wider
			if !p.has(f, r) {
				s, p.unset = "□", true
			}
		}
		if n := len(runs) - 1; n >= 0 && (runs[n].face == f || r == ' ') {
			runs[n].text += s
		} else {
			runs = append(runs, run{f, s})
		}
	}
	return runs
}

func (p *paper) has(f face, r rune) bool {
	if r == '\n' || r == ' ' {
		return true
	}
	i, err := p.covers[f].GlyphIndex(nil, r)
	return err == nil && i != 0
}
