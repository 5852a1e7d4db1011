package booth

import (
	"context"

	"roundrobin/models/moderation"
	"roundrobin/models/petition"
	"roundrobin/models/standard"
	view "roundrobin/views/petition"
)

// guarded puts what stewards decided about a talk into its page: how it is kept, and marks in the place of what is hidden.
func (b *Booth) guarded(ctx context.Context, p petition.Petition, props *view.Props) error {
	g, err := b.Cases.Guard(ctx, p.ID)
	if err != nil {
		return err
	}
	props.Guard = view.Guard{Most: g.Most, Paused: string(g.Paused), Words: g.Words, Muted: g.Muted}
	props.Flaggable = p.MayFlag(b.today()) == nil
	props.Speakable = props.Speakable && g.Paused == ""
	for _, s := range standard.Current().All {
		props.Standards = append(props.Standards, view.Standard{Code: s.Code, Title: s.Title})
	}
	marks, err := b.Cases.Marks(ctx, p.ID)
	hide(props.Thread.Comments, marks)
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
