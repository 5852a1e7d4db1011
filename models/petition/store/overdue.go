package store

import "context"

// Overdue is how many days the seal that is open has outlived its last one. 0 is as it should be. It moves with the calendar and with seals, and
// never because somebody handed in.
func (s *Store) Overdue(ctx context.Context) (days int, err error) {
	o, err := s.read(s.d.Read.WithContext(ctx), false)
	if err != nil || o == nil {
		return 0, err
	}
	return max(0, s.today().Sub(o.day)), nil
}
