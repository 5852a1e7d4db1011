package store

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
)

// A Goal that was reached, and the day of the seal that reached it.
type Goal struct {
	Petition string
	Day      day.Day
}

// Goals are those that were reached and of which leadership was not told. The seal that reaches one dates it, in its own transaction.
func (p *Published) Goals(ctx context.Context) (goals []Goal, err error) {
	query := `SELECT m.petition, m.day FROM petition_milestone m WHERE m.percent = 100
		AND NOT EXISTS (SELECT 1 FROM goal_told t WHERE t.petition = m.petition) ORDER BY m.day, m.petition`
	return goals, p.d.Read.WithContext(ctx).Raw(query).Scan(&goals).Error
}

// Tell claims a goal in the transaction that writes of it. A second claim is refused with digest_written; on PostgreSQL the transaction is
// over then.
func (p *Published) Tell(tx *db.Tx, petition string) error {
	err := tx.Exec("INSERT INTO goal_told (petition) VALUES (?)", petition).Error
	if db.IsDuplicate(err) {
		return fault.New(fault.Conflict, "digest_written")
	}
	return err
}
