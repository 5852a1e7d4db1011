package db

import (
	"context"
	"os"
	"time"
)

// Health is how a store is.
type Health struct {
	Bytes int64         // on disk, with SQLite's log
	Clock time.Duration // how far the store's clock is before ours; 0 where it has none of its own
}

// Check asks the store. An error means that it does not answer.
func (d *DB) Check(ctx context.Context, now func() time.Time) (h Health, err error) {
	if d.Dialect == Postgres {
		var there time.Time
		row := d.Read.WithContext(ctx).Raw("SELECT pg_database_size(current_database()), clock_timestamp()").Row()
		if err := row.Scan(&h.Bytes, &there); err != nil {
			return h, err
		}
		h.Clock = there.Sub(now())
		return h, nil
	}
	if err := d.writer.PingContext(ctx); err != nil {
		return h, err
	}
	for _, suffix := range []string{"", "-wal"} {
		if f, err := os.Stat(d.setting + suffix); err == nil {
			h.Bytes += f.Size()
		}
	}
	return h, nil
}
