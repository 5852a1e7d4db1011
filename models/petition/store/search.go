package store

import (
	"strings"

	"roundrobin/models/db"
	"roundrobin/models/petition"
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

// matching is the condition that a petition holds the beginning of every word typed. Folded words hold no syntax, so nothing that
// people type is any.
func (s *Store) matching(words []string) (condition string, query string) {
	if s.d.Dialect == db.SQLite {
		return "id IN (SELECT petition FROM petition_words WHERE petition_words MATCH ?)", `"` + strings.Join(words, `"* "`) + `"*`
	}
	return "id IN (SELECT petition FROM petition_words WHERE words @@ ?::tsquery)", "'" + strings.Join(words, "':* & '") + "':*"
}
