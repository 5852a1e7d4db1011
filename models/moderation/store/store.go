// Package store keeps stewards' cases in the booth's database. It is the petition store's keeper of what stewards decide: it says which
// acts of voices can be taken, and writes flags and appeals when they are sealed.
package store

import (
	"io"
	"maps"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	ledgerstore "roundrobin/models/ledger/store"
	"roundrobin/models/moderation"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/standard"
	"roundrobin/models/thread"
)

// Cases are those of all petitions. Safe for use by many at once.
type Cases struct {
	d      *db.DB
	ledger *ledgerstore.Ledger
	random io.Reader
	today  func() day.Day

	Standards *standard.Keeper // by which is decided
}

// New reads and writes cases in the booth's store.
func New(d *db.DB, l *ledgerstore.Ledger, random io.Reader, today func() day.Day) *Cases {
	return &Cases{d, l, random, today, standard.NewKeeper(d, l.Say, random, today)}
}

// talk is what must be known of what acts are about.
type talk struct {
	said   map[string]saidRow // comments, by id
	muted  map[thread.Voice]bool
	guards map[string]moderation.Guard

	standards standard.Published
}

type saidRow struct {
	ID, Petition, Hidden, Held, Appealed string
	Voice                                []byte
}

// CheckTalk refuses what a muted voice says, what is said while a talk is paused, and flags and appeals about what is not there.
func (c *Cases) CheckTalk(tx *db.Tx, acts []pass.HandedIn) ([]error, error) {
	t, err := c.look(tx, acts)
	if err != nil {
		return nil, err
	}
	refused := make([]error, len(acts))
	for i, h := range acts {
		refused[i] = t.check(h)
	}
	return refused, nil
}

func (t talk) check(h pass.HandedIn) error {
	voice := thread.VoiceOf(h.Pass.BoothKey(), h.Petition)
	about, there := t.said[h.Subject]
	there = there && about.Petition == h.Petition
	own := there && string(about.Voice) == string(voice[:])
	switch {
	case t.muted[voice] && h.Kind != pass.Appeal && h.Kind != pass.Retraction:
		return petition.ErrMuted
	case h.Kind == pass.Comment && t.guards[h.Petition].Paused != "":
		return petition.ErrPaused
	case h.Kind == pass.Edit && there && about.Hidden != "":
		return petition.ErrEditHidden
	case h.Kind == pass.Flag:
		return t.checkFlag(h, there, own, about)
	case h.Kind == pass.Appeal && (!own || about.Hidden == "" || about.Held != "" || about.Appealed != ""):
		return petition.ErrAppealMissing
	}
	return nil
}

func (t talk) checkFlag(h pass.HandedIn, there, own bool, about saidRow) error {
	_, err := t.standards.Find(string(h.Body))
	switch {
	case err != nil || h.Subject == pass.OfPetition:
		return err
	case !there:
		return petition.ErrCommentMissing
	case own:
		return petition.ErrFlagOwn
	case about.Hidden != "":
		return petition.ErrFlagHidden
	}
	return nil
}

func (c *Cases) look(tx *db.Tx, acts []pass.HandedIn) (t talk, err error) {
	var ids []string
	var voices []any
	petitions := map[string]bool{}
	for _, h := range acts {
		voice := thread.VoiceOf(h.Pass.BoothKey(), h.Petition)
		voices, petitions[h.Petition] = append(voices, voice[:]), true
		if pass.IsCommentID(h.Subject) {
			ids = append(ids, h.Subject)
		}
	}
	if t.standards, err = c.Standards.In(tx); err != nil {
		return t, err
	}
	if t.muted, err = mutedOf(tx, voices); err != nil {
		return t, err
	}
	if t.guards, err = guardsOf(tx, slices.Collect(maps.Keys(petitions))); err != nil {
		return t, err
	}
	t.said, err = saidOf(tx, ids)
	return t, err
}

func saidOf(tx *db.Tx, ids []string) (map[string]saidRow, error) {
	found := map[string]saidRow{}
	if len(ids) == 0 {
		return found, nil
	}
	var rows []saidRow
	err := tx.Raw(`SELECT c.id, c.petition, c.voice, coalesce(m.hidden, '') AS hidden, coalesce(m.held, '') AS held, coalesce(m.appealed, '') AS appealed
		FROM comment c LEFT JOIN moderation_case m ON m.target = c.id WHERE c.id IN ?`, ids).Scan(&rows).Error
	for _, r := range rows {
		found[r.ID] = r
	}
	return found, err
}

func mutedOf(tx *db.Tx, voices []any) (map[thread.Voice]bool, error) {
	var rows [][]byte
	err := tx.Raw("SELECT voice FROM moderation_mute WHERE voice IN "+db.Tuples(1, len(voices)), voices...).Scan(&rows).Error
	muted := map[thread.Voice]bool{}
	for _, voice := range rows {
		muted[thread.Voice(voice)] = true
	}
	return muted, err
}
