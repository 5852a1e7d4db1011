package store

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
)

// Founded reports whether a store has a ledger in it; Open would begin one.
func Founded(ctx context.Context, d *db.DB) (bool, error) {
	var n int
	err := d.Read.WithContext(ctx).Raw("SELECT count(*) FROM site").Row().Scan(&n)
	return n == 1, err
}

// Whole counts every leaf anew, builds the tree over them, and holds tiles, hashes and the signed checkpoint against it.
func (l *Ledger) Whole(ctx context.Context) (c ledger.Checkpoint, err error) {
	key, err := l.Verifier()
	if err != nil {
		return c, err
	}
	size, signed, err := l.Committed(ctx)
	if err != nil {
		return c, err
	}
	if c, err = ledger.OpenCheckpoint(signed, key); err != nil {
		return c, err
	}
	grown := tree{}
	leaves, root, err := l.grow(ctx, grown)
	switch {
	case err != nil:
		return c, err
	case leaves != size || leaves != c.Size:
		return c, fmt.Errorf("the ledger has %d leaves, and its checkpoint is of %d", leaves, c.Size)
	case root != c.Root:
		return c, fmt.Errorf("the root over all %d leaves is not the one that its checkpoint signs", leaves)
	}
	return c, l.hold(ctx, grown)
}

type tree map[[2]int64][]byte

func (t tree) read(level int, n int64) ([]byte, error) { return t[[2]int64{int64(level), n}], nil }

// grow builds a tree over the leaves as they stand.
func (l *Ledger) grow(ctx context.Context, grown tree) (size int64, root ledger.Hash, err error) {
	root = ledger.RootOf(nil)
	for {
		leaves, err := l.leavesFrom(ctx, size)
		if err != nil || len(leaves) == 0 {
			return size, root, err
		}
		tiles, top, err := ledger.Append(size, grown.read, leaves)
		if err != nil {
			return size, root, err
		}
		for _, t := range tiles {
			grown[[2]int64{int64(t.Level), t.N}] = t.Data
		}
		size, root = size+int64(len(leaves)), top
	}
}

const leavesAtOnce = 16 * ledger.TileWidth

func (l *Ledger) leavesFrom(ctx context.Context, from int64) (leaves [][]byte, err error) {
	var rows []struct {
		Place      int64
		Hash, Leaf []byte
	}
	err = l.d.Read.WithContext(ctx).Raw("SELECT place, hash, leaf FROM ledger_leaf WHERE place >= ? ORDER BY place LIMIT ?", from, leavesAtOnce).Scan(&rows).Error
	for i, r := range rows {
		if r.Place != from+int64(i) {
			return nil, fmt.Errorf("leaf %d of the ledger is missing", from+int64(i))
		}
		if h := ledger.LeafHash(r.Leaf); !bytes.Equal(h[:], r.Hash) {
			return nil, fmt.Errorf("leaf %d of the ledger is not the one that its hash is of", r.Place)
		}
		leaves = append(leaves, r.Leaf)
	}
	return leaves, err
}

// hold: what is shown as tiles is the tree over the leaves, and no more.
func (l *Ledger) hold(ctx context.Context, grown tree) error {
	var tiles int
	if err := l.d.Read.WithContext(ctx).Raw("SELECT count(*) FROM ledger_tile").Row().Scan(&tiles); err != nil {
		return err
	}
	if tiles != len(grown) {
		return fmt.Errorf("the ledger has %d tiles, and should have %d", tiles, len(grown))
	}
	read := readTile(l.d.Read.WithContext(ctx))
	for at, data := range grown {
		if stands, err := read(int(at[0]), at[1]); err != nil || !bytes.Equal(stands, data) {
			return fmt.Errorf("tile %d/%d of the ledger is not that of its leaves (%w)", at[0], at[1], err)
		}
	}
	return nil
}

// Unpack fills an empty, migrated store with rows of the ledger's tables.
func Unpack(ctx context.Context, d *db.DB, rows func(take func(table string, columns []string, values []any) error) error) error {
	return d.InTx(ctx, func(tx *db.Tx) error {
		return rows(func(table string, columns []string, values []any) error {
			head := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ")"
			return db.InsertRows(tx, head, len(columns), values, "")
		})
	})
}
