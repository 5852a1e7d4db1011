package store

import (
	"context"
	"errors"

	"roundrobin/models/db"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/response"
)

// Receive confirms that the petition arrived, once; a second time changes nothing.
func (s *Store) Receive(ctx context.Context, l response.Link) error {
	if l.Received != "" {
		return nil
	}
	return s.note(ctx, l, petition.Receive, l.Name, "received")
}

// Meet asks for a meeting, once; what is said with it (or nothing) is published.
func (s *Store) Meet(ctx context.Context, l response.Link, words string) error {
	if err := petition.CheckMeeting(words); err != nil {
		return err
	}
	if l.Met != "" {
		return response.ErrMet
	}
	reason := l.Name
	if words != "" {
		reason += "\n" + words
	}
	return s.note(ctx, l, petition.Meet, reason, "met")
}

// note dates a column of the link and records the event; of two at once, one records.
func (s *Store) note(ctx context.Context, l response.Link, e petition.Event, reason, column string) error {
	_, err := s.petitions.Note(ctx, l.Petition, e, reason, func(tx *db.Tx, _ petition.Petition) error {
		done := tx.Exec("UPDATE response_link SET "+column+" = ? WHERE id = ? AND revoked = '' AND "+column+" = ''", s.today(), l.ID)
		if done.Error == nil && done.RowsAffected == 0 {
			return errDone
		}
		return done.Error
	})
	if errors.Is(err, errDone) {
		return nil
	}
	return err
}

// Answer publishes, and spends every key of the link: whoever else has one can publish nothing more. Its reader is written
// to, with a new one.
func (s *Store) Answer(ctx context.Context, t response.Typed, a petitionstore.Answer) (response.Link, error) {
	k, err := s.key(ctx, t)
	if err != nil {
		return response.Link{}, err
	}
	l, err := s.link(s.d.Read.WithContext(ctx), k.Link)
	if err != nil {
		return l, err
	}
	a.Who, a.Words = l.Name, petition.TidyWords(a.Words)
	_, err = s.petitions.Respond(ctx, l.Petition, a, func(tx *db.Tx, p petition.Petition) error {
		return s.spend(tx, p, k, l.ID, a)
	})
	if errors.Is(err, errDone) {
		return l, nil
	}
	return l, err
}

// spend decides: of two with one key, one publishes. The other is told so, unless it said the same: then it pressed twice.
func (s *Store) spend(tx *db.Tx, p petition.Petition, k keyRow, link string, a petitionstore.Answer) error {
	l, err := s.link(tx, link)
	if err != nil {
		return err
	}
	var rows []keyRow
	if err := tx.Raw("SELECT * FROM response_key WHERE secret = ?", k.Secret).Scan(&rows).Error; err != nil {
		return err
	}
	if refusal := l.May(rows[0].State, rows[0].Ended, s.today()); refusal != nil {
		if rows[0].State == response.Answered && l.Revoked == "" && s.saidSo(tx, p, a) {
			return errDone
		}
		return refusal
	}
	if err := s.end(tx, "link = ?", link, response.Answered); err != nil {
		return err
	}
	next, err := s.addKey(tx, l)
	if err != nil {
		return err
	}
	return s.Renewed(tx, p, l, next, a.Seen+1)
}

func (s *Store) saidSo(tx *db.Tx, p petition.Petition, a petitionstore.Answer) bool {
	var n int64
	query := "SELECT count(*) FROM petition_response WHERE petition = ? AND n = ? AND who = ? AND words = ?"
	err := tx.Raw(query, p.ID, a.Seen+1, a.Who, a.Words).Row().Scan(&n)
	return err == nil && n == 1
}

func (s *Store) end(tx *db.Tx, which string, arg any, state string) error {
	return tx.Exec("UPDATE response_key SET state = ?, ended = ? WHERE state = 'open' AND "+which, state, s.today(), arg).Error
}
