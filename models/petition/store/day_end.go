package store

import (
	"context"
	"errors"

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
	today := s.today()
	return s.forEach(ctx, func(id string) error {
		_, err := s.move(ctx, id, petition.Lapse, "", func(_ *db.Tx, p *petition.Petition) (ledger.Operator, error) {
			return &ledger.Lapse{Petition: p.ID, Day: today}, nil
		})
		return err
	}, "SELECT id FROM petition WHERE state = 'gathering' AND gathered < ? OR state = 'draft' AND since < ? ORDER BY id",
		today.Add(-s.Rules.GatherDays), today.Add(-s.Rules.MendDays))
}

// DeliverReached hands over the petitions that reached their goal so long ago that the site does where no organizer did, or whose last
// day is over meanwhile: organizers lose devices. Where nobody of leadership is named to receive one, it waits until somebody is.
func (s *Store) DeliverReached(ctx context.Context) error {
	return s.forEach(ctx, func(id string) error { _, err := s.Deliver(ctx, id); return err },
		"SELECT p.id FROM petition p JOIN petition_milestone m ON m.petition = p.id AND m.percent = 100 WHERE p.state = 'open' AND (m.day <= ? OR p.closes < ?) ORDER BY p.id",
		s.today().Add(-s.Rules.DeliverDays), s.today())
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
		if until := p.Settles(s.Rules); s.today() <= until {
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
	if until := p.Settles(s.Rules); until == "" || s.today() <= until {
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

func (s *Store) forEach(ctx context.Context, do func(id string) error, query string, args ...any) error {
	var ids []string
	err := s.d.Read.WithContext(ctx).Raw(query, args...).Scan(&ids).Error
	for _, id := range ids {
		err = errors.Join(err, unlessRefused(do(id)))
	}
	return err
}

// unlessRefused: a refusal means that it is not due, or was done by another replica meanwhile.
func unlessRefused(err error) error {
	if fault.Of(err) != nil || db.IsDuplicate(err) {
		return nil
	}
	return err
}
