package store

import (
	"roundrobin/models/db"
	"roundrobin/models/fault"
)

// TakeSlot gives a petition the lowest unused slot of the season's book, in the caller's transaction; a petition that has one
// keeps it. With none left it refuses, and the petition waits for the next book.
func (b *Books) TakeSlot(tx *db.Tx, petition string) (book string, slot int, err error) {
	var taken []struct {
		Book string
		Slot int
	}
	if err := tx.Raw("SELECT book, slot FROM slot WHERE petition = ?", petition).Scan(&taken).Error; err != nil {
		return "", 0, err
	}
	if len(taken) == 1 {
		return taken[0].Book, taken[0].Slot, nil
	}
	season, err := b.season(tx)
	if err != nil {
		return "", 0, err
	}
	if slot, err = b.lowest(tx, season); err != nil {
		return "", 0, err
	}
	return season.Name, slot, tx.Exec("INSERT INTO slot (book, slot, petition) VALUES (?, ?, ?)", season.Name, slot, petition).Error
}

// Hold locks the slots of the season until the transaction ends: what takes several locks takes this one before the ledger's.
func (b *Books) Hold(tx *db.Tx) error {
	if b.d.Dialect != db.Postgres {
		return nil
	}
	season, err := b.season(tx)
	if fault.Of(err) != nil {
		return nil
	}
	if err != nil {
		return err
	}
	return tx.Exec("SELECT name FROM book WHERE name = ? FOR UPDATE", season.Name).Error
}

func (b *Books) lowest(tx *db.Tx, season Book) (int, error) {
	if b.d.Dialect == db.Postgres { // one petition after the other
		if err := tx.Exec("SELECT name FROM book WHERE name = ? FOR UPDATE", season.Name).Error; err != nil {
			return 0, err
		}
	}
	var used []int
	if err := tx.Raw("SELECT slot FROM slot WHERE book = ? ORDER BY slot", season.Name).Scan(&used).Error; err != nil {
		return 0, err
	}
	slot := 1
	for slot <= len(used) && used[slot-1] == slot {
		slot++
	}
	if slot > season.Slots {
		return 0, fault.New(fault.Unavailable, "slots_taken", "book", season.Name).Again()
	}
	return slot, nil
}
