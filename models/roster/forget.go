package roster

import "context"

// Forgotten is what forgetting somebody found here. None of it says what they did with a pass: nobody knows.
type Forgotten struct {
	Known   bool // there was a row of theirs
	Here    bool // they were on the roster until now
	Already bool // they had been forgotten before
}

// Erase forgets a person, for good: the name is destroyed, what they said about the monthly letter and today's count of their codes go,
// and no import takes them up again. The keyed hash stays: the ledger is bound to it, and by it the next file is kept from bringing them back.
func (r *Roster) Erase(ctx context.Context, h Hash) (Forgotten, error) {
	today := r.today()
	keys := [][]byte{r.key("letter stop", h[:]), r.letterKey(h, Month(today)), r.key("mail", h[:], []byte(today))}
	return r.store.erase(ctx, h, today, keys)
}
