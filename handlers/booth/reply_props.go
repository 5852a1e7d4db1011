package booth

import (
	"context"
	"strings"

	"roundrobin/models/petition"
	"roundrobin/models/response"
	view "roundrobin/views/petition"
	"roundrobin/views/ui"
)

// replyProps is what leadership did with a petition; nil before it was delivered.
func (b *Booth) replyProps(ctx context.Context, p petition.Petition, l petition.Life) (*view.Reply, error) {
	if p.Delivered == "" {
		return nil, nil
	}
	links, err := b.Responses.Of(ctx, p.ID)
	r := &view.Reply{Delivered: string(p.Delivered), Due: string(p.Due), Today: string(b.today()), Received: marks(l, petition.Receive), Meetings: marks(l, petition.Meet)}
	for _, link := range links {
		r.To = append(r.To, link.Name)
	}
	for i, x := range l.Responses {
		v := view.Revision{Day: string(x.Day), Who: x.Who, HTML: x.HTML}
		if i > 0 {
			for _, piece := range response.Diff(l.Responses[i-1].Words, x.Words) {
				v.Changes = append(v.Changes, view.Piece(piece))
			}
		}
		r.Revisions = append(r.Revisions, v)
	}
	return r, err
}

// marks are what leadership did besides answering: the record's first line says who, the rest what they said.
func marks(l petition.Life, e petition.Event) (all []view.Mark) {
	for _, h := range l.Happenings {
		if h.Event == e {
			who, words, _ := strings.Cut(h.Reason, "\n")
			all = append(all, view.Mark{Day: string(h.Day), Who: who, Words: words})
		}
	}
	return all
}

func did(l petition.Life, e petition.Event) (all []ui.Did) {
	for _, m := range marks(l, e) {
		all = append(all, ui.Did{Day: m.Day, Who: m.Who, Note: m.Words})
	}
	return all
}

// cameOf is the outcome with its reason; nil while nobody has said it.
func cameOf(p petition.Petition, l petition.Life) *view.Came {
	if p.Outcome == "" {
		return nil
	}
	last := l.Last(petition.Conclude)
	return &view.Came{Result: string(p.Outcome), Day: string(last.Day), Reason: last.Reason}
}
