package store_test

import (
	"slices"
	"testing"

	"roundrobin/models/db/dbtest"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/petition/store"
)

// Organizers of three drafts do what comes into their heads, seals come at any time, and stewards, leadership and other sites move what is
// public meanwhile: what is recorded of a petition is always a way through the lifecycle's table, and a seal changes nothing of what
// organizers see but what it had to drop.
func TestOrganizersWalkOnlyWhereTheTableLeads(t *testing.T) {
	each(t, func(t *testing.T, b *booth) {
		w := &strollers{booth: b, dice: &dice{seed: 3}}
		for n := range 3 {
			o, _ := b.drafting(n)
			w.people = append(w.people, o, o.invites(1, 10+n))
		}
		for range dbtest.Times(100, 1000) {
			w.step()
		}
		w.sealed()
		w.lives()
		if w.taken < 10 {
			t.Errorf("only %d acts were taken", w.taken)
		}
	})
}

type strollers struct {
	*booth
	*dice
	people []*organizer
	taken  int
}

func (w *strollers) step() {
	o := w.people[w.below(len(w.people))]
	d := o.reads()
	o.seq = d.Seq(o.is.Key())
	stands := d.Stands()
	title := content("Stop recording")
	switch w.below(14) {
	case 0, 1:
		w.sealed()
	case 2:
		w.others(o.id)
	case 3, 4:
		next := title
		next.Goal = 1 + w.below(9)
		w.tries(o.at(o.seq+1, pass.Drafting, pass.Hash{}, string(pass.Cut(stands.ID, next.Marshal())[0].Marshal())))
	case 5, 6:
		w.tries(o.at(o.seq+1, pass.Gathering, title.Text().Hash(), stands.ID))
	case 7, 8:
		w.tries(o.at(o.seq+1, pass.Mending, pass.Hash{}, ""))
	case 9:
		w.tries(o.at(o.seq+1, pass.Delivering, pass.Hash{}, ""))
	case 10:
		w.tries(o.at(o.seq+1, pass.Updating, pass.Hash{}, "News."))
	case 11:
		w.tries(o.at(o.seq+1, pass.Concluding, pass.Hash{}, "partly_won\nSome of it."))
	case 12:
		if w.below(6) == 0 {
			w.tries(o.at(o.seq+1, pass.Taking, pass.Hash{}, "Enough."))
		}
	case 13:
		w.tries(o.at(max(1, o.seq), pass.Mending, pass.Hash{}, "")) // an old number, or the same again
	}
}

func (w *strollers) tries(h pass.HandedIn) {
	if _, err := w.HandIn(ctx, h); err == nil {
		w.taken++
	} else if fault.Of(err) == nil {
		w.t.Fatalf("a %s: %v", h.Kind, err)
	}
}

// others are a steward, leadership, and those who sign.
func (w *strollers) others(id string) {
	var err error
	switch w.below(6) {
	case 0, 4, 5:
		var p petition.Petition
		if p, err = w.FindWhole(ctx, id); err == nil {
			_, err = w.Reject(ctx, id, ines(p, "person_named", "It names a person."))
		}
	case 1:
		_, err = w.Open(ctx, id)
	case 2:
		_, err = w.Respond(ctx, id, store.Answer{Who: "the board", Words: "We read it."}, nil)
	case 3:
		if p, missing := w.Find(ctx, id); missing == nil && p.Slot > 0 {
			_, err = w.HandIn(ctx, w.signature(p, 20+w.below(30), 1))
		}
	}
	if err != nil && fault.Of(err) == nil {
		w.t.Fatal(err)
	}
}

// sealed seals, and holds what organizers see to what they saw.
func (w *strollers) sealed() {
	w.t.Helper()
	before := map[string]*petition.Organizing{}
	for _, o := range w.people {
		before[o.id] = o.reads()
	}
	w.seal()
	for id, was := range before {
		is, err := w.Organizing(ctx, id, nil)
		no(w.t, err)
		dropped := slices.ContainsFunc(is.Happened, func(a petition.Organized) bool { return a.Dropped != "" })
		queued := was.Petition.State == petition.Gathering && is.Petition.State == petition.Queued || is.Petition.State == petition.Gathering
		if is.Petition.State != was.Petition.State && !dropped && !queued {
			w.t.Errorf("%s to organizers, %s after the seal", was.Petition.State, is.Petition.State)
		}
		if is.Acts != was.Acts || len(is.Versions) != len(was.Versions) || !slices.Equal(is.Organizers, was.Organizers) || is.Public != is.Petition.State && is.Petition.State != petition.Withdrawn {
			w.t.Errorf("before the seal %+v, after it %+v", was, is)
		}
	}
}

// lives follows each petition's record through the table.
func (w *strollers) lives() {
	w.t.Helper()
	for _, o := range w.people {
		p, err := w.Find(ctx, o.id)
		if err != nil {
			continue // never public, or mended
		}
		l, err := w.Life(ctx, o.id)
		no(w.t, err)
		state := petition.Draft
		for _, h := range l.Happenings {
			if h.Event == "outcome" {
				continue
			}
			to, err := state.After(h.Event)
			if err != nil {
				w.t.Errorf("%s: %s from %s", o.id, h.Event, state)
			}
			state = to
		}
		if state != p.State {
			w.t.Errorf("the record leads to %s, the petition is %s", state, p.State)
		}
	}
}
