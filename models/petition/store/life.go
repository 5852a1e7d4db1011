package store

import (
	"context"
	"encoding/binary"
	"strconv"

	"roundrobin/models/petition"
)

// Life is what happened to a petition, oldest first.
func (s *Store) Life(ctx context.Context, id string) (l petition.Life, err error) {
	tx := s.d.Read.WithContext(ctx)
	if err = tx.Raw("SELECT event, day, count, reason FROM petition_event WHERE petition = ? ORDER BY n", id).Scan(&l.Happenings).Error; err != nil {
		return l, err
	}
	if err = tx.Raw("SELECT percent, count, day FROM petition_milestone WHERE petition = ? ORDER BY day, percent", id).Scan(&l.Milestones).Error; err != nil {
		return l, err
	}
	return l, tx.Raw("SELECT day, who, words, html FROM petition_response WHERE petition = ? ORDER BY n", id).Scan(&l.Responses).Error
}

// Days are the counts after the last seal of each day on which one moved, by petition, oldest first.
func (s *Store) Days(ctx context.Context, ids ...string) (map[string][]petition.DayCount, error) {
	var rows []struct {
		Petition string
		petition.DayCount
	}
	days := map[string][]petition.DayCount{}
	if len(ids) == 0 {
		return days, nil
	}
	query := "SELECT petition, day, count FROM petition_day WHERE petition IN (" + marks(len(ids)) + ") ORDER BY petition, day"
	err := s.d.Read.WithContext(ctx).Raw(query, list(ids)...).Scan(&rows).Error
	for _, r := range rows {
		days[r.Petition] = append(days[r.Petition], r.DayCount)
	}
	return days, err
}

// Angles are the places of the counted signatures on their rings, by petition: the first four bytes of each leaf hash, sorted.
func (s *Store) Angles(ctx context.Context, ids ...string) (map[string][]uint32, error) {
	var rows []struct {
		Petition string
		Angles   []byte
	}
	rings := map[string][]uint32{}
	if len(ids) == 0 {
		return rings, nil
	}
	query := "SELECT petition, angles FROM petition_ring WHERE petition IN (" + marks(len(ids)) + ")"
	err := s.d.Read.WithContext(ctx).Raw(query, list(ids)...).Scan(&rows).Error
	for _, r := range rows {
		angles := make([]uint32, len(r.Angles)/4)
		for i := range angles {
			angles[i] = binary.BigEndian.Uint32(r.Angles[4*i:])
		}
		rings[r.Petition] = angles
	}
	return rings, err
}

func list(ids []string) []any {
	values := make([]any, len(ids))
	for i, id := range ids {
		values[i] = id
	}
	return values
}

func itoa(n int) string { return strconv.Itoa(n) }
