// Package store keeps leadership's links in the booth's database and lets their readers answer.
package store

import (
	"context"
	"io"
	"time"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/id"
	"roundrobin/models/petition"
	petitionstore "roundrobin/models/petition/store"
	"roundrobin/models/response"
	"roundrobin/models/secret"
)

// Options are what a site chooses; all of them must be given.
type Options struct {
	Now    func() time.Time
	Loc    *time.Location
	Random io.Reader
	// Pause is what a wrong code costs; meanwhile no other code is looked at.
	Pause func(context.Context) error
	// Renewed writes to the reader that the link has a new key, in the caller's transaction: after an answer of theirs, with how many
	// revisions there are then, or because an admin wished it (0).
	Renewed func(tx *db.Tx, p petition.Petition, l response.Link, k response.Key, revisions int) error
}

// A Store of links. Safe for use by many at once.
type Store struct {
	Options
	d         *db.DB
	petitions *petitionstore.Store
	master    secret.Master
	turn      chan struct{} // one code is looked at at a time
}

// New keeps links in booth under master.
func New(booth *db.DB, petitions *petitionstore.Store, master secret.Master, o Options) *Store {
	return &Store{o, booth, petitions, master, make(chan struct{}, 1)}
}

func (s *Store) today() day.Day { return day.Of(s.Now(), s.Loc) }

type keyRow struct {
	Secret, Name, Code []byte
	Link               string
	Tries              int
	State              string
	Ended              day.Day
}

const label = "response key"

func (s *Store) hash(what, typed string) []byte {
	return s.master.MAC(label, []byte(what), []byte(typed))
}

// Invite makes the link of a recipient to a petition, in the transaction of its delivery. The key is told once, here.
func (s *Store) Invite(tx *db.Tx, p petition.Petition, recipient, name string) (response.Link, response.Key, error) {
	l := response.Link{ID: id.New(s.Random), Petition: p.ID, Recipient: recipient, Name: name, Expires: s.today().Add(response.Days)}
	err := tx.Exec("INSERT INTO response_link (id, petition, recipient, name, expires, revoked, received, met) VALUES (?, ?, ?, ?, ?, '', '', '')",
		l.ID, l.Petition, l.Recipient, l.Name, l.Expires).Error
	if err != nil {
		return l, response.Key{}, err
	}
	k, err := s.addKey(tx, l)
	return l, k, err
}

// Remind gives a recipient's link another key beside those that it has, for a mail that tells of the petition once more. It gives none
// to whom the petition was not delivered, or whose link is revoked or too old.
func (s *Store) Remind(tx *db.Tx, petition, recipient string) (k response.Key, ok bool, err error) {
	var links []response.Link
	err = tx.Raw("SELECT * FROM response_link WHERE petition = ? AND recipient = ?", petition, recipient).Scan(&links).Error
	if err != nil || len(links) != 1 || links[0].May(response.Open, "", s.today()) != nil {
		return k, false, err
	}
	k, err = s.addKey(tx, links[0])
	return k, err == nil, err
}

// addKey draws again where a code of that name is there already.
func (s *Store) addKey(tx *db.Tx, l response.Link) (k response.Key, err error) {
	for range 10 {
		k = response.NewKey(s.Random)
		name, rest := k.Parts()
		done := tx.Exec("INSERT INTO response_key (secret, name, code, link, tries, state, ended) VALUES ( ?, ?, ?, ?, 0, 'open', '') ON CONFLICT DO NOTHING",
			s.hash("secret", k.Secret), s.hash("name", name), s.hash("code", name+rest), l.ID)
		if done.Error != nil || done.RowsAffected == 1 {
			return k, done.Error
		}
	}
	panic("response: randomness repeats itself")
}

// Of are the links to a petition, by name.
func (s *Store) Of(ctx context.Context, petition string) (links []response.Link, err error) {
	return links, s.d.Read.WithContext(ctx).Raw("SELECT * FROM response_link WHERE petition = ? ORDER BY name, id", petition).Scan(&links).Error
}
