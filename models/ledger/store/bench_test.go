package store_test

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"roundrobin/models/db"
	"roundrobin/models/db/dbtest"
	"roundrobin/models/ledger"
	"roundrobin/models/ledger/store"
)

func benchmarked(b *testing.B) (*db.DB, *store.Ledger) {
	return benchmarkedOn(b, dbtest.SQLite(b))
}

func benchmarkedOn(b *testing.B, setting string) (*db.DB, *store.Ledger) {
	d := dbtest.Open(b, db.Booth, setting)
	l, err := store.Open(ctx, d, origin, master(), rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	return d, l
}

// Beside our own append stands the least that any ledger in a database must do: the same leaves into one table with their place. They take
// turns, so that a noisy machine is noisy for both.
func BenchmarkAppendBatchesOf1000(b *testing.B) {
	b.Run("SQLite", func(b *testing.B) {
		appended(b, dbtest.SQLite(b), "CREATE TABLE bare (place INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT")
	})
	b.Run("Postgres", func(b *testing.B) {
		appended(b, dbtest.Postgres(b), "CREATE TABLE bare (place BIGINT PRIMARY KEY, leaf BYTEA NOT NULL)")
	})
}

func appended(b *testing.B, setting, table string) {
	const batch = 1000
	d, l := benchmarkedOn(b, setting)
	if err := d.Write.Exec(table).Error; err != nil {
		b.Fatal(err)
	}
	var ours, bare time.Duration
	made := 0
	for b.Loop() {
		leaves, rows := make([][]byte, batch), make([]any, 0, 2*batch)
		for i := range leaves {
			leaves[i] = append(append([]byte("roundrobin/v1 signature\n"+origin+"\nbusbusbusbusbusb\n"), bytes.Repeat([]byte{'x'}, 830)...), binary.BigEndian.AppendUint64(nil, uint64(made))...)
			made++
			rows = append(rows, made, leaves[i])
		}
		start := time.Now()
		err := d.InTx(ctx, func(tx *db.Tx) error { _, err := l.Append(tx, leaves); return err })
		ours += time.Since(start)
		start = time.Now()
		if err == nil {
			err = d.InTx(ctx, func(tx *db.Tx) error { return db.InsertRows(tx, "INSERT INTO bare (place, leaf)", 2, rows, "") })
		}
		bare += time.Since(start)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(made)/ours.Seconds(), "leaves/s")
	b.ReportMetric(float64(made)/bare.Seconds(), "bare/s")
	b.ReportMetric(bare.Seconds()/ours.Seconds(), "of-bare")
}

// What a page, a tile and a receipt cost does not grow with the tree. The tiles are those of a real tree; the leaves themselves, of which
// none of these reads more than one bundle, are left out.
func BenchmarkInATreeOf(b *testing.B) {
	for _, size := range []int64{10_000, 10_000_000} {
		d, l := benchmarked(b)
		plant(b, d, l, size)
		b.Run(fmt.Sprintf("%d/receipt", size), func(b *testing.B) {
			for n := int64(0); b.Loop(); n++ {
				if _, err := l.Receipt(ctx, n*4999%size); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("%d/tile", size), func(b *testing.B) {
			for n := int64(0); b.Loop(); n++ {
				if _, err := l.Tile(ctx, ledger.Path{N: n * 37 % (size / ledger.TileWidth), Width: ledger.TileWidth}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("%d/checkpoint", size), func(b *testing.B) {
			for b.Loop() {
				if _, _, err := l.Checkpoint(ctx); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("%d/operator", size), func(b *testing.B) {
			for b.Loop() {
				if _, err := l.Named(ctx); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// plant puts the tiles of a tree of this size into the store, and signs its checkpoint.
func plant(b *testing.B, d *db.DB, l *store.Ledger, size int64) {
	b.Helper()
	const step = 1 << 16
	at, err := l.Size(ctx)
	if err != nil {
		b.Fatal(err)
	}
	read := func(level int, n int64) (data []byte, err error) {
		return data, d.Read.Raw("SELECT hashes FROM ledger_tile WHERE level = ? AND n = ?", level, n).Row().Scan(&data)
	}
	for at < size-1 {
		leaves := make([][]byte, min(step, size-1-at))
		for i := range leaves {
			leaves[i] = binary.BigEndian.AppendUint64(nil, uint64(at)+uint64(i))
		}
		tiles, _, err := ledger.Append(at, read, leaves)
		if err != nil {
			b.Fatal(err)
		}
		at += int64(len(leaves))
		if err := d.InTx(ctx, func(tx *db.Tx) error {
			rows := make([]any, 0, 3*len(tiles))
			for _, t := range tiles {
				rows = append(rows, t.Level, t.N, t.Data)
			}
			if err := db.InsertRows(tx, "INSERT INTO ledger_tile (level, n, hashes)", 3, rows, "ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes"); err != nil {
				return err
			}
			return tx.Exec("UPDATE ledger_state SET size = ? WHERE one = 1", at).Error
		}); err != nil {
			b.Fatal(err)
		}
	}
	if err := d.InTx(ctx, func(tx *db.Tx) error { _, err := l.Append(tx, [][]byte{[]byte("the last")}); return err }); err != nil {
		b.Fatal(err)
	}
}
