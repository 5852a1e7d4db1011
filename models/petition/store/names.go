package store

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/search"
)

// named verifies the name of a named signature, or refuses it.
func (s *Store) named(h pass.HandedIn, book string) (pass.Certificate, error) {
	desk, err := note.NewVerifier(s.ledger.DeskKey())
	if err != nil {
		return pass.Certificate{}, err
	}
	c, err := pass.OpenName(h, book, desk)
	if err != nil {
		return c, petition.ErrNameForged
	}
	return c, nil
}

// certified is the certificate in a body that was verified when it was handed in.
func (s *Store) certified(body []byte) (c pass.Certificate, err error) {
	desk, err := note.NewVerifier(s.ledger.DeskKey())
	if err != nil {
		return c, err
	}
	b, err := pass.ParseNameBody(body)
	if err != nil {
		return c, err
	}
	return pass.OpenCertificate(b.Certificate, desk)
}

// lookNames finds names that stand under another signature of the same petition.
func (s *Store) lookNames(tx *db.Tx, jobs []*job, k *known) error {
	for i, j := range jobs {
		if j.Kind != pass.Signature || j.Subject != pass.Named {
			continue
		}
		c, err := s.named(j.HandedIn, j.key.Book)
		if err != nil {
			return err
		}
		var others int64
		query := "SELECT count(*) FROM signature_name WHERE petition = ? AND name_key = ? AND key <> ?"
		if err := tx.Raw(query, j.Petition, c.NameKey[:], j.Who[:]).Scan(&others).Error; err != nil {
			return err
		}
		if others > 0 {
			k.refused[i] = petition.ErrNameUsed
		}
	}
	return nil
}

// writeNames keeps the names of the signatures whose last word has one, and deletes those that were taken back. Should two
// signatures of one seal have the same name, the first by key has it; both count.
func (s *Store) writeNames(tx *db.Tx, acts []petition.Sealed) error {
	sorted := lastOf(acts, classSign)
	var keys []any
	for _, a := range sorted {
		keys = append(keys, a.Who[:])
	}
	if len(keys) == 0 {
		return nil
	}
	if err := tx.Exec("DELETE FROM signature_name WHERE key IN ("+marks(len(keys))+")", keys...).Error; err != nil {
		return err
	}
	var values []any
	for _, a := range sorted {
		if a.Kind != pass.Signature || a.Subject != pass.Named {
			continue
		}
		c, err := s.certified(a.Body)
		if err != nil {
			return err
		}
		values = append(values, a.Petition, c.NameKey[:], a.Who[:], c.Name, c.Title, nameWords(c), a.Salt[:], a.Body)
	}
	return db.InsertRows(tx, "INSERT INTO signature_name (petition, name_key, key, name, title, words, salt, body)", 8, values, "ON CONFLICT (petition, name_key) DO NOTHING")
}

// nameWords are what a name is searched by: folded, a blank before each word.
func nameWords(c pass.Certificate) string {
	return " " + strings.Join(search.Fold(c.Name+" "+c.Title), " ")
}

// Names lists who signed by name, in the order of names, from the given place on; typed narrows the list to names and titles with words
// that begin so. Total is how many there are in all.
func (s *Store) Names(ctx context.Context, p petition.Petition, typed string, from, most int) (names []petition.Name, total int, err error) {
	where, args := "FROM signature_name n JOIN signature g ON g.petition = n.petition AND g.key = n.key WHERE n.petition = ? AND g.stands AND g.named AND g.text = ?", []any{p.ID, p.Hash[:]}
	for _, word := range search.Query(typed) {
		where, args = where+" AND n.words LIKE ?", append(args, "% "+word+"%")
	}
	tx := s.d.Read.WithContext(ctx)
	if err = tx.Raw("SELECT count(*) "+where, args...).Row().Scan(&total); err != nil {
		return nil, 0, err
	}
	var rows []struct{ Name, Title string }
	err = tx.Raw("SELECT n.name, n.title "+where+" ORDER BY n.words, n.name_key LIMIT ? OFFSET ?", slices.Concat(args, []any{most, from})...).Scan(&rows).Error
	for _, r := range rows {
		if r.Title == pass.NoTitle {
			r.Title = ""
		}
		names = append(names, petition.Name{Name: r.Name, Title: r.Title})
	}
	return names, total, err
}

// namesOn are the names as a letter bears them: with the title behind a comma.
func namesOn(tx *db.Tx, p petition.Petition) (names []string, err error) {
	query := `SELECT n.name || CASE n.title WHEN ? THEN '' ELSE ', ' || n.title END FROM signature_name n JOIN signature g ON g.petition = n.petition AND g.key = n.key
		WHERE n.petition = ? AND g.stands AND g.named AND g.text = ? ORDER BY n.words, n.name_key`
	return names, tx.Raw(query, pass.NoTitle, p.ID, p.Hash[:]).Scan(&names).Error
}

// A ProvenName is a name with all that a stranger needs to tie it to a leaf: the body's hash with its salt is the statement's, and the
// name key in the certificate signed for the booth key.
type ProvenName struct {
	petition.Name
	Leaf string `json:"leaf"` // hash, hex
	Salt []byte `json:"salt"`
	Body string `json:"body"`
}

// ProvenNames are all names that stand, in the order of names.
func (s *Store) ProvenNames(ctx context.Context, p petition.Petition) ([]ProvenName, error) {
	var rows []struct {
		Name, Title      string
		Hash, Salt, Body []byte
	}
	query := `SELECT n.name, n.title, g.hash, n.salt, n.body FROM signature_name n JOIN signature g ON g.petition = n.petition AND g.key = n.key
		WHERE n.petition = ? AND g.stands AND g.named AND g.text = ? ORDER BY n.words, n.name_key`
	err := s.d.Read.WithContext(ctx).Raw(query, p.ID, p.Hash[:]).Scan(&rows).Error
	proven := make([]ProvenName, len(rows))
	for i, r := range rows {
		proven[i] = ProvenName{petition.Name{Name: r.Name, Title: r.Title}, hex.EncodeToString(r.Hash), r.Salt, string(r.Body)}
	}
	return proven, err
}
