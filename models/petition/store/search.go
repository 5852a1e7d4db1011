package store

import (
	"context"
	"strings"

	"roundrobin/models/db"
	"roundrobin/models/petition"
	"roundrobin/models/search"
)

// index files the words of a petition for search.
func (s *Store) index(tx *db.Tx, p petition.Petition) error {
	if err := tx.Exec("DELETE FROM petition_words WHERE petition = ?", p.ID).Error; err != nil {
		return err
	}
	words := p.Words()
	if s.d.Dialect == db.SQLite {
		return tx.Exec("INSERT INTO petition_words (petition, words) VALUES (?, ?)", p.ID, strings.Join(words, " ")).Error
	}
	insert := "INSERT INTO petition_words (petition, words) VALUES (?, array_to_tsvector(string_to_array(?::text, ' ')))"
	return tx.Exec(insert, p.ID, strings.Join(words, " ")).Error
}

// A Wanted word is one of a query, and what it is taken for where no petition has a word that it begins.
type Wanted struct {
	Typed string
	Near  []string
}

// Want reads what somebody typed.
func (s *Store) Want(ctx context.Context, typed string) ([]Wanted, error) {
	words := search.Query(typed)
	if len(words) == 0 {
		return nil, nil
	}
	known, err := s.vocabulary(ctx)
	wanted := make([]Wanted, len(words))
	for i, w := range words {
		wanted[i] = Wanted{w, known.Near(w)}
	}
	return wanted, err
}

// matching is the condition that a petition holds the beginning of every word typed, or of one near it. Folded words hold no syntax, so
// nothing that people type is any.
func (s *Store) matching(wanted []Wanted) (condition string, query string) {
	all := make([]string, len(wanted))
	if s.d.Dialect == db.SQLite {
		for i, w := range wanted {
			all[i] = `("` + strings.Join(append([]string{w.Typed}, w.Near...), `"* OR "`) + `"*)`
		}
		return "id IN (SELECT petition FROM petition_words WHERE petition_words MATCH ?)", strings.Join(all, " AND ")
	}
	for i, w := range wanted {
		all[i] = "('" + strings.Join(append([]string{w.Typed}, w.Near...), "':* | '") + "':*)"
	}
	return "id IN (SELECT petition FROM petition_words WHERE words @@ ?::tsquery)", strings.Join(all, " & ")
}

// spelled is a vocabulary and the size of the ledger when it was read.
type spelled struct {
	size  int64
	known search.Vocabulary
}

// vocabulary is all words of all petitions. Whatever adds a text is a leaf, so it is read anew only when the ledger has grown.
func (s *Store) vocabulary(ctx context.Context) (search.Vocabulary, error) {
	size, err := s.ledger.Size(ctx)
	if err != nil {
		return nil, err
	}
	if was := s.words.Load(); was != nil && was.size == size {
		return was.known, nil
	}
	query := "SELECT words FROM petition_words"
	if s.d.Dialect == db.Postgres {
		query = "SELECT array_to_string(tsvector_to_array(words), ' ') FROM petition_words"
	}
	var texts []string
	if err := s.d.Read.WithContext(ctx).Raw(query).Scan(&texts).Error; err != nil {
		return nil, err
	}
	known := search.NewVocabulary(strings.Fields(strings.Join(texts, " ")))
	s.words.Store(&spelled{size, known})
	return known, nil
}
