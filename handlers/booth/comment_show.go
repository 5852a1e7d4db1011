package booth

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
	view "roundrobin/views/petition"
)

// commentList is a page of a petition's thread, apart from the petition.
func (b *Booth) commentList(c *fiber.Ctx) error {
	p, err := b.Petitions.Any(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	props, err := b.talkProps(c.UserContext(), p)
	if err != nil {
		return err
	}
	if props.Thread, err = b.thread(c.UserContext(), p, c.Query("order"), c.QueryInt("page", 1)); err != nil {
		return err
	}
	props.Thread.Round = p.Round != ""
	return page.Show(c, view.Comments(props))
}

// commentShow is one comment with its replies, at an address that stays.
func (b *Booth) commentShow(c *fiber.Ctx) error {
	p, err := b.Petitions.Any(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	one, err := b.Threads.Find(c.UserContext(), p.ID, c.Params("comment"), c.QueryInt("page"))
	if err != nil {
		return err
	}
	props, err := b.talkProps(c.UserContext(), p)
	if err != nil {
		return err
	}
	said := comments([]thread.Comment{one.Comment})
	if err = b.marked(c.UserContext(), p.ID, said); err != nil {
		return err
	}
	props.One, props.Page, props.Pages = said[0], one.Page, one.Pages
	props.Asked = c.Params("comment")
	return page.Show(c, view.CommentPage(props))
}

// talkProps are what pages of comments say about their petition. A hidden petition has no title here either.
func (b *Booth) talkProps(ctx context.Context, p petition.Petition) (view.TalkProps, error) {
	flagging, err := b.flagging(ctx, p)
	t := view.TalkProps{
		ID: p.ID, Title: p.Text.Title, Language: p.Text.Language, Hidden: p.Hidden != "", Today: string(b.today()),
		Speakable: p.MaySpeak(b.today()) == nil, Flagging: flagging,
	}
	if p.Round != "" {
		t.Program = p.Program
	}
	return t, err
}
