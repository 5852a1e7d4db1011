package booth

import (
	"context"

	"roundrobin/models/moderation"
	"roundrobin/models/petition"
	"roundrobin/models/standard"
	view "roundrobin/views/petition"
)

// guarded puts into a petition's page how stewards keep its talk.
func (b *Booth) guarded(ctx context.Context, p petition.Petition, props *view.Props) error {
	g, err := b.Cases.Guard(ctx, p.ID)
	props.Guard = guardOf(g)
	props.Speakable = props.Speakable && g.Paused == ""
	if err == nil {
		props.Flagging, err = b.flagging(ctx, p)
	}
	return err
}

func guardOf(g moderation.Guard) view.Guard {
	return view.Guard{Most: g.Most, Paused: string(g.Paused), Words: g.Words, Muted: g.Muted}
}

// flagging is whether flags are taken, and what they can name.
func (b *Booth) flagging(ctx context.Context, p petition.Petition) (f view.Flagging, err error) {
	all, err := b.Cases.Standards.Published(ctx)
	if err != nil {
		return f, err
	}
	f.Open = p.MayFlag(b.today()) == nil
	for _, s := range all.Current().All {
		f.Standards = append(f.Standards, view.Standard{Code: s.Code, Title: s.Title})
	}
	return f, nil
}

// marked puts marks in the place of what stewards hide, or want to read first. Its words are not in the thread any more.
func (b *Booth) marked(ctx context.Context, petition string, comments []view.Comment) error {
	marks, err := b.Cases.Marks(ctx, petition)
	if err != nil {
		return err
	}
	all, err := b.Cases.Standards.Published(ctx)
	if err == nil {
		hide(comments, marks, all)
	}
	return err
}

func hide(comments []view.Comment, marks map[string]moderation.Mark, all standard.Published) {
	for i := range comments {
		if m, ok := marks[comments[i].ID]; ok {
			comments[i].Hidden = hiddenComment(m, all)
		}
		hide(comments[i].Replies, marks, all)
	}
}

func hiddenComment(m moderation.Mark, all standard.Published) *view.Hidden {
	r := petition.ParseReason(m.Reason)
	h := &view.Hidden{Day: string(m.Day), Reason: r.Words, Held: m.Held, Appeals: m.Appeals, Upheld: m.Upheld, Appealable: m.Held == "" && m.Appealed == ""}
	if s, err := all.Find(r.Code); err == nil {
		h.Standard = s.Title
	}
	return h
}
