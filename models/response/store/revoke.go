package store

import (
	"context"
	"errors"

	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/petition"
	"roundrobin/models/response"
)

var errDone = errors.New("response: it is done already")

// Revoke ends a link for good: nobody answers by it any more. What was answered stays.
func (s *Store) Revoke(ctx context.Context, link string, by audit.Who) error {
	return s.d.InTx(ctx, func(tx *db.Tx) error {
		l, err := s.link(tx, link)
		if err != nil {
			return err
		}
		done := tx.Exec("UPDATE response_link SET revoked = ? WHERE id = ? AND revoked = ''", s.today(), link)
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		return s.record(ctx, tx, by, audit.EndedLink, l)
	})
}

// record writes a line of everybody's record. It tells of the petition, and nothing of whose link it is.
func (s *Store) record(ctx context.Context, tx *db.Tx, by audit.Who, act audit.Act, l response.Link) error {
	p, err := s.petitions.Find(ctx, l.Petition)
	if err != nil {
		return err
	}
	return audit.Write(tx, s.Random, audit.Entry{Day: s.today(), Who: by, Act: act, Subject: p.ID, Title: p.Text.Title, Petition: p.ID})
}

// Renew ends the link's keys, and mails its reader a new one: for a mail that was lost, or forwarded too far, or a code that was
// tried too often. It also takes a revocation back.
func (s *Store) Renew(ctx context.Context, link string, by audit.Who) error {
	l, err := s.link(s.d.Read.WithContext(ctx), link)
	if err != nil {
		return err
	}
	p, err := s.petitions.Find(ctx, l.Petition)
	if err != nil {
		return err
	}
	return s.d.InTx(ctx, func(tx *db.Tx) error {
		if err := s.renew(tx, p, l); err != nil {
			return err
		}
		return s.record(ctx, tx, by, audit.RenewedLink, l)
	})
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
