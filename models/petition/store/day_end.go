package store

import (
	"context"
	"errors"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/petition"
)

// Each of these may be called at any time, by many at once: what is not due, or was done by another meanwhile, is left alone. What
// fails for one petition does not hold up the others.

// Lapse ends the petitions that found too few sponsors, or were not mended, in time. What was handed in on the last day is sealed first.
func (s *Store) Lapse(ctx context.Context) error {
	if _, err := s.Seal(ctx, false); err != nil {
		return err
	}
	today, rules := s.today(), s.Ruled()
	waiting, err := find(s.d.Read.WithContext(ctx), short, "WHERE state IN ('gathering', 'draft') ORDER BY id")
	for _, p := range waiting {
		if until := p.LapsesAfter(rules); until == "" || today <= until {
			continue
		}
		_, failed := s.move(ctx, p.ID, petition.Lapse, "", func(_ *db.Tx, p *petition.Petition) (ledger.Operator, error) {
			return &ledger.Lapse{Petition: p.ID, Day: today}, nil
		})
		err = errors.Join(err, unlessRefused(failed))
	}
	return err
}

// DeliverReached hands over the petitions that reached their goal so long ago that the site does where no organizer did, or whose last
// day is over meanwhile: organizers lose devices. Where nobody of leadership is named to receive one, it waits until somebody is.
func (s *Store) DeliverReached(ctx context.Context) error {
	var rows []struct {
		ID          string
		Day, Closes day.Day
	}
	err := s.d.Read.WithContext(ctx).Raw("SELECT p.id, m.day, p.closes FROM petition p JOIN petition_milestone m ON m.petition = p.id AND m.percent = 100 " +
		"WHERE p.state = 'open' ORDER BY p.id").Scan(&rows).Error
	for _, r := range rows {
		if today := s.today(); today >= petition.DeliverBy(r.Day, s.Ruled()) || today > r.Closes {
			_, failed := s.Deliver(ctx, r.ID)
			err = errors.Join(err, unlessRefused(failed))
		}
	}
	return err
}

// CloseExpired ends every petition whose last day is over.
func (s *Store) CloseExpired(ctx context.Context) error {
	ids, err := s.Expired(ctx)
	for _, id := range ids {
		_, failed := s.ClosePetition(ctx, id)
		err = errors.Join(err, unlessRefused(failed))
	}
	return err
}

// Settle destroys, once nothing can be done under a petition any more, what still ties acts of one person together there, who agreed
// with what, how many said that they work where, and what its organizers saved. Tallies and whatever is in the ledger stay.
func (s *Store) Settle(ctx context.Context) error {
	over, err := find(s.d.Read.WithContext(ctx), short, "WHERE state IN ('closed', 'withdrawn', 'rejected')"+
		" AND id NOT IN (SELECT petition FROM petition_settled) ORDER BY id")
	settled := 0
	for _, p := range over {
		if until := p.Settles(s.Ruled()); s.today() <= until {
			continue
		}
		settled++
		_, failed := s.in(ctx, p.ID, s.settle)
		err = errors.Join(err, unlessRefused(failed))
	}
	if settled > 0 {
		err = errors.Join(err, s.d.Vacate(ctx))
	}
	return err
}

func (s *Store) settle(tx *db.Tx, p *petition.Petition) error {
	if until := p.Settles(s.Ruled()); until == "" || s.today() <= until {
		return petition.ErrInTime
	}
	if err := tx.Exec("INSERT INTO petition_settled (petition, day) VALUES (?, ?)", p.ID, s.today()).Error; err != nil {
		return err
	}
	if err := tx.Exec("DELETE FROM statement WHERE class = 'agree' AND subject IN (SELECT id FROM comment WHERE petition = ?)", p.ID).Error; err != nil {
		return err
	}
	if err := tx.Exec("DELETE FROM statement WHERE class IN ('flag', 'appeal') AND subject IN (SELECT id FROM comment WHERE petition = ?)", p.ID).Error; err != nil {
		return err
	}
	if err := s.destroyDraft(tx, p.ID); err != nil {
		return err
	}
	if err := tx.Exec("UPDATE workplace SET tally = ? WHERE petition = ?", []byte{}, p.ID).Error; err != nil {
		return err
	}
	if s.Stewards != nil {
		if err := s.Stewards.SettleTalk(tx, p.ID); err != nil {
			return err
		}
	}
	return s.voices.Settle(tx, p.ID)
}

// Unsettled is how many petitions of a book can still be signed, mended, spoken under or rated. With none, and its season over, the
// private halves of its keys are of no use to anybody honest.
func (s *Store) Unsettled(ctx context.Context, book string) (n int, err error) {
	query := "SELECT count(*) FROM slot WHERE book = ? AND petition NOT IN (SELECT petition FROM petition_settled)"
	return n, s.d.Read.WithContext(ctx).Raw(query, book).Row().Scan(&n)
}

// SettledSlots are, by book in use, the slots of petitions under which nothing can be done any more.
func (s *Store) SettledSlots(ctx context.Context) (map[string][]int, error) {
	var rows []struct {
		Book string
		Slot int
	}
	err := s.d.Read.WithContext(ctx).Raw("SELECT s.book, s.slot FROM slot s JOIN petition_settled p ON p.petition = s.petition " +
		"JOIN book b ON b.name = s.book WHERE b.retired = '' ORDER BY s.book, s.slot").Scan(&rows).Error
	slots := map[string][]int{}
	for _, r := range rows {
		slots[r.Book] = append(slots[r.Book], r.Slot)
	}
	return slots, err
}

// unlessRefused: a refusal means that it is not due, or was done by another replica meanwhile.
func unlessRefused(err error) error {
	if fault.Of(err) != nil || db.IsDuplicate(err) {
		return nil
	}
	return err
}
