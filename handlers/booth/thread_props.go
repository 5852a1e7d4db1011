package booth

import (
	"context"

	"roundrobin/models/thread"
	view "roundrobin/views/petition"
)

const colleague = "colleague"

// thread is the talk under a petition, in the order that the address asks for.
func (b *Booth) thread(ctx context.Context, petition, order string) (view.Thread, error) {
	asked := thread.ParseOrder(order)
	read, err := b.Threads.Read(ctx, petition, asked)
	return view.Thread{Voices: read.Voices, Order: string(asked), Comments: comments(read.Comments)}, err
}

func comments(said []thread.Comment) []view.Comment {
	props := make([]view.Comment, len(said))
	for i, c := range said {
		props[i] = view.Comment{
			ID: c.ID, Voice: colleague, Pseudonym: c.Pseudonym, Mark: c.Mark, Day: string(c.Day), Text: c.Text, Agreed: c.Agreed,
			Replies: comments(c.Replies),
		}
	}
	return props
}
