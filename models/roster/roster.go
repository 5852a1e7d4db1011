// Package roster knows who works here: persons as keyed hashes with encrypted names, the import that brings them in, and the
// check-in code that shows that somebody reads a person's mail. Nothing on disk names anybody without the master key.
package roster

import (
	"io"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/secret"
)

// Labels of the subkeys. Those of persons and of attempts differ, so that no row of the one can be matched with the other.
const (
	labelPerson   = "roster person"
	labelName     = "roster name"
	labelAttempts = "roster attempts"
	labelBlind    = "roster blind"
)

// Roster is the desk's list of persons, over the identity store.
type Roster struct {
	store    store
	persons  [secret.Size]byte
	attempts [secret.Size]byte
	names    secret.Box
	letters  secret.Box // links in the monthly letter
	blinds   [secret.Size]byte
	random   io.Reader
	now      func() time.Time
	zone     *time.Location
	admits   Entry
	wanted   [][]byte // kinds of admits, as rows keep them
	personal bool     // see accounts.go
}

// New needs the identity store, migrated. Days are those of zone.
func New(d *db.DB, m secret.Master, random io.Reader, now func() time.Time, zone *time.Location) *Roster {
	return &Roster{
		store: store{d}, random: random, now: now, zone: zone,
		persons: m.Key(labelPerson), attempts: m.Key(labelAttempts), names: m.Box(labelName), letters: m.Box("roster letter"), blinds: m.Key(labelBlind),
	}
}

// Hash is who an address belongs to: HMAC-SHA256 under a key of its own.
func (r *Roster) Hash(a Address) Hash { return Hash(secret.MAC(r.persons, []byte(r.fold(a)))) }

func (r *Roster) today() day.Day { return day.Of(r.now(), r.zone) }
