package db

import (
	"context"
	"database/sql/driver"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
)

const hearAgain = time.Second // after a connection that did not last

// Hear lets this process know of other processes' changes of what the public reads as soon as they are there, until ctx ends. It takes a
// connection of the pool, which ends with the store's being away like all others. Nothing hangs on it: a notice may be lost, a proxy of
// connections may pass none on, and a file has none; whoever keeps pages asks each second as well.
func (d *DB) Hear(ctx context.Context) {
	if d.Dialect != Postgres {
		return
	}
	for ctx.Err() == nil {
		d.hear(ctx)
		select {
		case <-ctx.Done():
		case <-time.After(hearAgain):
		}
	}
}

func (d *DB) hear(ctx context.Context) {
	lent, err := d.writer.Conn(ctx)
	if err != nil {
		return
	}
	defer lent.Close()
	_ = lent.Raw(func(c any) error {
		conn := c.(*stdlib.Conn).Conn()
		if _, err := conn.Exec(ctx, "LISTEN public_change"); err != nil {
			return driver.ErrBadConn
		}
		for d.Touch(); ; d.Touch() { // at first as well: something may have been changed before we listened
			if _, err := conn.WaitForNotification(ctx); err != nil {
				return driver.ErrBadConn // nobody else gets a connection that listens
			}
		}
	})
}
