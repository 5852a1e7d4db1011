package store

import (
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// lookDrafts reads the drafts that the jobs are about, with all that their answers depend on.
func (s *Store) lookDrafts(tx *db.Tx, seal *openSeal, jobs []*job, k *known) error {
	k.drafts = map[string]*petition.Organizing{}
	for i, j := range jobs {
		if !j.Kind.Organizing() {
			continue
		}
		if err := s.lookSpeech(tx, j, i, k); err != nil {
			return err
		}
		d := k.drafts[j.Petition]
		var err error
		if d == nil {
			if d, err = s.organizing(tx, seal, j.Petition); err != nil {
				return err
			}
			k.drafts[j.Petition] = d
		}
		if err = s.give(tx, d, d.Wants(j.HandedIn)); err != nil {
			return err
		}
	}
	if len(k.drafts) == 0 {
		return nil
	}
	return s.survey(tx, seal, k)
}

// survey finds what organizers' acts may name.
func (s *Store) survey(tx *db.Tx, seal *openSeal, k *known) (err error) {
	k.ground = petition.Ground{Today: seal.day, Books: map[string]bool{}}
	if k.ground.Programs, err = programs(tx); err != nil {
		return err
	}
	books, err := s.books.Live(tx.Statement.Context)
	for _, b := range books {
		k.ground.Books[b.Name] = true
	}
	return err
}

func programs(tx *db.Tx) (map[string]bool, error) {
	var ids []string
	err := tx.Raw("SELECT id FROM program").Scan(&ids).Error
	there := map[string]bool{}
	for _, id := range ids {
		there[id] = true
	}
	return there, err
}

// organize says what an organizer's job hears; n is its number in the draft if it is new and must be kept, else 0.
func (k *known) organize(j *job, i int) (a answer, n int) {
	d := k.drafts[j.Petition]
	on, err := d.Again(j.BoothKey(), j.Seq, j.Hash)
	if err != nil || on != "" {
		return answer{day: on, err: err}, 0
	}
	if err := d.AdmitOrganizer(j.HandedIn, j.key, k.ground); err != nil {
		return answer{err: err}, 0
	}
	if k.refused[i] != nil {
		return answer{err: k.refused[i]}, 0
	}
	o := organized(j.Sealed, k.ground.Today)
	o.N = d.Acts + 1
	d.Take(o)
	return answer{day: k.ground.Today}, o.N
}

// organized is an act as its draft has it.
func organized(a petition.Sealed, on day.Day) petition.Organized {
	o := petition.Organized{HandedIn: a.HandedIn, N: a.N, Day: on, Hash: a.Hash}
	if a.Kind == pass.Drafting {
		if b, err := pass.ParseDraft(a.Body); err == nil {
			o.Size = len(b.Data)
		}
	}
	return o
}

// codeOf is a refusal's code; what is no refusal comes back as it is.
func codeOf(err error) (string, error) {
	if f := fault.Of(err); f != nil {
		return f.Code, nil
	}
	return "", err
}
