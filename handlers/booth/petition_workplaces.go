package booth

import (
	"context"

	"roundrobin/models/petition"
	view "roundrobin/views/petition"
)

// workplaces is where signers can say that they work, and what of it the floor lets be shown.
func (b *Booth) workplaces(ctx context.Context, p petition.Petition, props *view.Props) error {
	props.Places = b.Petitions.Workplaces
	shown, err := b.shownWorkplaces(ctx, p)
	props.Workplaces = shown
	return err
}

// shownWorkplaces is nil if the floor lets nothing be shown.
func (b *Booth) shownWorkplaces(ctx context.Context, p petition.Petition) (*view.Workplaces, error) {
	shown, since, err := b.Petitions.SaidWorkplaces(ctx, p.ID)
	if err != nil || len(shown) == 0 {
		return nil, err
	}
	w := &view.Workplaces{Since: string(since)}
	for _, f := range shown {
		w.Rows = append(w.Rows, view.Workplace{Name: f.Name, People: f.People, Percent: f.People * 100 / shown[0].People})
	}
	return w, nil
}
