package export

import (
	"math"
	"strings"
)

func (p *paper) head(l Letter) {
	p.face(regular, small)
	p.ink(0.75)
	p.say(tight, l.Head)
	p.ink(1)
	p.Ln(9)
	p.face(regular, 23)
	p.say(9.4, l.Title)
	p.Ln(5)
	p.face(italic, body)
	p.say(leading, l.To)
	p.Ln(3.5)
	p.face(italic, 13.2)
	p.say(6.6, l.Ask)
	p.Ln(5.5)
}

func (p *paper) end(l Letter) {
	p.Ln(1.5)
	p.face(italic, body)
	p.say(leading, l.End)
}

// signers are the ring with the count beside it, then who gave their names.
func (p *paper) signers(l Letter) {
	const side = 36.0
	p.keep(side + 22)
	p.Ln(6)
	p.rule()
	p.Ln(6)
	x, y := p.GetXY()
	p.ring(l.Ring, x, y, side)
	p.SetLeftMargin(margin + side + 8)
	p.SetXY(margin+side+8, y+6)
	p.face(regular, 32)
	p.say(13, l.Count)
	p.face(regular, body)
	p.say(leading, l.Says)
	p.SetLeftMargin(margin)
	p.SetXY(margin, max(p.GetY(), y+side)+5)
	if len(l.Names) > 0 {
		p.face(semibold, body)
		p.say(leading, l.NamesHead)
		p.face(regular, body)
		p.say(leading, strings.Join(l.Names, " · "))
		p.say(leading, l.And)
		p.Ln(2)
	}
}

// checks are labelled facts in small type.
func (p *paper) checks(l Letter) {
	const label = 34.0
	p.keep(42)
	p.Ln(3)
	p.rule()
	p.Ln(4)
	p.face(semibold, body)
	p.say(leading, l.CheckHead)
	p.Ln(1)
	for _, c := range l.Checks {
		p.keep(tight * 3)
		y := p.GetY()
		p.face(semibold, small)
		p.say(tight, c.Label)
		p.SetLeftMargin(margin + label)
		p.SetXY(margin+label, y)
		p.face(regular, small)
		p.say(tight, c.Value)
		p.SetLeftMargin(margin)
		p.SetX(margin)
		p.Ln(1.2)
	}
}

func (p *paper) foot(l Letter) {
	now, size, x, y := p.now, p.size, p.GetX(), p.GetY()
	p.SetXY(margin, 297-bottom+10)
	p.face(regular, 8)
	p.ink(0.75)
	width, _ := p.GetPageSize()
	p.CellFormat(width-2*margin, 4, l.Foot+" · "+l.Page(p.PageNo()), "", 0, "L", false, 0, "")
	p.ink(1)
	p.face(now, size)
	p.SetXY(x, y)
}

func (p *paper) rule() {
	width, _ := p.GetPageSize()
	p.ink(0.35)
	p.SetLineWidth(0.2)
	p.Line(margin, p.GetY(), width-margin, p.GetY())
	p.ink(1)
}

// keep begins a new page where less than so much is left on this one.
func (p *paper) keep(height float64) {
	if _, page := p.GetPageSize(); p.GetY()+height > page-bottom {
		p.AddPage()
	}
}

// ring draws the signatures into a square.
func (p *paper) ring(r Ring, x, y, side float64) {
	scale, middle := side/200, side/2
	p.SetDrawColor(0xec, 0xe4, 0xd3)
	p.SetLineWidth((r.Outer - r.Inner) * scale)
	p.Circle(x+middle, y+middle, (r.Inner+r.Outer)/2*scale, "D")
	p.SetLineWidth(r.Width * scale)
	for _, s := range r.Strokes {
		sin, cos := math.Sin(s.Angle)*scale, -math.Cos(s.Angle)*scale
		p.ink(s.Ink)
		p.Line(x+middle+sin*s.From, y+middle+cos*s.From, x+middle+sin*s.To, y+middle+cos*s.To)
	}
	p.ink(1)
	p.SetLineWidth(0.2)
}
