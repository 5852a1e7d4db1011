package store

import (
	"context"

	"roundrobin/models/pass"
)

// Find gives the published key of an id, or nil; it is a pass.Finder. Keys are kept in memory: a book never changes.
func (b *Books) Find(id pass.Hash) *pass.Key {
	if k := b.cached(id); k != nil {
		return k
	}
	if b.load(context.Background()) != nil { // what cannot be looked up cannot be verified
		return nil
	}
	return b.cached(id)
}

func (b *Books) cached(id pass.Hash) *pass.Key {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.keys[id]
}

// load reads the books that are not in memory yet. A made-up id costs one short query.
func (b *Books) load(ctx context.Context) error {
	books, err := b.All(ctx)
	if err != nil {
		return err
	}
	for _, book := range books {
		b.mu.RLock()
		known := b.known[book.Name]
		b.mu.RUnlock()
		if known {
			continue
		}
		file, err := b.KeyFile(ctx, book.Name)
		if err != nil {
			return err
		}
		b.remember(file)
	}
	return nil
}

func (b *Books) remember(file *pass.KeyFile) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, k := range file.Keys {
		b.keys[k.ID] = k
	}
	b.known[file.Name] = true
}
