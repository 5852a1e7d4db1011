package stamp

import "context"

// Erase makes the books that a person collected nobody's. How many were collected stays as it was, since counts are bounded by it; so whoever
// is erased must never collect again, which the roster sees to. It returns how many there were.
func (s *Stamp) Erase(ctx context.Context, p Person) (n int, err error) {
	return s.store.erase(ctx, s.random, p)
}
