// Package store keeps threads in the booth's database. It is the petition store's keeper of voices: it says which comments and
// agreements can be taken, and writes them when they are sealed.
package store

import (
	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

// Threads are the threads of all petitions. Safe for use by many at once.
type Threads struct{ d *db.DB }

// New reads and writes threads in the booth's store.
func New(d *db.DB) *Threads { return &Threads{d} }

// target is what a comment answers or an agreement agrees with.
type target struct {
	ID       string
	Petition string
	Voice    []byte
	Parent   string
}

// Check refuses, act by act, an answer to what is not there or is an answer itself, and agreement with oneself.
func (t *Threads) Check(tx *db.Tx, acts []pass.HandedIn) ([]error, error) {
	targets, err := findTargets(tx, acts)
	if err != nil {
		return nil, err
	}
	refused := make([]error, len(acts))
	for i, h := range acts {
		refused[i] = check(h, targets)
	}
	return refused, nil
}

func check(h pass.HandedIn, targets map[string]target) error {
	id := targetOf(h)
	if id == "" {
		return nil
	}
	at, ok := targets[id]
	voice := thread.VoiceOf(h.Pass.BoothKey(), h.Petition)
	switch {
	case !ok || at.Petition != h.Petition:
		return petition.ErrCommentMissing
	case h.Kind == pass.Comment && at.Parent != "":
		return petition.ErrReplyToReply
	case h.Kind == pass.Agreement && string(voice[:]) == string(at.Voice):
		return petition.ErrAgreeOwn
	}
	return nil
}

// targetOf is the id of the comment that an act is about, or "".
func targetOf(h pass.HandedIn) string {
	if h.Kind == pass.Agreement {
		return h.Subject
	}
	if c, err := pass.ParseComment(h.Body); h.Kind == pass.Comment && err == nil && c.Parent != pass.NoParent {
		return c.Parent
	}
	return ""
}

func findTargets(tx *db.Tx, acts []pass.HandedIn) (map[string]target, error) {
	var ids []string
	for _, h := range acts {
		if id := targetOf(h); id != "" {
			ids = append(ids, id)
		}
	}
	targets := map[string]target{}
	if len(ids) == 0 {
		return targets, nil
	}
	var rows []target
	query := "SELECT id, petition, voice, coalesce(parent, '') AS parent FROM comment WHERE id IN ?"
	err := tx.Raw(query, ids).Scan(&rows).Error
	for _, r := range rows {
		targets[r.ID] = r
	}
	return targets, err
}
