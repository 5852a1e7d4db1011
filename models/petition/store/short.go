package store

import (
	"context"

	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// shortest is how many characters of an id a short link has at least: forty bits.
const shortest = 8

// Short is the least beginning of a petition's id by which FindShort finds it. It stays so: of two that begin alike, the one that
// became public first keeps it.
func (s *Store) Short(ctx context.Context, id string) (string, error) {
	for n := min(shortest, len(id)); n < len(id); n++ {
		found, err := s.FindShort(ctx, id[:n])
		if err != nil || found == id {
			return id[:n], err
		}
	}
	return id, nil
}

// FindShort is the id of the first petition that became public of those whose ids begin so.
func (s *Store) FindShort(ctx context.Context, short string) (string, error) {
	if !pass.IsWord(short) || len(short) < shortest {
		return "", petition.ErrMissing
	}
	var ids []string
	err := s.d.Read.WithContext(ctx).Raw("SELECT id FROM petition WHERE substr(id, 1, "+itoa(len(short))+") = ? ORDER BY gathered, id LIMIT 1", short).Scan(&ids).Error
	if err == nil && len(ids) == 0 {
		err = petition.ErrMissing
	}
	if err != nil {
		return "", err
	}
	return ids[0], nil
}
