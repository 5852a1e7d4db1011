package store

import (
	"context"
	"database/sql"
	"errors"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
)

var errMissing = fault.New(fault.NotFound, "page_missing")

// Size is how many leaves there are. Whatever changes in public appends a leaf, so it is also the version of all that is public.
func (l *Ledger) Size(ctx context.Context) (size int64, err error) {
	return size, l.d.Read.WithContext(ctx).Raw("SELECT size FROM ledger_state WHERE one = 1").Row().Scan(&size)
}

// Tile gives the bytes of a tile or of a bundle of leaves, exactly as wide as asked; what the tree does not hold yet is missing.
func (l *Ledger) Tile(ctx context.Context, p ledger.Path) ([]byte, error) {
	tx := l.d.Read.WithContext(ctx)
	if p.Level == ledger.Entries {
		return bundle(tx, p)
	}
	data, err := readTile(tx)(p.Level, p.N)
	if errors.Is(err, sql.ErrNoRows) || err == nil && len(data) < p.Width*32 {
		return nil, errMissing
	}
	if err != nil {
		return nil, err
	}
	return data[:p.Width*32], nil
}

func bundle(tx *db.Tx, p ledger.Path) (b []byte, err error) {
	var leaves [][]byte
	from := p.N * ledger.TileWidth
	err = tx.Raw("SELECT leaf FROM ledger_leaf WHERE place >= ? AND place < ? ORDER BY place", from, from+int64(p.Width)).Scan(&leaves).Error
	if err == nil && len(leaves) < p.Width {
		err = errMissing
	}
	for _, leaf := range leaves {
		if err == nil {
			b, err = ledger.AppendEntry(b, leaf)
		}
	}
	return b, err
}

func readTile(tx *db.Tx) ledger.ReadTile {
	return func(level int, n int64) (data []byte, err error) {
		return data, tx.Raw("SELECT hashes FROM ledger_tile WHERE level = ? AND n = ?", level, n).Row().Scan(&data)
	}
}

// Receipt proves the leaf at a place under the newest checkpoint.
func (l *Ledger) Receipt(ctx context.Context, place int64) (ledger.Receipt, error) {
	size, checkpoint, err := l.Checkpoint(ctx)
	if err != nil {
		return ledger.Receipt{}, err
	}
	if place < 0 || place >= size {
		return ledger.Receipt{}, errMissing
	}
	return ledger.NewReceipt(place, size, checkpoint, readTile(l.d.Read.WithContext(ctx)))
}

// Find is the place of a leaf.
func (l *Ledger) Find(ctx context.Context, leaf ledger.Hash) (place int64, err error) {
	err = l.d.Read.WithContext(ctx).Raw("SELECT place FROM ledger_leaf WHERE hash = ? ORDER BY place LIMIT 1", leaf[:]).Row().Scan(&place)
	if errors.Is(err, sql.ErrNoRows) {
		err = errMissing
	}
	return place, err
}

// Keys is the file /log/keys/DAY: eight bytes for each act that was sealed with the seals of that day, in ledger order. A seal
// belongs to the day on which its acts were promised, even if the process slept and wrote it the morning after.
func (l *Ledger) Keys(ctx context.Context, of day.Day) (file []byte, err error) {
	var parts [][]byte
	err = l.d.Read.WithContext(ctx).Raw("SELECT prefixes FROM ledger_keys WHERE day = ? ORDER BY place", of).Scan(&parts).Error
	for _, p := range parts {
		file = append(file, p...)
	}
	return file, err
}

// A KeyDay is a day with acts, and how many.
type KeyDay struct {
	Day  day.Day `json:"day"`
	Acts int     `json:"acts"`
}

// KeyDays are all days with acts.
func (l *Ledger) KeyDays(ctx context.Context) (days []KeyDay, err error) {
	query := "SELECT day, sum(length(prefixes)) / ? AS acts FROM ledger_keys GROUP BY day ORDER BY day"
	return days, l.d.Read.WithContext(ctx).Raw(query, prefix).Scan(&days).Error
}

// A Placed leaf stands at its index in the tree.
type Placed struct {
	Place int64
	Leaf  []byte
}

// Places are where the first size leaves are about a petition or a book, in ledger order.
func (l *Ledger) Places(ctx context.Context, about string, size int64) (places []int64, err error) {
	query := "SELECT place FROM ledger_about WHERE about = ? AND place < ? ORDER BY place"
	return places, l.d.Read.WithContext(ctx).Raw(query, about, size).Scan(&places).Error
}

// About are the leaves about a petition or a book in the first size leaves, in ledger order: those of place from on, at most n.
func (l *Ledger) About(ctx context.Context, about string, from, size int64, n int) (leaves []Placed, err error) {
	query := "SELECT a.place, l.leaf FROM ledger_about a JOIN ledger_leaf l ON l.place = a.place WHERE a.about = ? AND a.place >= ? AND a.place < ? ORDER BY a.place LIMIT ?"
	return leaves, l.d.Read.WithContext(ctx).Raw(query, about, from, size, n).Scan(&leaves).Error
}
