package roster

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
)

const undoDays = 7 // what an import changed is kept so long

// Last is the last import.
type Last struct {
	Day                   day.Day // "" if there was none
	Joined, Changed, Left int
	Undo                  bool // it can be undone
}

// Last says what the last import did.
func (r *Roster) Last(ctx context.Context) (Last, error) {
	s, err := r.store.state(ctx)
	return Last{day.Day(s.Day), s.Joined, s.Changed, s.Gone, s.Undo == 1}, err
}

var errNothingToUndo = fault.New(fault.Conflict, "roster_nothing_to_undo")

// Undo takes the last import back: who left is on the roster again, who changed is as before. Who joined has left, and stays among those who
// could collect a book: they could, for a while.
func (r *Roster) Undo(ctx context.Context) (Report, error) {
	var report Report
	err := r.store.alone(ctx, func(tx *db.Tx) error {
		s, err := r.store.stateIn(tx)
		switch {
		case err != nil:
			return err
		case s.Undo == 0:
			return errNothingToUndo
		}
		report = Report{Added: s.Gone, Changed: s.Changed, Left: s.Joined}
		if err := r.store.undo(tx, r.today()); err != nil {
			return err
		}
		return r.store.sortIn(tx, r.kindOf)
	})
	if err != nil {
		return report, err
	}
	return report, r.store.Vacate(ctx)
}
