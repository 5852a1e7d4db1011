package export

import (
	"time"

	"golang.org/x/image/font/gofont/gomonobold"
)

// Slips are codes on paper: sheets to cut, one strip a person. Everything in it is said already, as in a Poster.
type Slips struct {
	Paper    Paper
	Language string // BCP 47, of the document
	Subject  string
	Title    string // what it is for
	Do       string // one sentence
	Type     string // the label of Link
	Link     string // as it is typed
	Code     string // the label of a code
	Season   string
	Cut      string // for who cuts and hands out; it stands outside the strips
	Sheet    func(n, all int) string
	Slips    []Slip
	Day      time.Time
}

// A Slip is one person's: the code as it is read and typed, and the QR code that brings it.
type Slip struct {
	Code string
	QR   Code
}

const (
	perSheet = 7
	slipTop  = 13.0 // millimetres above the first strip
	slipFoot = 12.0
	slipSide = 14.0
)

// mono keeps 0 and O, 1 and I apart.
const mono face = "mono"

// PDF is as many sheets as it takes. Strips say nothing of their number or batch: cut and mixed, they are alike but for the code.
func (s Slips) PDF() ([]byte, error) {
	p := Poster{Paper: s.Paper, Language: s.Language, Title: s.Subject, Ask: s.Title, Foot: s.Title, Day: s.Day}.paper()
	p.AddUTF8FontFromBytes(string(mono), "", gomonobold.TTF)
	_, height := p.GetPageSize()
	strip := (height - slipTop - slipFoot) / perSheet
	all := (len(s.Slips) + perSheet - 1) / perSheet
	for i, one := range s.Slips {
		if i%perSheet == 0 {
			p.AddPage()
			p.margins(s, i/perSheet+1, all)
		}
		y := slipTop + float64(i%perSheet)*strip
		p.cut(y)
		p.slip(s, one, y, strip)
		p.cut(y + strip)
	}
	return p.bytes()
}

// margins is what falls to the floor when the sheet is cut.
func (p *paper) margins(s Slips, n, all int) {
	width, _ := p.GetPageSize()
	p.ink(0.75)
	p.face(regular, 8.5)
	p.SetXY(slipSide, 4.5)
	p.CellFormat(width-2*slipSide, 5, s.Cut, "", 0, "L", false, 0, "")
	p.SetXY(slipSide, 4.5)
	p.CellFormat(width-2*slipSide, 5, s.Sheet(n, all), "", 0, "R", false, 0, "")
	p.ink(1)
}

func (p *paper) cut(y float64) {
	width, _ := p.GetPageSize()
	p.ink(0.5)
	p.SetLineWidth(0.2)
	p.SetDashPattern([]float64{1.5, 1.5}, 0)
	p.Line(0, y, width, y)
	p.SetDashPattern(nil, 0)
	p.ink(1)
}

func (p *paper) slip(s Slips, one Slip, y, height float64) {
	width, _ := p.GetPageSize()
	side := height - 5
	p.code(one.QR, slipSide-2, y+2.5, side)
	x := slipSide + side + 3
	room := width - slipSide - x
	at := func(down float64, f face, size float64, text string) {
		p.SetXY(x, y+down)
		p.face(f, size)
		for wide := p.GetStringWidth(text); wide > room && size > 5; wide = p.GetStringWidth(text) {
			size -= 0.25
			p.face(f, size)
		}
		p.CellFormat(room, size*0.42, text, "", 0, "L", false, 0, "")
	}
	at(3.6, semibold, 12.5, s.Title)
	p.face(regular, 9.5)
	down := 9.6
	for _, line := range p.lines(s.Do, room) {
		at(down, regular, 9.5, line)
		down += 4.3
	}
	p.ink(0.75)
	at(down+1.6, regular, 8, s.Code)
	p.ink(1)
	at(down+4.6, mono, 17, one.Code)
	at(down+12.4, regular, 9.5, s.Type+"  "+s.Link)
	p.ink(0.75)
	p.SetXY(x, y+down+12.4)
	p.face(regular, 8)
	p.CellFormat(room, 4, s.Season, "", 0, "R", false, 0, "")
	p.ink(1)
}
