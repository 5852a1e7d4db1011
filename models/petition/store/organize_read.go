package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/petition"
)

// Organizing is a draft as its organizers see it, with what waits. Whether its reader may see it is Organizing.May's to say. With
// numbers of acts to give, their data is in it.
func (s *Store) Organizing(ctx context.Context, id string, wants func(*petition.Organizing) []int) (d *petition.Organizing, err error) {
	err = s.snapshot(ctx, func(tx *db.Tx) error {
		seal, err := s.read(tx, false)
		if err != nil {
			return err
		}
		if d, err = s.organizing(tx, seal, id); err != nil || wants == nil {
			return err
		}
		return s.give(tx, d, wants(d))
	})
	return d, err
}

// snapshot reads from one moment: a seal that runs meanwhile moves nothing away.
func (s *Store) snapshot(ctx context.Context, f func(*db.Tx) error) error {
	if s.d.Dialect == db.Postgres {
		return s.d.Read.WithContext(ctx).Transaction(f, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	}
	return s.d.Read.WithContext(ctx).Transaction(f)
}

// Updates are what organizers told the signers, oldest first.
func (s *Store) Updates(ctx context.Context, id string) (updates []petition.Update, err error) {
	query := "SELECT n, day, words, html FROM petition_update WHERE petition = ? ORDER BY n"
	return updates, s.d.Read.WithContext(ctx).Raw(query, id).Scan(&updates).Error
}

func sortByNumber(acts []petition.Sealed) {
	slices.SortFunc(acts, func(a, b petition.Sealed) int { return cmp.Compare(a.N, b.N) })
}

// Today is the site's day.
func (s *Store) Today() day.Day { return s.today() }
