package export

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Paper is a size of paper.
type Paper string

// The sizes.
const (
	A4       Paper = "a4"
	USLetter Paper = "letter"
)

var papers = map[Paper]string{A4: "A4", USLetter: "Letter"}

// ParsePaper takes what an address names.
func ParsePaper(s string) (Paper, bool) {
	_, ok := papers[Paper(s)]
	return Paper(s), ok
}

// A Poster calls to a petition, on a wall or, folded, on a table. Everything in it is said already: nothing here knows words.
type Poster struct {
	Paper    Paper
	Language string // BCP 47, of the document
	Head     string // "A petition by staff of Meridian Freight"
	Title    string
	Ask      string
	Ring     Ring
	Count    string // "1,612"
	Says     string // what the count counts
	Code     Code   // of Link
	Call     string // what to do: "Read it. Sign it without your name."
	Link     string // as it is typed
	Foot     string
	Unset    string // said where signs stand in the text that our fonts do not have
	Day      time.Time
}

// A Code is a QR code: its side in squares, and which of them are dark.
type Code struct {
	Side int
	Dark func(x, y int) bool
}

const edge = 18.0 // millimetres around

// PDF is the poster for a wall: one page, in black alone. The same poster always has the same bytes.
func (s Poster) PDF() ([]byte, error) {
	p := s.paper()
	p.AddPage()
	width, height := p.GetPageSize()
	p.SetMargins(edge, edge, edge)
	p.SetXY(edge, edge)
	p.centred(regular, 12, 6, s.Head)
	p.Ln(5)
	p.centred(semibold, fitting(s.Title, 38, 30, 24), 0, s.Title)
	p.Ln(4)
	p.centred(italic, fitting(s.Ask, 20, 17, 15, 13.5), 0, s.Ask)
	foot := height - edge - 50
	side := min(width-2*edge, foot-p.GetY()-22, 105)
	if side > 25 {
		y := p.GetY() + 7
		p.ring(s.Ring, (width-side)/2, y, side)
		p.SetXY(edge, y+side/2-side*0.09)
		p.centred(regular, side*0.42, side*0.16, s.Count)
		p.SetXY(edge, y+side+2)
		p.centred(regular, 12, 6, s.Says)
	}
	p.code(s.Code, edge, foot, 42)
	p.beside(s, edge+48, foot+4, 0, 21, 17)
	p.feet(s, height-edge+4)
	return p.bytes()
}

// Card is for a table: the sheet is folded across, and says the same to both sides.
func (s Poster) Card() ([]byte, error) {
	p := s.paper()
	p.AddPage()
	width, height := p.GetPageSize()
	half := height / 2
	p.half(s, half)
	p.TransformBegin()
	p.TransformRotate(180, width/2, half)
	p.half(s, half)
	p.TransformEnd()
	p.ink(0.35)
	p.SetDashPattern([]float64{1, 2}, 0)
	p.SetLineWidth(0.2)
	p.Line(0, half, width, half)
	return p.bytes()
}

// half fills the lower half of the sheet, from y on.
func (p *paper) half(s Poster, y float64) {
	width, height := p.GetPageSize()
	p.SetXY(edge, y+16)
	p.centred(semibold, fitting(s.Title, 34, 27, 22), 0, s.Title)
	p.Ln(2.5)
	p.centred(italic, fitting(s.Ask, 16, 14.5, 13, 12), 0, s.Ask)
	foot := height - edge - 44
	p.code(s.Code, edge, foot, 40)
	p.beside(s, edge+46, foot+3, 40, 15, 12.5)
	side := 36.0
	p.ring(s.Ring, width-edge-side, foot+2, side)
	p.SetXY(width-edge-side, foot+2+side/2-3.4)
	p.face(regular, 15)
	p.CellFormat(side, 7, s.Count, "", 0, "C", false, 0, "")
	p.feet(s, height-edge+4)
}

func (s Poster) paper() *paper {
	p := &paper{Fpdf: fpdf.New("P", "mm", papers[s.Paper], "")}
	p.fonts()
	p.SetTitle(s.Title, true)
	p.SetSubject(s.Ask, true)
	p.SetAuthor("", true)
	p.SetCreator(s.Foot, true)
	p.SetProducer("", true)
	p.SetLang(s.Language)
	p.SetCreationDate(s.Day)
	p.SetModificationDate(s.Day)
	p.SetCatalogSort(true)
	p.SetMargins(edge, edge, edge)
	p.SetAutoPageBreak(false, 0)
	p.ink(1)
	return p
}

// beside is what to do, next to the code; so much is kept free at the right. The link stays whole.
func (p *paper) beside(s Poster, x, y, free, size, small float64) {
	width, _ := p.GetPageSize()
	room := width - edge - free - x
	p.SetLeftMargin(x)
	p.SetRightMargin(edge + free)
	p.SetXY(x, y)
	p.face(semibold, size)
	p.say(size*0.46, s.Call)
	p.Ln(1.5)
	p.face(regular, small)
	if wide := p.GetStringWidth(s.Link); wide > room-4 {
		p.face(regular, small*(room-4)/wide)
	}
	p.say(small*0.46, s.Link)
	p.SetLeftMargin(edge)
	p.SetRightMargin(edge)
}

func (p *paper) feet(s Poster, y float64) {
	said := s.Foot
	if p.unset {
		said += " " + s.Unset
	}
	p.SetXY(edge, y)
	p.ink(0.75)
	p.centred(regular, 8, 3.6, said)
	p.ink(1)
}

// centred sets text in lines around the middle; height 0 is that of the type.
func (p *paper) centred(f face, size, height float64, text string) {
	if height == 0 {
		height = size * 0.42
	}
	p.face(f, size)
	width, _ := p.GetPageSize()
	for _, line := range p.lines(text, width-2*edge) {
		wide := 0.0
		for _, r := range p.runs(line) {
			p.SetFont(string(r.face), "", p.size)
			wide += p.GetStringWidth(r.text)
		}
		p.SetX((width - wide) / 2)
		p.write(height, line)
		p.Ln(height)
	}
}

// lines breaks text at its blanks so that each line is no wider than so much; a word that is wider is broken.
func (p *paper) lines(text string, most float64) (lines []string) {
	line := ""
	fits := func(s string) bool { return p.GetStringWidth(s) <= most-4 }
	for _, word := range strings.Fields(text) {
		for !fits(word) {
			n := len([]rune(word))
			for n > 1 && !fits(string([]rune(word)[:n])) {
				n--
			}
			if line != "" {
				lines, line = append(lines, line), ""
			}
			lines, word = append(lines, string([]rune(word)[:n])), string([]rune(word)[n:])
		}
		switch {
		case line == "":
			line = word
		case fits(line + " " + word):
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// code draws a QR code with its quiet zone into a square.
func (p *paper) code(c Code, x, y, side float64) {
	const quiet = 2
	square := side / float64(c.Side+2*quiet)
	p.SetFillColor(0, 0, 0)
	for row := range c.Side {
		for from := 0; from < c.Side; {
			to := from
			for to < c.Side && c.Dark(to, row) {
				to++
			}
			if to > from {
				p.Rect(x+float64(from+quiet)*square, y+float64(row+quiet)*square, float64(to-from)*square, square, "F")
			}
			from = to + 1
		}
	}
}

func (p *paper) bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return nil, fmt.Errorf("poster: %w", err)
	}
	return b.Bytes(), nil
}

// fitting is the type for a text: the longer, the smaller.
func fitting(text string, sizes ...float64) float64 {
	at := len([]rune(text)) / 60
	return sizes[min(at, len(sizes)-1)]
}

// Sets reports whether our fonts have every sign of a text.
func Sets(text string) bool {
	p := &paper{Fpdf: fpdf.New("P", "mm", "A4", "")}
	p.fonts()
	p.face(regular, body)
	p.runs(text)
	return !p.unset
}
