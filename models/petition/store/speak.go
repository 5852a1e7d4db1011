package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// speechOf is what an organizer's act says in the talk. Its comment's id follows from the act, so that its own wallet knows it, and
// nobody else can tell who said it.
func speechOf(a petition.Sealed) petition.Speech {
	b := pass.ParseSpeakingHead(a.Body)
	w := petition.Speech{Petition: a.Petition, Role: petition.AsOrganizers, Do: b.Do, ID: b.About, Text: b.Text}
	if b.Do == pass.Say {
		w.ID, w.Parent = hex.EncodeToString(a.Hash[:16]), b.About
		if b.About == pass.NoParent {
			w.Parent = ""
		}
	}
	return w
}

// lookSpeech asks the keepers of the talk about what organizers say there.
func (s *Store) lookSpeech(tx *db.Tx, j *job, i int, k *known) error {
	if j.Kind != pass.Speaking {
		return nil
	}
	refusal := s.maySay(tx, speechOf(j.Sealed))
	if refusal != nil && fault.Of(refusal) == nil {
		return refusal
	}
	k.refused[i] = refusal
	return nil
}

func (s *Store) maySay(tx *db.Tx, w petition.Speech) error {
	err := s.voices.CheckSpeech(tx, w)
	if err == nil && s.Stewards != nil {
		err = s.Stewards.CheckSpeech(tx, w)
	}
	return err
}

// speak writes what is said under a role, and its leaf, in the caller's transaction.
func (s *Store) speak(tx *db.Tx, w petition.Speech, on day.Day) error {
	if err := s.maySay(tx, w); err != nil {
		return err
	}
	leaf := &ledger.Speak{Petition: w.Petition, Role: w.Role, Comment: w.ID, Day: on}
	if w.Do != pass.Take {
		leaf.Hash = sha256.Sum256([]byte(w.Text))
	}
	place, err := s.ledger.SayAt(tx, leaf)
	if err == nil {
		err = s.voices.Speak(tx, on, place, w)
	}
	if err == nil && s.Stewards != nil {
		err = s.Stewards.SealSpeech(tx, on, w)
	}
	return err
}

// Speak lets leadership say something in the talk under a petition, at once. also decides, in the same transaction, whether it may.
func (s *Store) Speak(ctx context.Context, w petition.Speech, also func(tx *db.Tx, p petition.Petition) error) error {
	if w.Do != pass.Take {
		if err := petition.CheckSpeech(w.Text); err != nil {
			return err
		}
	}
	if w.Do == pass.Say {
		var id [16]byte
		if _, err := s.Random.Read(id[:]); err != nil {
			return err
		}
		w.ID = hex.EncodeToString(id[:])
	}
	_, err := s.in(ctx, w.Petition, func(tx *db.Tx, p *petition.Petition) error {
		if err := p.MaySpeak(s.today()); err != nil {
			return err
		}
		if err := also(tx, *p); err != nil {
			return err
		}
		return s.speak(tx, w, s.today())
	})
	return err
}
