package store

import (
	"context"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/petition"
)

// gather lets sponsors sign, or stands in line while no slot is free, in the caller's transaction. What was turned away and mended keeps its id, its slot and its past; what
// was signed stands for another text now, and its sponsors are asked again.
func (s *Store) gather(tx *db.Tx, p *petition.Petition) error {
	before, err := find(tx, full, "WHERE id = ?"+s.lock(), p.ID)
	if err != nil {
		return err
	}
	again := len(before) == 1
	if again {
		was := before[0]
		p.State, p.Since, p.Gathered, p.Count, p.Hidden = was.State, was.Since, was.Gathered, was.Count, was.Hidden
	}
	today := s.today()
	if err = s.place(tx, p, today); err != nil {
		return err
	}
	if again {
		if err = rewrite(tx, *p); err == nil {
			err = update(tx, *p)
		}
		if err == nil {
			err = s.index(tx, *p)
		}
		if err == nil {
			err = recount(tx, today, p)
		}
	} else if err = insert(tx, *p); err == nil {
		err = s.index(tx, *p)
	}
	if err != nil {
		return err
	}
	return s.sayFrozen(tx, p, today)
}

// Mend lets organizers write anew what was turned away. Everything that happened to it stays public.
func (s *Store) Mend(ctx context.Context, id string) (petition.Petition, error) {
	return s.move(ctx, id, petition.Mend, "", mending)
}

func mending(_ *db.Tx, p *petition.Petition) (ledger.Operator, error) {
	return &ledger.Mend{Petition: p.ID, Text: p.Hash, Day: p.Since}, nil
}
