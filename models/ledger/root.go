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

// PathOf is the audit path of one of the leaves, straight from RFC 6962 section 2.1.1, as tlog.CheckRecord takes it.
func PathOf(leaves []Hash, n int) tlog.RecordProof {
	if len(leaves) <= 1 {
		return nil
	}
	half := 1
	for half*2 < len(leaves) {
		half *= 2
	}
	if n < half {
		return append(PathOf(leaves[:half], n), RootOf(leaves[half:]))
	}
	return append(PathOf(leaves[half:], n-half), RootOf(leaves[:half]))
}
