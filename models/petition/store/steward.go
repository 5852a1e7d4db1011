package store

import (
	"maps"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// Stewards keeps flags, appeals, and what stewards decided about voices and their talk; models/moderation/store does.
type Stewards interface {
	// CheckTalk tells of each act of a voice whether stewards' decisions and the published standards let it be taken: nil, or why not.
	CheckTalk(tx *db.Tx, acts []pass.HandedIn) ([]error, error)
	// Slow are the petitions in which a voice may say so many comments in one seal, and no more.
	Slow(tx *db.Tx, petitions ...string) (map[string]int, error)
	// SealTalk writes the flags and appeals of one seal, and holds what must be read first. The comments of that seal stand already.
	SealTalk(tx *db.Tx, on day.Day, acts []petition.Sealed) error
	// CheckSpeech is CheckTalk of what is said under a role, and SealSpeech is SealTalk.
	CheckSpeech(tx *db.Tx, w petition.Speech) error
	SealSpeech(tx *db.Tx, on day.Day, w petition.Speech) error
	// SettleTalk destroys who flagged, under a petition that is over for good.
	SettleTalk(tx *db.Tx, petition string) error
}

func isTalk(k pass.Kind) bool { return isVoice(k) || k == pass.Flag || k == pass.Appeal }

// lookStewards asks about all that voices do, and how slow the talks are.
func (s *Store) lookStewards(tx *db.Tx, jobs []*job, k *known) error {
	var acts []pass.HandedIn
	var at []int
	petitions := map[string]bool{}
	for i, j := range jobs {
		if !isTalk(j.Kind) {
			continue
		}
		if s.Stewards == nil && !isVoice(j.Kind) {
			k.refused[i] = petition.ErrKind
			continue
		}
		acts, at = append(acts, j.HandedIn), append(at, i)
		petitions[j.Petition] = true
	}
	if len(acts) == 0 || s.Stewards == nil {
		return nil
	}
	refusals, err := s.Stewards.CheckTalk(tx, acts)
	if err != nil {
		return err
	}
	for i, refusal := range refusals {
		if refusal != nil && fault.Of(refusal) == nil {
			return refusal
		}
		if k.refused[at[i]] == nil {
			k.refused[at[i]] = refusal
		}
	}
	k.slow, err = s.Stewards.Slow(tx, slices.Collect(maps.Keys(petitions))...)
	return err
}

// tooFast: in a slow talk a voice's comments of one seal are the next so many numbers after those that were sealed. No two acts have one
// number, so that is all that can wait, however many replicas take them.
func (k *known) tooFast(h pass.HandedIn, was *said) bool {
	most, slow := k.slow[h.Petition]
	return slow && h.Kind == pass.Comment && h.Seq > was.sealed+most
}

// sealStewards writes what stewards are to see.
func (s *Store) sealStewards(tx *db.Tx, on day.Day, acts []petition.Sealed) error {
	var talk []petition.Sealed
	for _, a := range acts {
		if isTalk(a.Kind) {
			talk = append(talk, a)
		}
	}
	if len(talk) == 0 || s.Stewards == nil {
		return nil
	}
	return s.Stewards.SealTalk(tx, on, talk)
}
