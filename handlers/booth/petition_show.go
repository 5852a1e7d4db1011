package booth

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	view "roundrobin/views/petition"
	"roundrobin/views/ui"
)

const ringSize = 320

func (b *Booth) petitionShow(c *fiber.Ctx) error {
	ctx := c.UserContext()
	p, err := b.Petitions.Any(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	if p.Round != "" { // it is asked on its program's page
		return c.Redirect("/programs/"+p.Program, fiber.StatusFound)
	}
	props, err := b.petitionProps(ctx, p)
	if err != nil {
		return err
	}
	props.Titled = c.Query(cardQuery) == cardTitle
	if err = b.named(ctx, p, &props); err != nil {
		return err
	}
	if props.Rating, err = b.rating(ctx, p); err != nil {
		return err
	}
	if err = b.workplaces(ctx, p, &props); err != nil {
		return err
	}
	if props.Thread, err = b.thread(ctx, p, c.Query("order"), 1); err != nil {
		return err
	}
	if err = b.guarded(ctx, p, &props); err != nil {
		return err
	}
	return page.Show(c, view.Show(props))
}

func (b *Booth) petitionProps(ctx context.Context, p petition.Petition) (view.Props, error) {
	record, err := b.Petitions.Life(ctx, p.ID)
	if err != nil {
		return view.Props{}, err
	}
	life, err := b.wholeLife(ctx, p, record)
	if err != nil {
		return view.Props{}, err
	}
	angles, err := b.Petitions.Angles(ctx, p.ID)
	if err != nil {
		return view.Props{}, err
	}
	holders, err := b.Holders(ctx)
	if err != nil {
		return view.Props{}, err
	}
	reply, err := b.replyProps(ctx, p, record)
	if err != nil {
		return view.Props{}, err
	}
	all, err := b.Cases.Standards.Published(ctx)
	if err != nil {
		return view.Props{}, err
	}
	about, _, err := b.aboutProgram(ctx, p)
	today := b.today()
	return view.Props{
		Sponsoring: b.sponsoring(p, record), Hidden: hiddenBy(p, record, all), Mending: string(mendingBy(p, b.Rules())),
		ID: p.ID, Title: p.Text.Title, Ask: p.Text.Ask, Addressee: p.Text.Addressee, Language: p.Text.Language,
		LetterHTML: p.HTML, TextHash: p.Hash.String(), Frozen: string(p.Gathered),
		Standing: b.standing(p), Life: life, Program: about, Topic: string(p.Topic), Reply: reply, Came: cameOf(p, record),
		Count: p.Count, Goal: p.Goal, Share: pass.Share(p.Count, holders), Holders: pass.Holders(holders), Angles: angles[p.ID],
		Signable: p.MaySign(today) == nil, Speakable: p.MaySpeak(today) == nil,
	}, err
}

// aboutProgram is the petition's program and what it did since the petition opened.
func (b *Booth) aboutProgram(ctx context.Context, p petition.Petition) (*view.Program, []ui.Event, error) {
	if p.Program == "" {
		return nil, nil, nil
	}
	about, err := b.Programs.Find(ctx, p.Program)
	if err != nil || p.Opened == "" {
		return &view.Program{ID: about.ID, Name: about.Name, State: b.programState(about)}, nil, err
	}
	entries, err := b.Programs.Timeline(ctx, p.Program, p.Opened)
	return &view.Program{ID: about.ID, Name: about.Name, State: b.programState(about)}, eventsOf(p.Program, entries), err
}

// petitionRing is the drawing alone. Every open tab of the petition's page asks for it when the public count moved.
func (b *Booth) petitionRing(c *fiber.Ctx) error {
	p, err := b.Petitions.Find(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	angles, err := b.Petitions.Angles(c.UserContext(), p.ID)
	if err != nil {
		return err
	}
	size := c.QueryInt("size", ringSize)
	return page.Show(c, view.Ring(view.RingProps{ID: p.ID, Angles: angles[p.ID], Goal: p.Goal, Size: size}))
}
