package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// A Tile is 1 to TileWidth hashes of 32 bytes, side by side. A store keeps the widest version of each.
type Tile struct {
	Level int
	N     int64
	Data  []byte
}

// ReadTile gives the stored bytes of a tile; it may give a wider one than is asked for. What is given is never changed.
type ReadTile func(level int, n int64) ([]byte, error)

type place struct {
	level int
	n     int64
}

// A tree reads hashes from tiles, each once, and takes new ones.
type tree struct {
	read    ReadTile
	tiles   map[place][]byte
	grown   map[place]bool
	changed []place // the keys of grown, in the order of growing
}

// Append adds leaves to a tree of the given size: it returns the tiles that changed, each as wide as it now is, and the new
// root. It reads only tiles on the tree's right edge. Whoever calls it keeps others from appending meanwhile.
func Append(size int64, read ReadTile, leaves [][]byte) ([]Tile, Hash, error) {
	t := &tree{read: read, tiles: map[place][]byte{}, grown: map[place]bool{}}
	for i, leaf := range leaves {
		if err := t.add(0, size+int64(i), LeafHash(leaf)); err != nil {
			return nil, Hash{}, err
		}
	}
	changed := make([]Tile, len(t.changed))
	for i, p := range t.changed {
		changed[i] = Tile{p.level, p.n, t.tiles[p]}
	}
	root, err := tlog.TreeHash(size+int64(len(leaves)), t)
	return changed, root, err
}

// Root is the root of a stored tree.
func Root(size int64, read ReadTile) (Hash, error) { return tlog.TreeHash(size, Hashes(read)) }

// Hashes reads single hashes for proofs; use one for each proof.
func Hashes(read ReadTile) tlog.HashReader { return &tree{read: read, tiles: map[place][]byte{}} }

// add puts hash number n onto a level; a tile that becomes full gives one hash to the level above.
func (t *tree) add(level int, n int64, h Hash) error {
	p, at := place{level, n / TileWidth}, int(n%TileWidth)*tlog.HashSize
	var data []byte
	if at > 0 {
		var err error
		if data, err = t.tile(p); err != nil {
			return err
		}
	}
	if len(data) < at {
		return fmt.Errorf("ledger: tile %d/%d holds %d bytes of %d", level, p.n, len(data), at)
	}
	if !t.grown[p] {
		t.grown[p], t.changed = true, append(t.changed, p)
		data = append(make([]byte, 0, TileWidth*tlog.HashSize), data[:at]...)
	}
	t.tiles[p] = append(data[:at], h[:]...)
	if at == (TileWidth-1)*tlog.HashSize {
		return t.add(level+1, p.n, tileRoot(t.tiles[p]))
	}
	return nil
}

func (t *tree) tile(p place) ([]byte, error) {
	if data, ok := t.tiles[p]; ok {
		return data, nil
	}
	data, err := t.read(p.level, p.n)
	if err != nil {
		return nil, fmt.Errorf("ledger: tile %d/%d: %w", p.level, p.n, err)
	}
	t.tiles[p] = data
	return data, nil
}

// ReadHashes is tlog.HashReader.
func (t *tree) ReadHashes(indexes []int64) ([]Hash, error) {
	hashes := make([]Hash, len(indexes))
	for i, x := range indexes {
		tile := tlog.TileForIndex(tileHeight, x)
		data, err := t.tile(place{tile.L, tile.N})
		if err != nil {
			return nil, err
		}
		if len(data) < tile.W*tlog.HashSize {
			return nil, fmt.Errorf("ledger: tile %d/%d is too narrow", tile.L, tile.N)
		}
		if hashes[i], err = tlog.HashFromTile(tile, data[:tile.W*tlog.HashSize], x); err != nil {
			return nil, err
		}
	}
	return hashes, nil
}

func tileRoot(full []byte) Hash {
	level := make([]Hash, TileWidth)
	for i := range level {
		level[i] = Hash(full[i*tlog.HashSize:])
	}
	for ; len(level) > 1; level = level[:len(level)/2] {
		for i := range len(level) / 2 {
			level[i] = tlog.NodeHash(level[2*i], level[2*i+1])
		}
	}
	return level[0]
}
