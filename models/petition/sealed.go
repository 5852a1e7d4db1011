package petition

import (
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// A Sealed is an act at the moment of its seal.
type Sealed struct {
	pass.HandedIn
	Hash  ledger.Hash // of the leaf; for what is no leaf, the hash that its promise names
	Place int64       // in the ledger; -1 for what is no leaf
	N     int         // of an organizer's act: its number in the draft, from 1; else 0
	Who   [32]byte    // the booth key; of an agreement, a MAC of voice key and comment under the master key
}
