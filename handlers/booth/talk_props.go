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
	props.Flagging = b.flagging(p)
	props.Speakable = props.Speakable && g.Paused == ""
	return err
}

func guardOf(g moderation.Guard) view.Guard {
	return view.Guard{Most: g.Most, Paused: string(g.Paused), Words: g.Words, Muted: g.Muted}
}

// flagging is whether flags are taken, and what they can name.
func (b *Booth) flagging(p petition.Petition) view.Flagging {
	f := view.Flagging{Open: p.MayFlag(b.today()) == nil}
	for _, s := range standard.Current().All {
		f.Standards = append(f.Standards, view.Standard{Code: s.Code, Title: s.Title})
	}
	return f
}

// marked puts marks in the place of what stewards hide, or want to read first. Its words are not in the thread any more.
func (b *Booth) marked(ctx context.Context, petition string, comments []view.Comment) error {
	marks, err := b.Cases.Marks(ctx, petition)
	hide(comments, marks)
	return err
}

func hide(comments []view.Comment, marks map[string]moderation.Mark) {
	for i := range comments {
		if m, ok := marks[comments[i].ID]; ok {
			comments[i].Hidden = hiddenComment(m)
		}
		hide(comments[i].Replies, marks)
	}
}

func hiddenComment(m moderation.Mark) *view.Hidden {
	r := petition.ParseReason(m.Reason)
	h := &view.Hidden{Day: string(m.Day), Reason: r.Words, Held: m.Held, Appeals: m.Appeals, Upheld: m.Upheld, Appealable: m.Held == "" && m.Appealed == ""}
	if s, err := standard.Current().Find(r.Code); err == nil {
		h.Standard = s.Title
	}
	return h
}
