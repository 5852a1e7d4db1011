package booth

import (
	"context"

	"roundrobin/models/petition"
	"roundrobin/models/thread"
	view "roundrobin/views/petition"
)

const colleague = "colleague"

// thread is a page of the talk under a petition, in the order that the address asks for.
func (b *Booth) thread(ctx context.Context, p petition.Petition, order string, page int) (view.Thread, error) {
	asked := thread.ParseOrder(order)
	read, err := b.Threads.Read(ctx, p.ID, asked, page)
	if err != nil {
		return view.Thread{}, err
	}
	t := view.Thread{
		Voices: read.Voices, Order: string(asked), Found: read.Found, Page: read.Page, Pages: read.Pages, Comments: comments(read.Comments),
	}
	return t, b.marked(ctx, p.ID, t.Comments)
}

func comments(said []thread.Comment) []view.Comment {
	props := make([]view.Comment, len(said))
	for i, c := range said {
		props[i] = view.Comment{
			ID: c.ID, Parent: c.Parent, Voice: voiceOf(c), Who: c.Who, Pseudonym: c.Pseudonym, Mark: c.Mark, Day: string(c.Day), Text: c.Text, HTML: c.HTML,
			Agreed: c.Agreed, Edited: c.Edited, TakenBack: c.TakenBack, Reason: c.Reason, Answered: c.Answered, Replies: comments(c.Replies),
		}
	}
	return props
}

func voiceOf(c thread.Comment) string {
	if c.Role == "" {
		return colleague
	}
	return string(c.Role)
}
