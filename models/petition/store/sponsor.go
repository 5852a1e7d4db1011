package store

import (
	"context"
	"maps"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/petition"
)

// A crowd is what must be known of the people when a petition opens: how many hold passes, and how many ever got each book.
type crowd struct {
	holders int
	issued  map[string]int
}

// crowd is asked before the transaction that needs it, for its answer comes from another store. Where stewards review, no seal opens.
func (s *Store) crowd(ctx context.Context) (c crowd, err error) {
	var gathering []struct {
		Book     string
		Gathered day.Day
	}
	if err = s.d.Read.WithContext(ctx).Raw("SELECT DISTINCT book, gathered FROM petition WHERE state = 'gathering' AND round = ''").Scan(&gathering).Error; err != nil {
		return c, err
	}
	books := map[string]bool{}
	for _, p := range gathering {
		if (petition.Petition{Gathered: p.Gathered}).Reviewed(s.Ruled()) {
			continue
		}
		books[p.Book] = true
	}
	if len(books) == 0 {
		return c, nil
	}
	return s.crowdOf(ctx, slices.Collect(maps.Keys(books))...)
}

func (s *Store) crowdOf(ctx context.Context, books ...string) (c crowd, err error) {
	c.issued = map[string]int{}
	if c.holders, err = s.Holders(ctx); err != nil {
		return c, err
	}
	for _, book := range books {
		if c.issued[book], err = s.Issued(ctx, book); err != nil {
			return c, err
		}
	}
	return c, nil
}

// sponsored is the condition that a petition has its sponsors and was not handed on yet. Those that need none wait for somebody to say so.
const sponsored = "state = 'gathering' AND hidden = '' AND sponsors > 0 AND count >= sponsors"

// promote hands on the petitions that have their sponsors after a seal: to a steward, or to everyone where nobody reviews.
func (s *Store) promote(tx *db.Tx, on day.Day, c crowd) error {
	petitions, err := find(tx, short, "WHERE "+sponsored+" ORDER BY id")
	if err != nil {
		return err
	}
	for i := range petitions {
		if err := s.handOn(tx, &petitions[i], on, c); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) handOn(tx *db.Tx, p *petition.Petition, on day.Day, c crowd) error {
	if p.State != petition.Gathering || p.Missing() > 0 || p.Hidden != "" {
		return nil
	}
	if p.Reviewed(s.Ruled()) {
		return s.advance(tx, p, petition.Submit, on, "", func(_ *db.Tx, p *petition.Petition) (ledger.Operator, error) {
			return &ledger.Submit{Petition: p.ID, Text: p.Hash, Day: on}, nil
		})
	}
	if _, known := c.issued[p.Book]; !known { // it began to gather since we asked; the next seal opens it
		return nil
	}
	return s.advance(tx, p, petition.OpenUp, on, "", opening(c, s.Ruled()))
}

// opening sets what is known of the people on the day that everyone may sign. The goal is that of the rules under which it found its sponsors.
func opening(c crowd, r petition.Rules) also {
	return func(_ *db.Tx, p *petition.Petition) (ledger.Operator, error) {
		p.Issued, p.Goal = c.issued[p.Book], r.On(p.Gathered).GoalFor(p.Chosen, c.holders)
		return &ledger.Open{Petition: p.ID, Book: p.Book, Slot: p.Slot, Text: p.Hash, Issued: p.Issued, Day: p.Opened, Closes: p.Closes}, nil
	}
}
