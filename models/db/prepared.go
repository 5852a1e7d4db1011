package db

import (
	"context"
	"database/sql"
	"strings"
	"sync"
)

// prepared are a file's readers, which understand each question once: to read it took SQLite longer than to answer it. pgx does so by itself.
type prepared struct {
	*sql.DB

	mu    sync.RWMutex
	known map[string]*sql.Stmt
}

// A question of many values comes in as many lengths; it is understood anew.
const (
	preparedMost   = 400
	preparedValues = 32
)

// of is nil for what is not kept, or fails: the plain way says how.
func (p *prepared) of(ctx context.Context, query string) *sql.Stmt {
	p.mu.RLock()
	s, full := p.known[query], len(p.known) >= preparedMost
	p.mu.RUnlock()
	if s != nil || full || strings.Count(query, "?") > preparedValues {
		return s
	}
	s, err := p.PrepareContext(ctx, query)
	if err != nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if other := p.known[query]; other != nil {
		_ = s.Close()
		return other
	}
	p.known[query] = s
	return s
}

// QueryContext is gorm's.
func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s := p.of(ctx, query); s != nil {
		return s.QueryContext(ctx, args...)
	}
	return p.DB.QueryContext(ctx, query, args...)
}

// QueryRowContext is gorm's.
func (p *prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if s := p.of(ctx, query); s != nil {
		return s.QueryRowContext(ctx, args...)
	}
	return p.DB.QueryRowContext(ctx, query, args...)
}

// GetDBConn is gorm's.
func (p *prepared) GetDBConn() (*sql.DB, error) { return p.DB, nil }
