package store

import (
	"context"
	"slices"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
)

// named are the kinds of leaves that name keys. A wallet uses no key that no leaf names.
var named = []ledger.Kind{"desk", "promise", "gateway", "book"}

// newest is how many leaves of each kind a wallet gets: more than there are live books, or gateway keys that still open.
const newest = 6

// Named are the newest leaves that name keys, each with its proof under one checkpoint: the same for everyone, so that no wallet
// has to ask for the one that it needs.
type Named struct {
	Key        string      `json:"key"`        // note verifier key of the log
	Checkpoint string      `json:"checkpoint"` // signed
	Leaves     []NamedLeaf `json:"leaves"`     // in ledger order
}

// A NamedLeaf is a leaf at its index, and what RFC 6962 section 2.1.1 calls its audit path, from the leaf up.
type NamedLeaf struct {
	Index int64         `json:"index"`
	Leaf  string        `json:"leaf"`
	Path  []ledger.Hash `json:"path"`
}

// Named reads them: once for each checkpoint, as every page asks. Nobody may change what it returns.
func (l *Ledger) Named(ctx context.Context) (Named, error) {
	size, checkpoint, err := l.Checkpoint(ctx)
	if had := l.told.Load(); err == nil && had != nil && had.Checkpoint == string(checkpoint) {
		return *had, nil
	}
	n := Named{Key: l.Key(), Checkpoint: string(checkpoint), Leaves: []NamedLeaf{}}
	if err == nil {
		err = l.fill(l.d.Read.WithContext(ctx), &n, size)
	}
	if err == nil {
		l.told.Store(&n)
	}
	return n, err
}

func (l *Ledger) fill(tx *db.Tx, n *Named, size int64) error {
	places, err := namedBefore(tx, size)
	if err != nil {
		return err
	}
	for _, place := range places {
		var leaf []byte
		if err := tx.Raw("SELECT leaf FROM ledger_leaf WHERE place = ?", place).Row().Scan(&leaf); err != nil {
			return err
		}
		proof, err := ledger.NewReceipt(place, size, []byte(n.Checkpoint), readTile(tx))
		if err != nil {
			return err
		}
		n.Leaves = append(n.Leaves, NamedLeaf{place, string(leaf), proof.Path})
	}
	return nil
}

func namedBefore(tx *db.Tx, size int64) (all []int64, err error) {
	for _, kind := range named {
		var places []int64
		query := "SELECT place FROM ledger_named WHERE kind = ? AND place < ? ORDER BY place DESC LIMIT ?"
		if err := tx.Raw(query, kind, size, newest).Scan(&places).Error; err != nil {
			return nil, err
		}
		all = append(all, places...)
	}
	slices.Sort(all)
	return all, nil
}

// file notes where a leaf stands that names a key.
func (l *Ledger) file(tx *db.Tx, kind ledger.Kind, place int64) error {
	if !slices.Contains(named, kind) {
		return nil
	}
	return tx.Exec("INSERT INTO ledger_named (kind, place) VALUES (?, ?)", kind, place).Error
}
