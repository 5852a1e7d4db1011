package roster

import (
	"context"
	"slices"
	"strings"
)

// Preview is what a file would do, with the names of those to whom.
type Preview struct {
	Report
	Joining, Leaving []Person // by name
	Changing         []Change // by the name before
}

// Change is a person before and after.
type Change struct{ Before, After Person }

// Preview reads a file by these columns, and changes nothing. Its refusals are those of Take, but for roster_drops.
func (r *Roster) Preview(ctx context.Context, f *File, c Columns) (p Preview, err error) {
	read, err := r.read(f, c)
	if err != nil {
		return p, err
	}
	present, err := r.store.present(ctx)
	if err != nil {
		return p, err
	}
	d, err := r.compare(read, present)
	if err != nil {
		return p, err
	}
	d.fill(&p.Report)
	p.Refused, p.Strange, p.Joining = read.refused, read.strange, d.added
	for _, h := range d.gone {
		who, err := r.decrypt(h, present[h].Encrypted)
		if err != nil {
			return p, err
		}
		p.Leaving = append(p.Leaving, who)
	}
	for _, after := range d.changed {
		before, err := r.decrypt(after.Hash, present[after.Hash].Encrypted)
		if err != nil {
			return p, err
		}
		p.Changing = append(p.Changing, Change{before, after})
	}
	byName := func(a, b Person) int { return strings.Compare(a.Name, b.Name) }
	slices.SortStableFunc(p.Joining, byName)
	slices.SortStableFunc(p.Leaving, byName)
	slices.SortStableFunc(p.Changing, func(a, b Change) int { return byName(a.Before, b.Before) })
	return p, nil
}
