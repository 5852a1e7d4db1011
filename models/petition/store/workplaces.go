package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/floor"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// writeWorkplaces counts where signers say that they work, for the petitions that anybody said it of in this seal or that were signed
// in it, and publishes what the floor lets through. It keeps the numbers encrypted, and not who said what.
func (s *Store) writeWorkplaces(tx *db.Tx, on day.Day, acts []petition.Sealed) error {
	if len(s.Workplaces) == 0 {
		return nil
	}
	places := s.places()
	said := map[string][]string{}
	for _, a := range acts {
		switch {
		case a.Kind == pass.Workplace && places[string(a.Body)] && a.Seq == 1:
			signed, err := hasSigned(tx, a)
			if err != nil {
				return err
			}
			if signed {
				said[a.Petition] = append(said[a.Petition], string(a.Body))
			}
		case a.Kind == pass.Signature && said[a.Petition] == nil:
			said[a.Petition] = []string{}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(said)) {
		if err := s.countWorkplaces(tx, on, id, said[id]); err != nil {
			return err
		}
	}
	return nil
}

// hasSigned reports whether the act's pass has ever signed: who only says where they work is not counted.
func hasSigned(tx *db.Tx, a petition.Sealed) (bool, error) {
	key := a.BoothKey()
	var n int
	err := tx.Raw("SELECT count(*) FROM signature WHERE petition = ? AND key = ?", a.Petition, key[:]).Row().Scan(&n)
	return n > 0, err
}

func (s *Store) countWorkplaces(tx *db.Tx, on day.Day, id string, said []string) error {
	var rows []struct {
		Tally []byte
		Shown string
		Day   day.Day
	}
	if err := tx.Raw("SELECT tally, shown, day FROM workplace WHERE petition = ?", id).Scan(&rows).Error; err != nil {
		return err
	}
	box := s.master.Box("workplace")
	tally, shown, since := floor.NewTally(), "", day.Day("")
	if len(rows) == 1 {
		var err error
		if tally, err = floor.OpenTally(box, rows[0].Tally, id); err != nil {
			return err
		}
		shown, since = rows[0].Shown, rows[0].Day
	} else if len(said) == 0 {
		return nil
	}
	for _, place := range said {
		tally.Add(place)
	}
	var everybody int
	if err := tx.Raw("SELECT count(*) FROM signature WHERE petition = ?", id).Row().Scan(&everybody); err != nil {
		return err
	}
	text, err := json.Marshal(orNone(tally.Publish(everybody)))
	if err != nil {
		return err
	}
	if string(text) != shown || since == "" {
		since = on
	}
	write := `INSERT INTO workplace (petition, tally, shown, day) VALUES (?, ?, ?, ?)
		ON CONFLICT (petition) DO UPDATE SET tally = excluded.tally, shown = excluded.shown, day = excluded.day`
	return tx.Exec(write, id, tally.Encrypt(box, s.Random, id), string(text), since).Error
}

func orNone(f []floor.Figure) []floor.Figure {
	if f == nil {
		return []floor.Figure{}
	}
	return f
}

func (s *Store) places() map[string]bool {
	all := map[string]bool{}
	for _, p := range s.Workplaces {
		all[p] = true
	}
	return all
}

// SaidWorkplaces are the workplaces of which the floor lets the number of signers be shown, and the day of the seal since which it
// stands so; the day is "" if there is none.
func (s *Store) SaidWorkplaces(ctx context.Context, id string) (shown []floor.Figure, since day.Day, err error) {
	var rows []struct {
		Shown string
		Day   day.Day
	}
	if err = s.d.Read.WithContext(ctx).Raw("SELECT shown, day FROM workplace WHERE petition = ?", id).Scan(&rows).Error; err != nil || len(rows) == 0 {
		return nil, "", err
	}
	if err = json.Unmarshal([]byte(rows[0].Shown), &shown); err != nil || len(shown) == 0 {
		return nil, "", err
	}
	slices.SortStableFunc(shown, func(a, b floor.Figure) int { return b.People - a.People })
	return shown, rows[0].Day, nil
}
