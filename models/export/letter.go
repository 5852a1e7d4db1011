package export

import (
	"bytes"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// A Letter is a petition on paper. Everything in it is said already, in the reader's language: nothing here knows words.
type Letter struct {
	Language  string                // BCP 47, of the document
	Head      string                // the line above the title: what this is, and of when
	To        string                // "To the executive board of Meridian Freight"
	Title     string                //
	Ask       string                // one sentence
	Text      string                // Markdown
	End       string                // the last line of the letter
	Ring      Ring                  //
	Count     string                // "1,612"
	Says      string                // what the count counts, and its share
	NamesHead string                // above Names
	Names     []string              // who signed by name
	And       string                // "and 1,598 verified colleagues who give no name"
	CheckHead string                // above Checks
	Checks    []Check               // what anybody needs to count again
	Foot      string                // of every page, before its number
	Page      func(page int) string // "page 2"
	Unset     string                // said at the end where signs stand in the text that our fonts do not have
	Day       time.Time             // its date of making: a day, so that the same letter has the same bytes
}

// A Check is a labelled fact.
type Check struct{ Label, Value string }

// A Ring is the picture of the signatures, in a box of 200 by 200 around its middle; angles run clockwise from the top.
type Ring struct {
	Inner, Outer, Width float64
	Strokes             []Stroke
}

// A Stroke is one spoke; Ink is 0 (none) to 1.
type Stroke struct{ Angle, From, To, Ink float64 }

// Sizes of the paper in millimetres, of type in points.
const (
	margin, top, bottom = 27.0, 24.0, 26.0
	body, leading       = 11.2, 5.7
	small, tight        = 9.2, 4.5
)

// PDF sets the letter on A4, with its fonts inside. The same letter always has the same bytes.
func (l Letter) PDF() ([]byte, error) {
	p := newPaper(l)
	p.AddPage()
	p.head(l)
	p.markdown(l.Text)
	p.end(l)
	p.signers(l)
	p.checks(l)
	if p.unset {
		p.Ln(3)
		p.face(regular, small)
		p.say(tight, l.Unset)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return nil, fmt.Errorf("letter: %w", err)
	}
	return b.Bytes(), nil
}

func newPaper(l Letter) *paper {
	p := &paper{Fpdf: fpdf.New("P", "mm", "A4", "")}
	p.fonts()
	p.SetTitle(l.Title, true)
	p.SetSubject(l.Ask, true)
	p.SetAuthor("", true)
	p.SetCreator(l.Foot, true)
	p.SetProducer("", true)
	p.SetLang(l.Language)
	p.SetCreationDate(l.Day)
	p.SetModificationDate(l.Day)
	p.SetCatalogSort(true)
	p.SetMargins(margin, top, margin)
	p.SetAutoPageBreak(true, bottom)
	p.SetFooterFunc(func() { p.foot(l) })
	p.ink(1)
	return p
}
