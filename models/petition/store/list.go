package store

import (
	"context"
	"strings"

	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// Find is one petition with its whole text, unless a steward hides that. A round is none.
func (s *Store) Find(ctx context.Context, id string) (petition.Petition, error) {
	p, err := s.Any(ctx, id)
	if err == nil && p.Round != "" {
		return petition.Petition{}, petition.ErrMissing
	}
	return p, err
}

// Any is Find, of a petition or a round.
func (s *Store) Any(ctx context.Context, id string) (petition.Petition, error) {
	p, err := s.FindWhole(ctx, id)
	return p.Shown(), err
}

// FindWhole is one petition as the office sees it, with its text even if that is hidden.
func (s *Store) FindWhole(ctx context.Context, id string) (petition.Petition, error) {
	if !pass.IsWord(id) {
		return petition.Petition{}, petition.ErrMissing
	}
	return findOne(s.d.Read.WithContext(ctx), "WHERE id = ?", id)
}

// A Sort is an order of a list.
type Sort int

// The orders.
const (
	ClosingSoon Sort = iota // those that can be signed, nearest to closing first; then the others, latest first
	Latest                  // latest change of state first
	MostSigned
	Newest // the last one that became public first
)

var orders = map[Sort]string{
	ClosingSoon: "CASE WHEN state IN ('open', 'delivered', 'answered') THEN closes ELSE '9999' END, since DESC, id",
	Latest:      "since DESC, id",
	MostSigned:  "count DESC, id",
	Newest:      "CASE WHEN opened > gathered THEN opened ELSE gathered END DESC, id",
}

// A Filter says which petitions, in which order, and which part of them.
type Filter struct {
	Query   string           // as typed; every word, or one near it, must begin a word of the petition
	States  []petition.State // none are all public ones
	Program string           // id, or ""
	Topic   petition.Topic   // or ""
	Closes  int              // those that close within so many days; 0 is all
	Every   bool             // those, too, that are being mended or whose text is hidden, and rounds
	Sort    Sort
	Limit   int // 0 is no limit
	Offset  int
}

// List gives petitions without background and HTML, and how many there are without the limit. A query without a word is none.
func (s *Store) List(ctx context.Context, f Filter) (petitions []petition.Petition, total int, err error) {
	tx := s.d.Read.WithContext(ctx)
	wanted, err := s.Want(ctx, f.Query)
	if err != nil {
		return nil, 0, err
	}
	where, args := s.where(f, wanted)
	if petitions, err = find(tx, short, where+" ORDER BY "+orders[f.Sort]+page(f), args...); err != nil {
		return nil, 0, err
	}
	if f.Limit == 0 && f.Offset == 0 {
		return petitions, len(petitions), nil
	}
	return petitions, total, tx.Raw("SELECT count(*) FROM petition "+where, args...).Row().Scan(&total)
}

func (s *Store) where(f Filter, wanted []Wanted) (string, []any) {
	conditions, args := []string{"id <> ''"}, []any{} // a row is made when a text becomes public; drafts are nobody's to find here
	also := func(condition string, values ...any) {
		conditions, args = append(conditions, condition), append(args, values...)
	}
	if !f.Every {
		also("state <> 'draft'")
		also("round = ''")
		also("hidden = ''")
	}
	if len(wanted) > 0 {
		condition, query := s.matching(wanted)
		also(condition, query)
	}
	if len(f.States) > 0 {
		states := make([]any, len(f.States))
		for i, state := range f.States {
			states[i] = state
		}
		also("state IN ("+marks(len(states))+")", states...)
	}
	if f.Program != "" {
		also("program = ?", f.Program)
	}
	if f.Topic != "" {
		also("topic = ?", f.Topic)
	}
	if f.Closes > 0 {
		also("state IN ('open', 'delivered', 'answered') AND closes BETWEEN ? AND ?", s.today(), s.today().Add(f.Closes))
	}
	return "WHERE " + strings.Join(conditions, " AND "), args
}

func page(f Filter) string {
	if f.Limit <= 0 {
		return ""
	}
	return " LIMIT " + itoa(f.Limit) + " OFFSET " + itoa(max(0, f.Offset))
}

// Expired are the ids of petitions whose last day is over and that are not closed yet.
func (s *Store) Expired(ctx context.Context) (ids []string, err error) {
	query := "SELECT id FROM petition WHERE state IN ('open', 'delivered', 'answered') AND closes < ? ORDER BY id"
	return ids, s.d.Read.WithContext(ctx).Raw(query, s.today()).Scan(&ids).Error
}
