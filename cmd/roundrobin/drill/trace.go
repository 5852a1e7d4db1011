package drill

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"slices"

	"roundrobin/models/db"
)

// trace writes into the booth's store what a site without a certain defence would have kept there, in a table of the drill's own.
func (r *run) trace(ctx context.Context) error {
	traces := []struct {
		control, table, columns string
		row                     func(n int, d deed) []any // nil keeps nothing
		by                      func(a, b deed) int       // sorted so, and only what the columns say is a trace; or as it came
	}{
		{daysOff, "drill_seen", "key BYTEA, seen BIGINT", func(_ int, d deed) []any { return []any{d.key[:], d.at.Unix()} }, byKey},
		{orderOff, "drill_arrival", "n BIGINT, key BYTEA", func(n int, d deed) []any { return []any{n + 1, d.key[:]} }, nil},
		{freshOff, "drill_holder", "key BYTEA, holder BYTEA", func(_ int, d deed) []any {
			return []any{d.key[:], r.persons[d.who].visitor.File.Seed[:]}
		}, byKey},
		{eraseOff, "drill_kept", "person TEXT, petition TEXT, kind TEXT", func(_ int, d deed) []any {
			return []any{r.persons[d.who].address, r.petitions[d.petition], kinds[d.kind]}
		}, byKey},
		{flagsOff, "drill_flag", "hash BYTEA, seen BIGINT", func(_ int, d deed) []any {
			if d.kind != flagged {
				return nil
			}
			return []any{d.leaf[:], d.at.Unix()}
		}, byLeaf},
	}
	for _, t := range traces {
		if !r.off[t.control] {
			continue
		}
		deeds := slices.Clone(r.deeds)
		slices.SortStableFunc(deeds, func(a, b deed) int { return a.at.Compare(b.at) })
		var rows [][]any
		if t.by != nil {
			slices.SortStableFunc(deeds, t.by)
		}
		for n, d := range deeds {
			if row := t.row(n, d); row != nil {
				rows = append(rows, row)
			}
		}
		if err := r.keepTrace(ctx, t.table, t.columns, rows, t.control == eraseOff); err != nil {
			return err
		}
	}
	return nil
}

func byKey(a, b deed) int  { return bytes.Compare(a.key[:], b.key[:]) }
func byLeaf(a, b deed) int { return bytes.Compare(a.leaf[:], b.leaf[:]) }

func (r *run) keepTrace(ctx context.Context, name, columns string, rows [][]any, drop bool) error {
	found, err := r.stores()
	if err != nil {
		return err
	}
	defer func() {
		for _, d := range found {
			d.Close()
		}
	}()
	booth := found[db.Booth].SQL()
	booth.SetMaxOpenConns(1)
	steps := []string{"CREATE TABLE " + name + " (" + columns + ")"}
	if drop && r.Booth == "" {
		steps = append(steps, "PRAGMA secure_delete = 0")
	}
	for _, s := range steps {
		if _, err := booth.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	if err := insertAll(ctx, booth, name, rows); err != nil || !drop {
		return err
	}
	_, err = booth.ExecContext(ctx, "DELETE FROM "+name)
	return err
}

func insertAll(ctx context.Context, d *sql.DB, name string, rows [][]any) error {
	t, err := d.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, row := range rows {
		marks := "$1, $2, $3"[:4*len(row)-2]
		if _, err := t.ExecContext(ctx, "INSERT INTO "+name+" VALUES ("+marks+")", row...); err != nil {
			return errors.Join(err, t.Rollback())
		}
	}
	return t.Commit()
}
