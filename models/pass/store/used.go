package store

import "context"

// Used is how many slots of a book a petition has taken.
func (b *Books) Used(ctx context.Context, name string) (n int, err error) {
	return n, b.d.Read.WithContext(ctx).Raw("SELECT count(*) FROM slot WHERE book = ?", name).Row().Scan(&n)
}
