package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrAway says that the store could not be asked for some seconds: nothing is sent to it before it answers again.
var ErrAway = errors.New("db: the store does not answer")

// How long a PostgreSQL server may be silent: a question as small as can be, asked each second on a connection of its own. Then all other
// connections are closed, so that whoever waits on one is told at once. Two servers in turn have to fail: one question, one connection.
const (
	askEvery    = time.Second
	askTime     = 3 * time.Second
	connectTime = 3 * time.Second
)

// A guard knows the connections of a pool.
type guard struct {
	config *pgx.ConnConfig
	dialer net.Dialer
	away   atomic.Bool

	mu   sync.Mutex
	open map[*guarded]struct{}
}

// guarded is a connection that its guard can close.
type guarded struct {
	net.Conn
	by *guard
}

func newGuard(c *pgx.ConnConfig) *guard {
	g := &guard{config: c.Copy(), dialer: net.Dialer{Timeout: connectTime, KeepAlive: 15 * time.Second}, open: map[*guarded]struct{}{}}
	g.config.DialFunc, g.config.ConnectTimeout = g.dialer.DialContext, connectTime
	c.DialFunc, c.ConnectTimeout = g.dial, connectTime
	return g
}

func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := g.dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	one := &guarded{c, g}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open[one] = struct{}{}
	return one, nil
}

func (c *guarded) Close() error {
	c.by.mu.Lock()
	delete(c.by.open, c)
	c.by.mu.Unlock()
	return c.Conn.Close()
}

// connects lets nobody wait for a connection that does not come.
func (g *guard) connects(context.Context, *pgx.ConnConfig) error {
	if g.away.Load() {
		return ErrAway
	}
	return nil
}

// lends is asked before a connection of the pool is used again.
func (g *guard) lends(context.Context, *pgx.Conn) error {
	if g.away.Load() {
		return driver.ErrBadConn
	}
	return nil
}

func (g *guard) cut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for c := range g.open {
		_ = c.Conn.Close()
	}
}

// watch asks until ctx ends, and tells when the store is away and when it is back.
func (g *guard) watch(ctx context.Context, told func(away bool)) {
	var conn *pgx.Conn
	for {
		ok := false
		if ok, conn = g.ask(ctx, conn); ok == g.away.Load() && ctx.Err() == nil {
			g.away.Store(!ok)
			if !ok {
				g.cut()
			}
			told(!ok)
		}
		select {
		case <-ctx.Done():
			hangUp(conn)
			return
		case <-time.After(askEvery):
		}
	}
}

// ask tries the connection that it has, and then a new one.
func (g *guard) ask(ctx context.Context, conn *pgx.Conn) (bool, *pgx.Conn) {
	if conn != nil {
		if answers(ctx, conn) {
			return true, conn
		}
		hangUp(conn)
	}
	short, done := context.WithTimeout(ctx, connectTime)
	defer done()
	conn, err := pgx.ConnectConfig(short, g.config)
	if err != nil {
		return false, nil
	}
	if !answers(ctx, conn) {
		hangUp(conn)
		return false, nil
	}
	return true, conn
}

func answers(ctx context.Context, conn *pgx.Conn) bool {
	short, done := context.WithTimeout(ctx, askTime)
	defer done()
	return conn.Ping(short) == nil
}

func hangUp(conn *pgx.Conn) {
	if conn != nil {
		ctx, done := context.WithTimeout(context.Background(), time.Second)
		defer done()
		_ = conn.Close(ctx)
	}
}

// Watch sees until ctx ends whether a PostgreSQL server answers, and tells each change. While it does not, everything that asks the store
// fails at once with an error that IsAway knows. A file needs no watching.
func (d *DB) Watch(ctx context.Context, told func(away bool)) {
	if d.guard != nil {
		d.guard.watch(ctx, told)
	}
}
