package ledger

import (
	"crypto/sha256"

	"golang.org/x/mod/sumdb/tlog"
)

// Peaks are the perfect trees that a tree of any size is made of, the largest first: all that it takes to go on adding leaves
// and to know the root (RFC 6962 section 2.1). The zero value is the empty tree.
type Peaks struct {
	size int64
	of   []Hash
}

// Add puts one leaf at the end.
func (p *Peaks) Add(leaf Hash) {
	p.of = append(p.of, leaf)
	for full := p.size; full&1 == 1; full >>= 1 {
		last := len(p.of) - 1
		p.of[last-1] = tlog.NodeHash(p.of[last-1], p.of[last])
		p.of = p.of[:last]
	}
	p.size++
}

// Size is how many leaves were added.
func (p *Peaks) Size() int64 { return p.size }

// Root is the root over all of them.
func (p *Peaks) Root() Hash {
	if p.size == 0 {
		return sha256.Sum256(nil)
	}
	last := len(p.of) - 1
	root := p.of[last]
	for i := last - 1; i >= 0; i-- {
		root = tlog.NodeHash(p.of[i], root)
	}
	return root
}
