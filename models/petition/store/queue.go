package store

import (
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/petition"
)

// first is who takes the next free slot, or "".
func first(tx *db.Tx) (id string, err error) {
	var ids []string
	err = tx.Raw("SELECT petition FROM petition_queue ORDER BY place LIMIT 1").Scan(&ids).Error
	if len(ids) == 1 {
		id = ids[0]
	}
	return id, err
}

// sealQueue lets those gather for whom slots are free now, in the order of the queue.
func (s *Store) sealQueue(tx *db.Tx, on day.Day) error {
	for {
		id, err := first(tx)
		if err != nil || id == "" {
			return err
		}
		p, err := findOne(tx, "WHERE id = ?", id)
		if err != nil {
			return err
		}
		p.Book, p.Slot, err = s.books.TakeSlot(tx, id)
		if fault.Of(err) != nil {
			return nil
		}
		if err == nil {
			err = p.Advance(petition.Gather, on, s.Ruled())
		}
		if err == nil {
			err = update(tx, p)
		}
		if err == nil {
			err = s.sayFrozen(tx, &p, on)
		}
		if err != nil {
			return err
		}
	}
}
