package store

import (
	"context"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
)

// Eligible is how many people could ever collect a book, as the ledger last said; -1 if it never did.
func (l *Ledger) Eligible(ctx context.Context, book string) (int, error) {
	return eligible(l.d.Read.WithContext(ctx), book)
}

// SayEligible says it, if it is more than was said before: people who could ever collect a book do not become fewer, and a leaf
// that said so would stand for ever as a lie.
func (l *Ledger) SayEligible(tx *db.Tx, e *ledger.Eligible) error {
	if _, err := l.lock(tx); err != nil {
		return err
	}
	said, err := eligible(tx, e.Book)
	if err != nil || e.Size <= said {
		return err
	}
	return l.Say(tx, e)
}

func eligible(tx *db.Tx, book string) (size int, err error) {
	size = -1
	err = lastSaid(tx, book, func(o ledger.Operator) bool {
		e, ok := o.(*ledger.Eligible)
		if ok {
			size = e.Size
		}
		return ok
	})
	return size, err
}

// lastSaid hands over what the operator said of a book, the newest first, until it is told that this was it.
func lastSaid(tx *db.Tx, book string, found func(ledger.Operator) bool) error {
	var leaves [][]byte
	query := "SELECT l.leaf FROM ledger_about a JOIN ledger_leaf l ON l.place = a.place WHERE a.about = ? ORDER BY a.place DESC"
	if err := tx.Raw(query, book).Scan(&leaves).Error; err != nil {
		return err
	}
	for _, raw := range leaves {
		leaf, err := ledger.ParseLeaf(raw)
		if err != nil {
			return err
		}
		if found(leaf.Operator) {
			return nil
		}
	}
	return nil
}
