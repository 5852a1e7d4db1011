package booth

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/day"
	"roundrobin/models/export"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	view "roundrobin/views/petition"
	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// letterShow is the letter on paper as a page.
func (b *Booth) letterShow(c *fiber.Ctx) error {
	h, err := b.handover(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	return page.Show(c, view.Letter(letterProps(h, b.today())))
}

// letterPDF is the same for the printer.
func (b *Booth) letterPDF(c *fiber.Ctx) error {
	h, err := b.handover(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	pdf, err := LetterOf(c.UserContext(), h, b.today()).PDF()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentDisposition, `inline; filename="letter-`+h.ID+`.pdf"`)
	return file(c, "application/pdf", briefly, pdf)
}

// handover is what a delivery of the petition would hand over now.
func (b *Booth) handover(ctx context.Context, id string) (h petition.Handover, err error) {
	if h, err = b.Petitions.Handover(ctx, id); err == nil && h.Opened == "" {
		err = errFile
	}
	return h, err
}

func letterProps(h petition.Handover, today day.Day) view.LetterProps {
	return view.LetterProps{
		ID: h.ID, Title: h.Text.Title, Ask: h.Text.Ask, Addressee: h.Text.Addressee, Language: h.Text.Language, LetterHTML: h.HTML, TextHash: h.Hash.String(),
		Count: h.Count, Goal: h.Goal, Share: pass.Share(h.Count, h.Holders), Holders: pass.Holders(h.Holders), Angles: h.Angles, Names: h.Names,
		Delivered: string(h.Delivered), Today: string(today),
	}
}

// LetterOf is the letter on paper, in the language of ctx.
func LetterOf(ctx context.Context, h petition.Handover, today day.Day) export.Letter {
	p := letterProps(h, today)
	w := p.Words(ctx)
	l := export.Letter{
		Language: h.Text.Language, Head: w.Head, To: w.To, Title: p.Title, Ask: p.Ask, Text: h.Text.Background, End: w.End,
		Ring: ringOf(h), Count: words.Number(ctx, p.Count), Says: w.Says, NamesHead: w.NamesHead, Names: p.Names, And: w.And, CheckHead: w.CheckHead,
		Foot: w.Foot, Page: func(n int) string { return words.T(ctx, "letter.page", "page", n) }, Unset: w.Unset, Day: today.Begins(time.UTC),
	}
	for _, c := range w.Checks {
		l.Checks = append(l.Checks, export.Check{Label: c.Label, Value: c.Value})
	}
	return l
}

const ringOnPaper = 200 // CSS pixels: the detail of the picture

var inks = [...]float64{1: 0.58, 2: 0.8, 3: 1} // by layer

func ringOf(h petition.Handover) export.Ring {
	d := ui.RingStrokes(h.ID, h.Angles, h.Goal, ringOnPaper)
	r := export.Ring{Inner: d.Inner, Outer: d.Outer, Width: d.Width}
	for _, s := range d.Strokes {
		r.Strokes = append(r.Strokes, export.Stroke{Angle: s.Angle, From: s.From, To: s.To, Ink: inks[s.Layer]})
	}
	return r
}
