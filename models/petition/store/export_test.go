package store

// Steps are all places where the power can go, in the order in which they come: two of taking, then those of a seal.
var Steps = []string{"kept", "taken", "deleted", "opened", "leaves", "statements", "signatures", "voices", "counts", "sponsored", "organizers", "queue", "committed"}

// StopSeals makes the store call f after each step; an error stops it there.
func (s *Store) StopSeals(f func(step string) error) { s.step = f }
