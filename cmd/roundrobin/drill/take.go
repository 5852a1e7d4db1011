package drill

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"roundrobin/models/db"
)

// copied is what an attacker carries away at one time: both stores, as tables and as raw bytes with write-ahead logs and free pages.
type copied struct {
	at     time.Time
	public snapshot
	tables []table
	files  []file
}

// A table as it lies there: rows in the order of rowid or ctid where it has one.
type table struct {
	store, name string
	columns     []string
	rows        [][]any
}

type file struct {
	store, name string
	bytes       []byte
}

// stores are the site's, opened a second time.
func (r *run) stores() (found map[string]*db.DB, err error) {
	identity, booth := r.site.Stores()
	found = map[string]*db.DB{}
	for name, setting := range map[string]string{db.Identity: identity, db.Booth: booth} {
		if found[name], err = db.Open(setting); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// readPublic reads what the pages show: it is quicker than asking for every page at every hour. Flags are shown to stewards alone; they are
// read as if everybody saw how many there are.
func (r *run) readPublic(ctx context.Context) (s snapshot, threads [][]string, err error) {
	_, booth := r.site.Stores()
	d, err := db.Open(booth)
	if err != nil {
		return s, nil, err
	}
	defer d.Close()
	s = snapshot{at: r.clock.Now(), counts: make([][]int, len(kinds))}
	for k := range kinds {
		s.counts[k] = make([]int, r.Petitions)
	}
	threads = make([][]string, r.Petitions)
	err = query(ctx, d.SQL(), "SELECT id, count FROM petition", func(cells []any) {
		s.counts[signed][r.index[text(cells[0])]] = int(cells[1].(int64))
		s.counts[organized][r.index[text(cells[0])]]++
	})
	if err != nil {
		return s, nil, err
	}
	err = query(ctx, d.SQL(), "SELECT petition FROM petition_update UNION ALL SELECT petition FROM petition_delivery", func(cells []any) {
		s.counts[organized][r.index[text(cells[0])]]++
	})
	if err == nil {
		err = query(ctx, d.SQL(), "SELECT c.petition FROM moderation_flag f JOIN moderation_case c ON c.target = f.target", func(cells []any) {
			s.counts[flagged][r.index[text(cells[0])]]++
		})
	}
	if err != nil {
		return s, nil, err
	}
	err = query(ctx, d.SQL(), "SELECT petition, id, agreed FROM comment ORDER BY id", func(cells []any) {
		n := r.index[text(cells[0])]
		s.counts[commented][n]++
		s.counts[agreed][n] += int(cells[2].(int64))
		threads[n] = append(threads[n], text(cells[1]))
	})
	return s, threads, err
}

func query(ctx context.Context, d *sql.DB, q string, row func(cells []any)) error {
	rows, err := d.QueryContext(ctx, q)
	if err != nil {
		return fmt.Errorf("%s: %w", q, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		cells, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			at[i] = &cells[i]
		}
		if err := rows.Scan(at...); err != nil {
			return err
		}
		row(cells)
	}
	return rows.Err()
}

func text(cell any) string {
	switch c := cell.(type) {
	case string:
		return c
	case []byte:
		return string(c)
	}
	return ""
}

func (r *run) backup(ctx context.Context) error {
	c, err := r.take(ctx)
	r.backups = append(r.backups, c)
	return err
}

// takeAll is the last copy, with the traces of defences that are off.
func (r *run) takeAll(ctx context.Context) (err error) {
	if err := r.trace(ctx); err != nil {
		return err
	}
	r.final, err = r.take(ctx)
	return err
}

func (r *run) take(ctx context.Context) (*copied, error) {
	c := &copied{at: r.clock.Now()}
	var err error
	if c.public, _, err = r.readPublic(ctx); err != nil {
		return nil, err
	}
	if r.Booth != "" {
		return c, r.takePostgres(ctx, c)
	}
	return c, r.takeSQLite(ctx, c)
}

// takeSQLite copies the files as they lie there, and reads the tables from the copies.
func (r *run) takeSQLite(ctx context.Context, c *copied) error {
	folder, err := os.MkdirTemp(r.folder, "copy-")
	if err != nil {
		return err
	}
	identity, booth := r.site.Stores()
	for store, path := range map[string]string{db.Identity: identity, db.Booth: booth} {
		for _, tail := range []string{"", "-wal"} {
			b, err := os.ReadFile(path + tail)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err == nil {
				err = os.WriteFile(filepath.Join(folder, store+".db"+tail), b, 0o600)
			}
			if err != nil {
				return err
			}
			c.files = append(c.files, file{store, store + ".db" + tail, b})
		}
		d, err := db.Open(filepath.Join(folder, store+".db"))
		if err != nil {
			return err
		}
		err = c.dump(ctx, d.SQL(), store, sqliteTables, sqliteRows)
		if err = errors.Join(err, d.Close()); err != nil {
			return err
		}
	}
	return nil
}

const sqliteTables = `SELECT name, coalesce(upper(sql) LIKE '%WITHOUT ROWID%', 0) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_words%'`

func sqliteRows(name string, keyed bool) string {
	if keyed {
		return `SELECT * FROM "` + name + `"`
	}
	return `SELECT rowid AS rowid_, * FROM "` + name + `" ORDER BY rowid`
}

// dump reads every table of a store.
func (c *copied) dump(ctx context.Context, d *sql.DB, store, tables string, rows func(name string, keyed bool) string) error {
	keyed := map[string]bool{}
	if err := query(ctx, d, tables, func(cells []any) { keyed[text(cells[0])] = cells[1] == int64(1) }); err != nil {
		return err
	}
	for name := range keyed {
		t := table{store: store, name: name}
		q := rows(name, keyed[name])
		head, err := d.QueryContext(ctx, q+" LIMIT 0")
		if err != nil {
			return err
		}
		t.columns, err = head.Columns()
		if err = errors.Join(err, head.Close()); err != nil {
			return err
		}
		if err := query(ctx, d, q, func(cells []any) { t.rows = append(t.rows, cells) }); err != nil {
			return err
		}
		c.tables = append(c.tables, t)
	}
	return nil
}

const postgresTables = `SELECT table_name::text, 0::bigint FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`

func postgresRows(name string, _ bool) string {
	return `SELECT xmin::text::bigint AS xmin_, ctid::text AS ctid_, * FROM "` + name + `" ORDER BY ctid`
}

// takePostgres reads tables with xmin and ctid; the last copy takes the cluster's files as well: heaps with their dead rows, and pg_wal.
func (r *run) takePostgres(ctx context.Context, c *copied) error {
	found, err := r.stores()
	if err != nil {
		return err
	}
	for store, d := range found {
		err = errors.Join(err, c.dump(ctx, d.SQL(), store, postgresTables, postgresRows), d.Close())
	}
	if err != nil || len(r.backups) < 2 {
		return err
	}
	super, err := db.Open(r.Cluster)
	if err != nil {
		return err
	}
	defer super.Close()
	var data string
	folders := map[string]string{"pg_wal": db.Booth} // one log for both; its bytes are searched for either
	err = query(ctx, super.SQL(), "SELECT datname::text, oid::bigint, current_setting('data_directory') FROM pg_database WHERE datname IN ('identity', 'booth')",
		func(cells []any) {
			folders[fmt.Sprintf("base/%d", cells[1])], data = text(cells[0]), text(cells[2])
		})
	if err != nil {
		return err
	}
	if _, err := super.SQL().ExecContext(ctx, "CHECKPOINT"); err != nil {
		return err
	}
	for folder, store := range folders {
		if err := c.takeFolder(filepath.Join(data, folder), store); err != nil {
			return err
		}
	}
	return nil
}

func (c *copied) takeFolder(folder, store string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err == nil && strings.Trim(string(b), "\x00") != "" {
			c.files = append(c.files, file{store, strings.TrimPrefix(path, folder), b})
		}
		return err
	})
}
