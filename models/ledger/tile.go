package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
	"roundrobin/models/fault"
)

const (
	tileHeight = 8
	maxLevel   = 63
	// TileWidth is the number of hashes in a full tile and of leaves in a full bundle.
	TileWidth = 1 << tileHeight
	// Entries stands in place of a level for bundles of leaves.
	Entries = -1
)

// A Path names a tile or a bundle as C2SP tlog-tiles does, under /log/tile/.
type Path struct {
	Level int // 0 are leaf hashes; Entries
	N     int64
	Width int // 1 to TileWidth; less than TileWidth is a partial one, the first Width of what the full one will hold
}

// String is "<L>/<N>", "entries/<N>", and ".p/<W>" behind a partial one.
func (p Path) String() string {
	s := strings.TrimPrefix(tlog.Tile{H: tileHeight, L: p.Level, N: p.N, W: p.Width}.Path(), "tile/8/")
	if p.Level == Entries {
		s = "entries" + strings.TrimPrefix(s, "data")
	}
	return s
}

// ParsePath takes exactly what String gives.
func ParsePath(s string) (Path, error) {
	level, rest, _ := strings.Cut(s, "/")
	if level == "data" {
		level = "-"
	}
	if level == "entries" {
		level = "data"
	}
	t, err := tlog.ParseTilePath("tile/8/" + level + "/" + rest)
	if err != nil || t.L > maxLevel {
		return Path{}, fault.New(fault.NotFound, "page_missing")
	}
	return Path{t.L, t.N, t.W}, nil
}

// Bundles are the paths that together hold the leaves from index from up to size; the first may begin before from.
func Bundles(from, size int64) (paths []Path) {
	for n := from / TileWidth; n*TileWidth < size; n++ {
		paths = append(paths, Path{Entries, n, int(min(size-n*TileWidth, TileWidth))})
	}
	return paths
}

// AppendEntry adds a leaf to a bundle: its length in two bytes, then the leaf.
func AppendEntry(bundle, leaf []byte) ([]byte, error) {
	if len(leaf) > MaxLeaf {
		return nil, fmt.Errorf("ledger: a leaf of %d bytes", len(leaf))
	}
	return append(binary.BigEndian.AppendUint16(bundle, uint16(len(leaf))), leaf...), nil // #nosec G115 -- MaxLeaf fits
}

// ParseBundle gives exactly width leaves; they alias the bundle.
func ParseBundle(bundle []byte, width int) ([][]byte, error) {
	leaves := make([][]byte, 0, width)
	for len(bundle) >= 2 {
		n := 2 + int(binary.BigEndian.Uint16(bundle))
		if n > len(bundle) {
			break
		}
		leaves, bundle = append(leaves, bundle[2:n:n]), bundle[n:]
	}
	if len(bundle) > 0 || len(leaves) != width {
		return nil, errors.New("ledger: a bundle of another number of leaves")
	}
	return leaves, nil
}
