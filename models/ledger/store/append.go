package store

import (
	"errors"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// Append adds leaves in the order given and signs the new checkpoint, all inside the caller's transaction; it returns the place
// of the first. It locks the tree until that transaction ends, so append late.
func (l *Ledger) Append(tx *db.Tx, leaves [][]byte) (first int64, err error) {
	first, err = l.lock(tx)
	if err != nil || len(leaves) == 0 {
		return first, err
	}
	tiles, root, err := ledger.Append(first, readTile(tx), leaves)
	if err != nil {
		return first, err
	}
	if err := errors.Join(writeLeaves(tx, first, leaves), writeTiles(tx, tiles)); err != nil {
		return first, err
	}
	size := first + int64(len(leaves))
	checkpoint, err := ledger.Checkpoint{Origin: l.origin, Size: size, Root: root}.Sign(l.signers[logKey])
	if err != nil {
		return first, err
	}
	return first, tx.Exec("UPDATE ledger_state SET size = ?, checkpoint = ? WHERE one = 1", size, checkpoint).Error
}

// lock keeps other replicas from appending; SQLite has one writer anyway.
func (l *Ledger) lock(tx *db.Tx) (size int64, err error) {
	query := "SELECT size FROM ledger_state WHERE one = 1"
	if l.d.Dialect == db.Postgres {
		query += " FOR UPDATE"
	}
	return size, tx.Raw(query).Row().Scan(&size)
}

func writeLeaves(tx *db.Tx, first int64, leaves [][]byte) error {
	rows, about := make([]any, 0, 3*len(leaves)), make([]any, 0, 2*len(leaves))
	for i, leaf := range leaves {
		place, h := first+int64(i), ledger.LeafHash(leaf)
		rows = append(rows, place, h[:], leaf)
		if what := ledger.About(leaf); what != "" {
			about = append(about, what, place)
		}
	}
	if err := db.InsertRows(tx, "INSERT INTO ledger_leaf (place, hash, leaf)", 3, rows, ""); err != nil {
		return err
	}
	return db.InsertRows(tx, "INSERT INTO ledger_about (about, place)", 2, about, "")
}

func writeTiles(tx *db.Tx, tiles []ledger.Tile) error {
	rows := make([]any, 0, 3*len(tiles))
	for _, t := range tiles {
		rows = append(rows, t.Level, t.N, t.Data)
	}
	return db.InsertRows(tx, "INSERT INTO ledger_tile (level, n, hashes)", 3, rows, "ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes")
}

// Say appends leaves of the operator's.
func (l *Ledger) Say(tx *db.Tx, said ...ledger.Operator) error {
	_, err := l.SayAt(tx, said...)
	return err
}

// SayAt is Say, and tells the place of the first.
func (l *Ledger) SayAt(tx *db.Tx, said ...ledger.Operator) (first int64, err error) {
	leaves := make([][]byte, len(said))
	for i, o := range said {
		if leaves[i], err = ledger.Marshal(l.origin, o); err != nil {
			return 0, err
		}
	}
	first, err = l.Append(tx, leaves)
	for i, o := range said {
		if err == nil {
			err = tx.Exec("INSERT INTO ledger_last (kind, place) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET place = excluded.place", o.Kind(), first+int64(i)).Error
		}
		if err == nil {
			err = l.file(tx, o.Kind(), first+int64(i))
		}
	}
	return first, err
}

// SayOnce appends what was never said before, in these bytes. Replicas that say the same at once take their turns at the tree.
func (l *Ledger) SayOnce(tx *db.Tx, said ledger.Operator) error {
	leaf, err := ledger.Marshal(l.origin, said)
	if err != nil {
		return err
	}
	if _, err := l.lock(tx); err != nil {
		return err
	}
	hash := ledger.LeafHash(leaf)
	var places []int64
	if err := tx.Raw("SELECT place FROM ledger_leaf WHERE hash = ? LIMIT 1", hash[:]).Scan(&places).Error; err != nil || len(places) > 0 {
		return err
	}
	return l.Say(tx, said)
}

// AppendActs appends sealed acts and files an entry of each under the day of their seal. Entries and acts are in the same order.
func (l *Ledger) AppendActs(tx *db.Tx, of day.Day, acts [][]byte, entries []pass.Entry) (first int64, err error) {
	if first, err = l.Append(tx, acts); err != nil || len(acts) == 0 {
		return first, err
	}
	file := make([]byte, 0, pass.EntrySize*len(entries))
	for _, e := range entries {
		file = append(file, e[:]...)
	}
	return first, tx.Exec("INSERT INTO ledger_keys (day, place, entries) VALUES (?, ?, ?)", of, first, file).Error
}

// Promise signs that a leaf will be in the ledger by the end of a day. The same leaf and day always give the same bytes.
func (l *Ledger) Promise(leaf ledger.Hash, last day.Day) ([]byte, error) {
	return ledger.Promise{Origin: l.origin, Leaf: leaf, Day: last}.Sign(l.signers[promiseKey])
}
