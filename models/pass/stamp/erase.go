package stamp

import (
	"context"
	"io"

	"roundrobin/models/db"
)

// Erase makes the books that a person collected nobody's. How many were collected stays as it was, since counts are bounded by it; so whoever
// is erased must never collect again, which the roster sees to. It returns how many there were.
func (s *Stamp) Erase(ctx context.Context, p Person) (n int, err error) {
	return s.store.erase(ctx, s.random, p)
}

func (s store) erase(ctx context.Context, random io.Reader, p Person) (n int, err error) {
	err = s.InTx(ctx, func(tx *db.Tx) error {
		var rows []issuanceRow
		if err := tx.Where("person = ?", p[:]).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			var nobody [64]byte
			if _, err := io.ReadFull(random, nobody[:]); err != nil {
				return err
			}
			if err := tx.Exec("UPDATE issuances SET person = ?, request = ? WHERE book = ? AND person = ?", nobody[:32], nobody[32:], r.Book, p[:]).Error; err != nil {
				return err
			}
		}
		n = len(rows)
		return nil
	})
	return n, err
}
