package store

import (
	"context"
	"errors"

	"roundrobin/models/db"
	"roundrobin/models/petition"
	"roundrobin/models/response"
)

var errDone = errors.New("response: it is done already")

// Revoke ends a link for good: nobody answers by it any more. What was answered stays.
func (s *Store) Revoke(ctx context.Context, link string) error {
	return s.d.InTx(ctx, func(tx *db.Tx) error {
		if _, err := s.link(tx, link); err != nil {
			return err
		}
		return tx.Exec("UPDATE response_link SET revoked = ? WHERE id = ? AND revoked = ''", s.today(), link).Error
	})
}

// Renew ends the link's keys, and mails its reader a new one: for a mail that was lost, or forwarded too far, or a code that was
// tried too often. It also takes a revocation back.
func (s *Store) Renew(ctx context.Context, link string) error {
	l, err := s.link(s.d.Read.WithContext(ctx), link)
	if err != nil {
		return err
	}
	p, err := s.petitions.Find(ctx, l.Petition)
	if err != nil {
		return err
	}
	return s.d.InTx(ctx, func(tx *db.Tx) error { return s.renew(tx, p, l) })
}

func (s *Store) renew(tx *db.Tx, p petition.Petition, l response.Link) error {
	err := tx.Exec("UPDATE response_link SET revoked = '', expires = ? WHERE id = ?", s.today().Add(response.Days), l.ID).Error
	if err == nil {
		err = s.end(tx, "link = ?", l.ID, response.Replaced)
	}
	if err != nil {
		return err
	}
	k, err := s.addKey(tx, l)
	if err != nil {
		return err
	}
	return s.Renewed(tx, p, l, k, 0)
}
