package store

import (
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// Proposals keeps what colleagues propose about programs; models/program/store does.
type Proposals interface {
	// CheckProposal says nil, or why it cannot be taken: a fault.
	CheckProposal(tx *db.Tx, h pass.HandedIn, today day.Day) error
	// SealProposals writes those of one seal.
	SealProposals(tx *db.Tx, on day.Day, acts []petition.Sealed) error
}

// mayPropose says yes, or why a proposal that verified under the key cannot be taken.
func (k *known) mayPropose(j *job, i int, was *said) error {
	h := j.HandedIn
	switch {
	case h.Petition != pass.AboutPrograms || h.TextHash != (pass.Hash{}):
		return petition.ErrKind
	case j.key.Place.Slot != pass.ProposalPlace || !k.books[j.key.Book]:
		return petition.ErrOtherPlace
	case h.Seq > pass.MaxProposals:
		return petition.ErrTooMany
	case h.Seq <= was.highest:
		return petition.SeqUsed(was.highest)
	}
	return k.refused[i]
}

// lookProposals asks the keeper about what is proposed, and finds what was proposed before under the same keys.
func (s *Store) lookProposals(tx *db.Tx, seal *openSeal, jobs []*job, k *known) error {
	keys := distinct{}
	for i, j := range jobs {
		if j.Kind != pass.Proposing {
			continue
		}
		keys.add(string(j.Who[:]), j.Who[:])
		if s.Proposals == nil {
			k.refused[i] = petition.ErrKind
			continue
		}
		refusal := s.Proposals.CheckProposal(tx, j.HandedIn, seal.day)
		if refusal != nil && fault.Of(refusal) == nil {
			return refusal
		}
		k.refused[i] = refusal
	}
	if len(keys) == 0 {
		return nil
	}
	if err := s.lookLiveBooks(tx, k); err != nil {
		return err
	}
	var rows []struct {
		Who, Hash []byte
		Seq       int
		Day       day.Day
	}
	if err := tx.Raw("SELECT who, seq, hash, day FROM program_proposer WHERE who IN ("+marks(len(keys))+")", keys.values()...).Scan(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		was := k.said[thread{[32]byte(r.Who), pass.NoSubject}]
		was.used[r.Seq] = use{ledger.Hash(r.Hash), r.Day}
		was.highest = max(was.highest, r.Seq)
	}
	return nil
}

// lookLiveBooks finds the books whose passes can be used.
func (s *Store) lookLiveBooks(tx *db.Tx, k *known) error {
	books, err := s.books.LiveIn(tx)
	k.books = map[string]bool{}
	for _, b := range books {
		k.books[b.Name] = true
	}
	return err
}

// sealProposals writes what was proposed.
func (s *Store) sealProposals(tx *db.Tx, on day.Day, acts []petition.Sealed) error {
	var proposed []petition.Sealed
	for _, a := range acts {
		if a.Kind == pass.Proposing {
			proposed = append(proposed, a)
		}
	}
	if len(proposed) == 0 {
		return nil
	}
	return s.Proposals.SealProposals(tx, on, proposed)
}
