package store

import (
	"context"
	"crypto/sha256"
	"slices"

	"roundrobin/models/db"
	"roundrobin/models/floor"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// writeRatings keeps what each signer said last of leadership's answer.
func (s *Store) writeRatings(tx *db.Tx, acts []petition.Sealed) error {
	var values []any
	for _, a := range lastOf(acts, classRate) {
		values = append(values, a.Petition, s.master.MAC("rating", a.Who[:]), a.Seq, string(a.Body))
	}
	return db.InsertRows(tx, "INSERT INTO rating (petition, who, seq, value)", 4, values,
		"ON CONFLICT (petition, who) DO UPDATE SET seq = excluded.seq, value = excluded.value WHERE excluded.seq > rating.seq")
}

// TallyRatings publishes, of every petition whose ratings are over, what the floor lets through, as a leaf; the ratings themselves are
// deleted in the same transaction. It may be called at any time, by many at once.
func (s *Store) TallyRatings(ctx context.Context) error {
	today := s.today()
	answered, err := find(s.d.Read.WithContext(ctx), short, "WHERE answered <> '' AND answered < ? AND id NOT IN (SELECT petition FROM rating_tally)", today.Add(-petition.RatingDays))
	answered = slices.DeleteFunc(answered, func(p petition.Petition) bool { return !p.RatingDue(today, s.Ruled()) })
	if err != nil || len(answered) == 0 {
		return err
	}
	if _, err := s.Seal(ctx, false); err != nil { // what was handed in on the last day
		return err
	}
	for _, p := range answered {
		if _, err := s.in(ctx, p.ID, s.tallyRatings); err != nil && !db.IsDuplicate(err) { // another replica did
			return err
		}
	}
	return s.d.Vacate(ctx)
}

func (s *Store) tallyRatings(tx *db.Tx, p *petition.Petition) error {
	cells, err := ratingCells(tx, p.ID)
	if err != nil {
		return err
	}
	text := petition.RatingText(p.ID, floor.Release(cells))
	if err := tx.Exec("INSERT INTO rating_tally (petition, day, text) VALUES (?, ?, ?)", p.ID, s.today(), text).Error; err != nil {
		return err
	}
	if err := tx.Exec("DELETE FROM rating WHERE petition = ?", p.ID).Error; err != nil {
		return err
	}
	return s.ledger.Say(tx, &ledger.Tally{Petition: p.ID, Hash: sha256.Sum256([]byte(text)), Day: s.today()})
}

// ratingCells are the values in the order of the protocol; nobody may show what they hold.
func ratingCells(tx *db.Tx, id string) ([]floor.Cell, error) {
	var cells []floor.Cell
	for _, value := range pass.RatingValues() {
		var n int
		if err := tx.Raw("SELECT count(*) FROM rating WHERE petition = ? AND value = ?", id, value).Row().Scan(&n); err != nil {
			return nil, err
		}
		cells = append(cells, floor.Cell{Name: value, Of: floor.Counted(n)})
	}
	return cells, nil
}

// Rated tells how many rated the answer so far, which anyone can count in the ledger, and the tally once it is published; its Day is
// "" until then.
func (s *Store) Rated(ctx context.Context, id string) (n int, t petition.RatingTally, err error) {
	tx := s.d.Read.WithContext(ctx)
	if err = tx.Raw("SELECT day, text FROM rating_tally WHERE petition = ?", id).Scan(&t).Error; err != nil {
		return 0, t, err
	}
	return n, t, tx.Raw("SELECT count(*) FROM rating WHERE petition = ?", id).Row().Scan(&n)
}
