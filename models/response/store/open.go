package store

import (
	"context"
	"crypto/subtle"

	"roundrobin/models/db"
	"roundrobin/models/response"
)

// Open gives the link that a secret or a code opens, or says why it opens nothing. It changes nothing but the count of a code's
// wrong tries: whoever only looks, be it a mail scanner, does nothing.
func (s *Store) Open(ctx context.Context, t response.Typed) (response.Link, error) {
	k, err := s.key(ctx, t)
	if err != nil {
		return response.Link{}, err
	}
	l, err := s.link(s.d.Read.WithContext(ctx), k.Link)
	if err == nil {
		err = l.May(k.State, k.Ended, s.today())
	}
	return l, err
}

func (s *Store) key(ctx context.Context, t response.Typed) (keyRow, error) {
	if t.Secret == "" {
		return s.byCode(ctx, t)
	}
	k, ok, err := s.findKey(ctx, "secret", s.hash("secret", t.Secret))
	if err == nil && !ok {
		err = response.ErrUnknown
	}
	return k, err
}

// byCode looks at one code at a time; a wrong one holds up the next, and costs its name a try.
func (s *Store) byCode(ctx context.Context, t response.Typed) (keyRow, error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return keyRow{}, response.ErrBusy
	}
	k, ok, err := s.findKey(ctx, "name", s.hash("name", t.Name))
	if err != nil {
		return k, err
	}
	if ok && k.Tries >= response.Tries {
		return k, response.ErrSpent
	}
	if ok && subtle.ConstantTimeCompare(k.Code, s.hash("code", t.Name+t.Rest)) == 1 {
		return k, nil
	}
	done := s.d.Write.WithContext(ctx).Exec("UPDATE response_key SET tries = tries + 1 WHERE name = ?", s.hash("name", t.Name))
	if done.Error != nil {
		return k, done.Error
	}
	if s.Pause(ctx) != nil {
		return k, response.ErrBusy
	}
	return k, response.ErrWrong
}

func (s *Store) findKey(ctx context.Context, column string, hash []byte) (k keyRow, ok bool, err error) {
	var rows []keyRow
	err = s.d.Read.WithContext(ctx).Raw("SELECT * FROM response_key WHERE "+column+" = ?", hash).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return k, false, err
	}
	return rows[0], true, nil
}

func (s *Store) link(tx *db.Tx, id string) (response.Link, error) {
	var links []response.Link
	if err := tx.Raw("SELECT * FROM response_link WHERE id = ?", id).Scan(&links).Error; err != nil {
		return response.Link{}, err
	}
	if len(links) == 0 {
		return response.Link{}, response.ErrUnknown
	}
	return links[0], nil
}
