package store

import (
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

// CheckSpeech lets stewards' decisions stand for organizers and leadership as for everybody: a muted role says no more, nobody speaks in
// a talk that is paused, and nobody rewrites what is hidden.
func (c *Cases) CheckSpeech(tx *db.Tx, w petition.Speech) error {
	voice := thread.VoiceOfRole(thread.Role(w.Role), w.Petition)
	muted, err := mutedOf(tx, []any{voice[:]})
	if err != nil {
		return err
	}
	guards, err := guardsOf(tx, []string{w.Petition})
	if err != nil {
		return err
	}
	said, err := saidOf(tx, []string{w.ID})
	switch {
	case err != nil:
		return err
	case muted[voice] && w.Do != pass.Take:
		return petition.ErrMuted
	case w.Do == pass.Say && guards[w.Petition].Paused != "":
		return petition.ErrPaused
	case w.Do == pass.Mend && said[w.ID].Hidden != "":
		return petition.ErrEditHidden
	}
	return nil
}

// SealSpeech holds what must be read first, and keeps out of sight what is hidden.
func (c *Cases) SealSpeech(tx *db.Tx, on day.Day, w petition.Speech) error {
	if w.Do == pass.Take {
		return tx.Exec("DELETE FROM moderation_text WHERE comment = ?", w.ID).Error
	}
	guards, err := guardsOf(tx, []string{w.Petition})
	if err == nil {
		word := guards[w.Petition].Holds(w.Text)
		if err = holdFor(tx, on, w.Petition, w.ID, word); err == nil && word != "" {
			err = c.recordHeld(tx, on, map[heldBy]int{{w.Petition, word}: 1})
		}
	}
	if err != nil {
		return err
	}
	return takeHidden(tx)
}
