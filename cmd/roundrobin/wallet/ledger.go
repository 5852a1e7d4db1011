package wallet

import (
	"context"
	"slices"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"roundrobin/models/ledger"
	"roundrobin/models/pass"
)

// A Ledger is the public log as far as it was read: every leaf under a root that the log's key has signed. It only grows; a log
// that takes something back is caught. Safe for use by many at once.
type Ledger struct {
	text string // the verifier key as it was given
	key  note.Verifier

	mu     sync.RWMutex
	top    ledger.Checkpoint
	hashes []ledger.Hash
	said   said

	fetching sync.Mutex // one at a time fetches key files
	files    map[string]*pass.KeyFile
}

// NewLedger takes the log's verifier key. Nothing is read yet.
func NewLedger(key string) (*Ledger, error) {
	v, err := note.NewVerifier(key)
	if err != nil || !pass.IsOrigin(v.Name()) {
		return nil, errLogKey
	}
	return &Ledger{text: key, key: v, said: newSaid(), files: map[string]*pass.KeyFile{}}, nil
}

// Origin is the site's name in all that is signed.
func (l *Ledger) Origin() string { return l.key.Name() }

// Update reads what was added since; others wait meanwhile.
func (l *Ledger) Update(ctx context.Context, s *Site) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	signed, err := s.get(ctx, "/log/checkpoint", 64<<10)
	if err != nil {
		return err
	}
	top, err := ledger.OpenCheckpoint(signed, l.key)
	if err != nil {
		return lied("/log/checkpoint: %v", err)
	}
	if top.Size < l.top.Size {
		return lied("the log had %d leaves and now has %d", l.top.Size, top.Size)
	}
	leaves, err := entries(ctx, s, l.top.Size, top.Size)
	if err != nil {
		return err
	}
	hashes := slices.Clone(l.hashes)
	for _, leaf := range leaves {
		hashes = append(hashes, ledger.LeafHash(leaf))
	}
	if root := ledger.RootOf(hashes); root != top.Root {
		return lied("the root over the log's %d leaves is %s; its checkpoint says %s", len(hashes), root, top.Root)
	}
	next, err := l.said.with(l.Origin(), int64(len(l.hashes)), leaves)
	if err != nil {
		return err
	}
	l.top, l.hashes, l.said = top, hashes, next
	return nil
}

// entries are the leaves from index from up to size.
func entries(ctx context.Context, s *Site, from, size int64) (leaves [][]byte, err error) {
	const longest = ledger.TileWidth * (ledger.MaxLeaf + 2)
	for _, p := range ledger.Bundles(from, size) {
		path := "/log/tile/" + p.String()
		b, err := s.get(ctx, path, longest)
		if err != nil {
			return nil, err
		}
		bundle, err := ledger.ParseBundle(b, p.Width)
		if err != nil {
			return nil, lied("%s: %v", path, err)
		}
		leaves = append(leaves, bundle[max(0, from-p.N*ledger.TileWidth):]...)
	}
	return leaves, nil
}

// Seen is the tree as it now is, to be remembered.
func (l *Ledger) Seen() *Seen {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return &Seen{l.top.Size, l.top.Root}
}

// Extends refuses a log that lacks or has changed what was seen before.
func (l *Ledger) Extends(s *Seen) error {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if s == nil {
		return nil
	}
	if s.Size > l.top.Size || ledger.RootOf(l.hashes[:s.Size]) != s.Root {
		return lied("the log is not the one that this wallet saw before: of its first %d leaves some are gone or changed", s.Size)
	}
	return nil
}

// Has reports whether a leaf stands in the log.
func (l *Ledger) Has(leaf ledger.Hash) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Contains(l.hashes, leaf)
}

// Times is how often each leaf stands in the log.
func (l *Ledger) Times() map[ledger.Hash]int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	times := make(map[ledger.Hash]int, len(l.hashes))
	for _, h := range l.hashes {
		times[h]++
	}
	return times
}

// Key is the log's verifier key.
func (l *Ledger) Key() string { return l.text }
