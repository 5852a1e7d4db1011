package export

import (
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const indent = 6.0 // millimetres

// markdown sets what the petition's page shows of it: paragraphs, lists, quotes, headings. Raw HTML and pictures are left out, as there.
func (p *paper) markdown(source string) {
	b := []byte(source)
	p.blocks(goldmark.DefaultParser().Parse(text.NewReader(b)), b)
}

func (p *paper) blocks(parent ast.Node, source []byte) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		p.block(n, source)
	}
}

func (p *paper) block(n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Heading:
		p.keep(leading * 4)
		p.Ln(1.5)
		p.face(semibold, 12.6)
		p.inline(n, source, 6)
		p.Ln(6 + 1.2)
	case *ast.Paragraph:
		p.face(p.upright(n), body)
		p.inline(n, source, leading)
		p.Ln(leading + 2.4)
	case *ast.TextBlock:
		p.face(p.upright(n), body)
		p.inline(n, source, leading)
		p.Ln(leading + 0.6)
	case *ast.List:
		p.list(n, source)
	case *ast.Blockquote:
		p.inset(func() { p.blocks(n, source) })
	case *ast.ThematicBreak:
		p.Ln(2)
		p.rule()
		p.Ln(4)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		p.face(regular, body)
		p.inset(func() { p.say(leading, string(n.Lines().Value(source))) })
		p.Ln(1)
	}
}

// upright is the face of a block: what is quoted stands in italics.
func (p *paper) upright(n ast.Node) face {
	for n = n.Parent(); n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote {
			return italic
		}
	}
	return regular
}

func (p *paper) list(l *ast.List, source []byte) {
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		sign := "–"
		if l.IsOrdered() {
			sign = strconv.Itoa(number) + "."
			number++
		}
		p.keep(leading * 2)
		p.face(regular, body)
		left, _, _, _ := p.GetMargins()
		p.SetX(left)
		p.Cell(indent, leading, sign)
		p.inset(func() { p.blocks(item, source) })
	}
	p.Ln(1.8)
}

// inset moves the left margin in for what is set within.
func (p *paper) inset(set func()) {
	left, _, _, _ := p.GetMargins()
	p.SetLeftMargin(left + indent)
	p.SetX(left + indent)
	set()
	p.SetLeftMargin(left)
	p.SetX(left)
}

func (p *paper) inline(parent ast.Node, source []byte, height float64) {
	around := p.now
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			p.write(height, read(n.Segment.Value(source)))
			if n.HardLineBreak() {
				p.Ln(height)
			} else if n.SoftLineBreak() {
				p.write(height, " ")
			}
		case *ast.String:
			p.write(height, string(n.Value))
		case *ast.Emphasis:
			p.face(emphasis(n.Level, around), p.size)
			p.inline(n, source, height)
			p.face(around, p.size)
		case *ast.AutoLink:
			p.write(height, string(n.URL(source)))
		case *ast.Link: // on paper, where it leads is read
			p.inline(n, source, height)
			p.write(height, " ("+string(n.Destination)+")")
		case *ast.CodeSpan:
			p.inline(n, source, height)
		}
	}
}

// read resolves escapes and entities.
func read(b []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b))))
}

func emphasis(level int, around face) face {
	switch {
	case level > 1:
		return semibold
	case around == italic:
		return regular
	}
	return italic
}
