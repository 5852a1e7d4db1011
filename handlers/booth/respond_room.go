package booth

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"roundrobin/handlers/page"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/response"
	view "roundrobin/views/respond"
)

// respondRoom shows leadership's page as things stand now; err is what was refused, or nil.
func (b *Booth) respondRoom(c *fiber.Ctx, s said, typed response.Typed, err error) error {
	if err != nil {
		c.Status(b.Status(err))
	}
	ctx := c.UserContext()
	link, closed := b.Responses.Open(ctx, typed) // as it is after what was done
	if closed != nil {
		return b.respondClosed(c, s, closed)
	}
	p, broke := b.roomProps(ctx, link)
	if broke == nil {
		broke = b.talkOf(ctx, &p, s, link, err)
	}
	if broke != nil {
		return broke
	}
	p.Key, p.Words = s.key, s.words
	if link.Met == "" {
		p.Meeting = s.meeting
	}
	if s.do == "" && p.Stands != nil {
		p.Words = p.standing
	}
	if f := fault.Of(err); f != nil {
		p.Refusal, p.Field, p.Args = f.Code, f.Field, f.Args
	}
	if p.Words != "" && (s.do == view.Preview || s.do == view.Publish) && p.Field != "words" {
		if p.Preview, broke = petition.Render(p.Words); broke != nil {
			return broke
		}
	}
	return page.Show(c, view.Room(p.RoomProps))
}

type roomProps struct {
	view.RoomProps
	petition petition.Petition
	standing string // the newest revision's Markdown
}

func (b *Booth) roomProps(ctx context.Context, l response.Link) (roomProps, error) {
	p, err := b.Petitions.Find(ctx, l.Petition)
	if err != nil {
		return roomProps{}, err
	}
	life, err := b.Petitions.Life(ctx, p.ID)
	if err != nil {
		return roomProps{}, err
	}
	angles, err := b.Petitions.Angles(ctx, p.ID)
	if err != nil {
		return roomProps{}, err
	}
	holders, err := b.Holders(ctx)
	r := roomProps{petition: p, RoomProps: view.RoomProps{
		Name: l.Name, Received: string(l.Received), Met: string(l.Met),
		ID: p.ID, Title: p.Text.Title, Ask: p.Text.Ask, Addressee: p.Text.Addressee, Language: p.Text.Language, LetterHTML: p.HTML,
		Count: p.Count, Goal: p.Goal, Share: pass.Share(p.Count, holders), Angles: angles[p.ID],
		Today: string(b.today()), Delivered: string(p.Delivered), Due: string(p.Due), Answered: string(p.Answered),
		Seen: len(life.Responses), MaxWords: petition.MaxAnswer, MaxMeeting: petition.MaxMeeting,
	}}
	if r.Seen > 0 {
		last := life.Responses[r.Seen-1]
		r.Stands, r.standing = &view.Revision{Day: string(last.Day), Who: last.Who, HTML: last.HTML}, last.Words
	}
	return r, err
}

// number is a count as a form sends it; what is none is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
