package store

import (
	"context"
	"crypto/sha256"

	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/petition"
)

// An Answer is what leadership publishes.
type Answer struct {
	Who   string // as leadership is known in public
	Words string // Markdown
	Seen  int    // revisions that its writer knew of; a newer one refuses it with answer_changed
}

// Respond publishes leadership's answer, or a new revision of it. also decides, in the same transaction, whether the writer may.
func (s *Store) Respond(ctx context.Context, id string, a Answer, also func(tx *db.Tx, p petition.Petition) error) (petition.Petition, error) {
	a.Words = petition.TidyWords(a.Words)
	if err := petition.CheckAnswer(a.Words); err != nil {
		return petition.Petition{}, err
	}
	html, err := petition.Render(a.Words)
	if err != nil {
		return petition.Petition{}, err
	}
	return s.move(ctx, id, petition.Respond, a.Who, func(tx *db.Tx, p *petition.Petition) (ledger.Operator, error) {
		if also != nil {
			if err := also(tx, *p); err != nil {
				return nil, err
			}
		}
		return s.revise(tx, *p, a, html)
	})
}

func (s *Store) revise(tx *db.Tx, p petition.Petition, a Answer, html string) (ledger.Operator, error) {
	var before []string
	if err := tx.Raw("SELECT words FROM petition_response WHERE petition = ? ORDER BY n", p.ID).Scan(&before).Error; err != nil {
		return nil, err
	}
	switch n := len(before); {
	case n != a.Seen:
		return nil, petition.ErrAnswerChanged
	case n > 0 && before[n-1] == a.Words:
		return nil, petition.ErrAnswerSame
	}
	err := tx.Exec("INSERT INTO petition_response (petition, n, day, who, words, html) VALUES (?, ?, ?, ?, ?, ?)",
		p.ID, len(before)+1, s.today(), a.Who, a.Words, html).Error
	return &ledger.Response{Petition: p.ID, Hash: sha256.Sum256([]byte(a.Words)), Day: s.today()}, err
}

// Note records what leadership did besides answering. also decides, in the same transaction, whether it may.
func (s *Store) Note(ctx context.Context, id string, e petition.Event, reason string, also func(tx *db.Tx, p petition.Petition) error) (petition.Petition, error) {
	return s.in(ctx, id, func(tx *db.Tx, p *petition.Petition) error {
		if p.Delivered == "" {
			return petition.ErrNotDelivered
		}
		if err := also(tx, *p); err != nil {
			return err
		}
		return record(tx, *p, e, s.today(), reason)
	})
}
