package store

import (
	"context"

	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/response"
)

// Say lets the link's reader say something in the talk under the petition: an answer to a comment, or about "" to everybody. It stands at once,
// under the role of leadership and the reader's function. The key is not spent; there is a most of what can be said.
func (s *Store) Say(ctx context.Context, l response.Link, about, words string) error {
	return s.speak(ctx, l, petition.Speech{Do: pass.Say, Parent: about, Text: petition.TidyWords(words)})
}

// TakeBack destroys the words of a comment that the reader said.
func (s *Store) TakeBack(ctx context.Context, l response.Link, comment string) error {
	return s.speak(ctx, l, petition.Speech{Do: pass.Take, ID: comment})
}

func (s *Store) speak(ctx context.Context, l response.Link, w petition.Speech) error {
	w.Petition, w.Role, w.Who = l.Petition, petition.AsLeadership, l.Name
	return s.petitions.Speak(ctx, w, func(tx *db.Tx, _ petition.Petition) error {
		now, err := s.link(tx, l.ID)
		if err == nil {
			err = now.May(response.Open, "", s.today())
		}
		if err != nil || w.Do != pass.Say {
			return err
		}
		var n int
		err = tx.Raw("SELECT count(*) FROM comment WHERE petition = ? AND who = ?", w.Petition, w.Who).Row().Scan(&n)
		if err == nil && n >= response.MaxSaid {
			err = response.ErrSaid
		}
		return err
	})
}
