package ledger

import (
	"crypto/sha256"

	"golang.org/x/mod/sumdb/tlog"
)

// RootOf is the root over leaf hashes, straight from RFC 6962 section 2.1 and without tiles: for recounts and for tests.
func RootOf(leaves []Hash) Hash {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return leaves[0]
	}
	half := 1
	for half*2 < len(leaves) {
		half *= 2
	}
	return tlog.NodeHash(RootOf(leaves[:half]), RootOf(leaves[half:]))
}
