package store

import (
	"errors"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// known is what was said before and may be said now, looked up once for a whole batch and kept up to date while it is decided.
type known struct {
	petitions map[string]petition.Petition
	said      map[thread]*said
	refused   map[int]error          // by the keepers of voices, names and proposals, by job
	signers   map[[32]byte]pass.Hash // sign keys of raters whose signature stands, for which text
	places    map[string]bool        // that can be given as workplaces
	drafts    map[string]*petition.Organizing
	ground    petition.Ground
	books     map[string]bool // that are in use; read only where something is proposed
	slow      map[string]int  // most comments of a voice in a seal, by petition; without an entry there is no limit
}

// A thread is one count of seq: a key and a subject. Sign, voice and agreement keys never meet.
type thread struct {
	who     [32]byte
	subject string
}

type said struct {
	used    map[int]use
	highest int
	sealed  int  // the highest of those that were sealed
	stands  bool // a signature stands, for this text
	named   bool // and has a name
	gone    bool // a comment was taken back
	text    pass.Hash
}

type use struct {
	hash ledger.Hash
	day  day.Day
}

// decide says what a job hears today, and whether it is new and must be kept; it is promised for the seal's day.
func (k *known) decide(j *job, i int, today, promised day.Day) (a answer, fresh bool) {
	was := k.said[threadOf(j)]
	if u, ok := was.used[j.Seq]; ok {
		if u.hash == j.Hash {
			return answer{day: u.day}, false
		}
		if petition.Once(j.Kind) {
			return answer{err: petition.ErrOnce}, false
		}
		return answer{err: petition.SeqUsed(was.highest)}, false
	}
	if err := k.may(j, i, was, today); err != nil {
		return answer{err: err}, false
	}
	was.note(j.HandedIn, use{j.Hash, promised})
	return answer{day: promised}, true
}

func (k *known) may(j *job, i int, was *said, today day.Day) error {
	h := j.HandedIn
	if h.Kind == pass.Proposing {
		return k.mayPropose(j, i, was)
	}
	p, ok := k.petitions[h.Petition]
	if !ok {
		return petition.ErrMissing
	}
	if err := p.Admit(h, j.key, today); err != nil {
		return err
	}
	stands := was.stands && was.text == h.TextHash
	switch {
	case k.refused[i] != nil:
		return k.refused[i]
	case k.tooFast(h, was):
		return petition.ErrSlow
	case was.gone:
		return petition.ErrTakenBack
	case h.Kind != pass.Comment && h.Seq <= was.highest: // comments add up; of all else the highest counts
		return petition.SeqUsed(was.highest)
	case h.Kind == pass.Signature && stands && was.named == (h.Subject == pass.Named):
		return petition.ErrSignedAlready
	case h.Kind == pass.Workplace && !k.places[string(h.Body)]:
		return petition.ErrWorkplace
	case h.Kind == pass.Rating && k.signers[j.Who] != h.TextHash:
		return petition.ErrNotSigner
	case h.Kind == pass.Withdrawal && !stands:
		return petition.ErrNotSigned
	}
	return nil
}

// note must be called in the order of seq, but for comments.
func (w *said) note(h pass.HandedIn, u use) {
	w.used[h.Seq] = u
	w.highest = max(w.highest, h.Seq)
	if classOf(h.Kind) == classSign {
		w.stands, w.text, w.named = h.Kind.Signs(), h.TextHash, h.Subject == pass.Named
	}
	w.gone = w.gone || h.Kind == pass.Retraction
}

func threadOf(j *job) thread { return thread{j.Who, subjectOf(j.HandedIn)} }

// lookUp reads everything that the jobs' answers depend on, in a fixed number of queries.
func (s *Store) lookUp(tx *db.Tx, seal *openSeal, jobs []*job) (*known, error) {
	k := &known{said: map[thread]*said{}, refused: map[int]error{}, signers: map[[32]byte]pass.Hash{}, places: s.places()}
	if err := s.lookDrafts(tx, seal, jobs, k); err != nil {
		return nil, err
	}
	acts := slices.DeleteFunc(slices.Clone(jobs), func(j *job) bool { return j.Kind.Organizing() })
	if len(acts) == 0 {
		return k, nil
	}
	for _, j := range acts {
		if k.said[threadOf(j)] == nil {
			k.said[threadOf(j)] = &said{used: map[int]use{}}
		}
	}
	if err := s.lookProposals(tx, seal, jobs, k); err != nil {
		return nil, err
	}
	for _, look := range []func(*db.Tx, *openSeal, []*job, *known) error{s.lookPetitions, s.lookStatements, s.lookSignatures, s.lookWaiting} {
		if err := look(tx, seal, acts, k); err != nil {
			return nil, err
		}
	}
	return k, errors.Join(s.lookVoices(tx, jobs, k), s.lookStewards(tx, jobs, k), s.lookNames(tx, jobs, k))
}

func (s *Store) lookPetitions(tx *db.Tx, _ *openSeal, jobs []*job, k *known) error {
	ids := distinct{}
	for _, j := range jobs {
		ids.add(j.Petition, j.Petition)
	}
	petitions, err := find(tx, short, "WHERE id IN ("+marks(len(ids))+")", ids.values()...)
	k.petitions = map[string]petition.Petition{}
	for _, p := range petitions {
		if p.Public() {
			k.petitions[p.ID] = p
		}
	}
	return err
}

// lookStatements finds what was sealed under the jobs' keys.
func (s *Store) lookStatements(tx *db.Tx, _ *openSeal, jobs []*job, k *known) error {
	var keys []any
	for t := range k.said {
		keys = append(keys, t.who[:])
	}
	var rows []struct {
		Key     []byte
		Subject string
		Seq     int
		Hash    []byte
		Day     day.Day
	}
	query := "SELECT key, subject, seq, hash, day FROM statement WHERE key IN (" + marks(len(keys)) + ")"
	if err := tx.Raw(query, keys...).Scan(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		if was := k.said[thread{[32]byte(r.Key), r.Subject}]; was != nil {
			was.used[r.Seq] = use{ledger.Hash(r.Hash), r.Day}
			was.highest, was.sealed = max(was.highest, r.Seq), max(was.sealed, r.Seq)
		}
	}
	return nil
}

// lookSignatures finds whether a signature stands, as of the last seal.
func (s *Store) lookSignatures(tx *db.Tx, _ *openSeal, jobs []*job, k *known) error {
	petitions, keys := distinct{}, distinct{}
	for _, j := range jobs {
		if class := classOf(j.Kind); class == classSign || class == classRate {
			petitions.add(j.Petition, j.Petition)
			keys.add(string(j.Who[:]), j.Who[:])
		}
	}
	if len(keys) == 0 {
		return nil
	}
	var rows []struct {
		Key, Text     []byte
		Stands, Named bool
	}
	query := "SELECT key, text, stands, named FROM signature WHERE petition IN (" + marks(len(petitions)) + ") AND key IN (" + marks(len(keys)) + ")"
	if err := tx.Raw(query, append(petitions.values(), keys.values()...)...).Scan(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		if was := k.said[thread{[32]byte(r.Key), pass.NoSubject}]; was != nil {
			was.stands, was.text, was.named = r.Stands, pass.Hash(r.Text), r.Named
		}
		if r.Stands {
			k.signers[[32]byte(r.Key)] = pass.Hash(r.Text)
		}
	}
	return nil
}

// lookWaiting finds what waits under the jobs' keys. Every seq has a name of its own, and every look costs: asked for is what came
// before a job, of a voice's hundred comments only its own place, and all that there can be only where the highest must be told.
func (s *Store) lookWaiting(tx *db.Tx, seal *openSeal, jobs []*job, k *known) error {
	names := distinct{}
	for _, j := range jobs {
		from := 1
		if classOf(j.Kind) == classVoice {
			from = j.Seq
		}
		names.addSeqs(seal, j, from, min(j.Seq, petition.CapOf(j.Kind)))
	}
	if err := s.noteWaiting(tx, seal, names, k); err != nil {
		return err
	}
	names = distinct{}
	for _, j := range jobs {
		if u, used := k.said[threadOf(j)].used[j.Seq]; used && u.hash != j.Hash {
			names.addSeqs(seal, j, 1, petition.CapOf(j.Kind))
		}
	}
	return s.noteWaiting(tx, seal, names, k)
}

func (s *Store) noteWaiting(tx *db.Tx, seal *openSeal, names distinct, k *known) error {
	const some = 8192 // names in one query
	values := names.values()
	var found []petition.Sealed
	for len(values) > 0 {
		n := min(len(values), some)
		var rows []waitingRow
		if err := tx.Raw("SELECT name, act FROM waiting WHERE name IN ("+marks(n)+")", values[:n]...).Scan(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			h, _, err := seal.unwrap(r.Name, r.Act)
			if err != nil {
				return err
			}
			found = append(found, s.sealed(h))
		}
		values = values[n:]
	}
	slices.SortFunc(found, func(a, b petition.Sealed) int { return a.Seq - b.Seq })
	for _, w := range found {
		k.said[thread{w.Who, subjectOf(w.HandedIn)}].note(w.HandedIn, use{w.Hash, seal.day})
	}
	return nil
}

// lookVoices asks the keeper of voices about comments and agreements.
func (s *Store) lookVoices(tx *db.Tx, jobs []*job, k *known) error {
	var acts []pass.HandedIn
	var at []int
	for i, j := range jobs {
		if isVoice(j.Kind) {
			acts, at = append(acts, j.HandedIn), append(at, i)
		}
	}
	if len(acts) == 0 {
		return nil
	}
	refusals, err := s.voices.Check(tx, acts)
	if err != nil {
		return err
	}
	for i, refusal := range refusals {
		if refusal != nil && fault.Of(refusal) == nil {
			return refusal
		}
		k.refused[at[i]] = refusal
	}
	return nil
}
