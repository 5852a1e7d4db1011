package pass

import "slices"

// EntrySize is the length of an Entry in bytes.
const EntrySize = 10

// An Entry is what the file of a day's sealed keys says of an act, so that a wallet finds its own by reading the whole file: the first
// eight bytes of the booth key, the kind, the seq. All of it stands in the ledger too.
type Entry [EntrySize]byte

// entryKinds are the kinds as a byte; their order never changes.
var entryKinds = []Kind{Signature, Withdrawal, Comment, Edit, Retraction, Rating, Pulse}

// namedEntry marks a signature by name.
const namedEntry = 0x80

// EntryOf gives the entry of an act that is a leaf.
func EntryOf(a Act) Entry {
	key := a.Pass.BoothKey()
	return EntryFor([8]byte(key[:8]), a.Kind, a.Subject, a.Seq)
}

// EntryFor is EntryOf where only the key's beginning is known.
func EntryFor(key [8]byte, k Kind, subject string, seq int) (e Entry) {
	copy(e[:8], key[:])
	e[8] = byte(slices.Index(entryKinds, k) + 1) // #nosec G115 -- a handful of kinds; no act with a higher seq becomes a leaf
	if subject == Named {
		e[8] |= namedEntry
	}
	e[9] = byte(seq) // #nosec G115 -- a handful of kinds; no act with a higher seq becomes a leaf
	return e
}
