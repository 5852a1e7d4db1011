// Package store keeps threads in the booth's database. It is the petition store's keeper of voices: it says which comments and
// agreements can be taken, and writes them when they are sealed.
package store

import (
	"sync"

	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

// Threads are the threads of all petitions. Safe for use by many at once.
type Threads struct {
	d       *db.DB
	counted sync.Map // by petition: counted
}

// New reads and writes threads in the booth's store.
func New(d *db.DB) *Threads { return &Threads{d: d} }

// target is what a comment answers or an agreement agrees with.
type target struct {
	ID       string
	Petition string
	Voice    []byte
	Parent   string
	Taken    bool
}

// Check refuses, act by act, an answer to what is not there or is an answer itself, agreement with oneself, and changes to what is not
// one's own or was taken back.
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
	own := string(voice[:]) == string(at.Voice)
	switch {
	case !ok || at.Petition != h.Petition:
		return petition.ErrCommentMissing
	case changes(h.Kind) && !own:
		return petition.ErrNotOwnComment
	case at.Taken && h.Kind != pass.Comment:
		return petition.ErrTakenBack
	case h.Kind == pass.Edit && parentOf(h) != at.Parent: // it stays where it is
		return petition.ErrKind
	case h.Kind == pass.Comment && at.Parent != "":
		return petition.ErrReplyToReply
	case h.Kind == pass.Agreement && own:
		return petition.ErrAgreeOwn
	}
	return nil
}

// targetOf is the id of the comment that an act is about, or "".
func targetOf(h pass.HandedIn) string {
	if h.Kind == pass.Comment {
		return parentOf(h)
	}
	return h.Subject
}

// parentOf is the comment that a comment or an edit says it answers, or "".
func parentOf(h pass.HandedIn) string {
	if c, err := pass.ParseComment(h.Body); err == nil && c.Parent != pass.NoParent {
		return c.Parent
	}
	return ""
}

// changes reports whether such an act changes a comment of its own voice.
func changes(k pass.Kind) bool { return k == pass.Edit || k == pass.Retraction }

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
	query := `SELECT c.id, c.petition, c.voice, coalesce(c.parent, '') AS parent, c.taken FROM comment c WHERE c.id IN ?`
	err := tx.Raw(query, ids).Scan(&rows).Error
	for _, r := range rows {
		targets[r.ID] = r
	}
	return targets, err
}
