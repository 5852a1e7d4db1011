package store

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/floor"
	"roundrobin/models/id"
	"roundrobin/models/ledger"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

const pulseLabel = "pulse"

// OpenRound asks about a program, from today to the end of the season: it takes a slot of the season's book. Text is the question, as it
// is frozen. A program has one round a season; of a book's slots no more than petition.RoundsOf are for rounds.
func (s *Store) OpenRound(ctx context.Context, program string, text pass.Text) (p petition.Petition, err error) {
	text = text.Tidy()
	if err = text.Check(); err != nil {
		return p, err
	}
	season, err := s.books.Season(ctx)
	if err != nil {
		return p, err
	}
	closes := s.Ruled().RoundCloses(season.To, s.today())
	if closes == "" {
		return p, petition.ErrRoundLate
	}
	issued, err := s.Issued(ctx, season.Name)
	if err != nil {
		return p, err
	}
	p = petition.Petition{
		ID: id.New(s.Random), Program: program, Round: season.Name, Text: text, Hash: text.Hash(), State: petition.Open, Since: s.today(),
		Gathered: s.today(), Opened: s.today(), Closes: closes, Goal: 1, Issued: issued,
	}
	if p.HTML, err = petition.Render(text.Background); err != nil {
		return p, err
	}
	err = s.d.InTx(ctx, func(tx *db.Tx) error { return s.openRound(tx, &p, petition.RoundsOf(season.Slots)) })
	if db.IsDuplicate(err) {
		err = petition.ErrRoundThere
	}
	return p, err
}

func (s *Store) openRound(tx *db.Tx, p *petition.Petition, most int) (err error) {
	if p.Book, p.Slot, err = s.books.TakeSlot(tx, p.ID); err != nil {
		return err
	}
	if err := insert(tx, *p); err != nil {
		return err
	}
	var n int
	if err := tx.Raw("SELECT count(*) FROM petition WHERE round = ?", p.Round).Row().Scan(&n); err != nil {
		return err
	}
	if n > most {
		return petition.ErrRoundsFull
	}
	return s.ledger.Say(tx, &ledger.Round{
		Petition: p.ID, Program: p.Program, Book: p.Book, Slot: p.Slot, Text: p.Hash, Issued: p.Issued, Day: p.Opened, Closes: p.Closes,
	})
}

// writePulses keeps what each pass said last, and shows what the floor lets through of it.
func (s *Store) writePulses(tx *db.Tx, on day.Day, acts []petition.Sealed) error {
	var values []any
	rounds := map[string]bool{}
	for _, a := range lastOf(acts, classSign) {
		if a.Kind == pass.Pulse {
			values = append(values, a.Petition, s.master.MAC(pulseLabel, a.Who[:]), a.Seq, string(a.Body))
			rounds[a.Petition] = true
		}
	}
	err := db.InsertRows(tx, "INSERT INTO pulse (petition, who, seq, value)", 4, values,
		"ON CONFLICT (petition, who) DO UPDATE SET seq = excluded.seq, value = excluded.value WHERE excluded.seq > pulse.seq")
	for _, id := range slices.Sorted(maps.Keys(rounds)) {
		if err == nil {
			err = s.showPulse(tx, on, id)
		}
	}
	return err
}

// showPulse publishes of a round what the floor lets through now, and how many have answered, which is public.
func (s *Store) showPulse(tx *db.Tx, on day.Day, id string) error {
	box := s.master.Box(pulseLabel)
	var rows []struct {
		Tally []byte
		Text  string
		Day   day.Day
	}
	if err := tx.Raw("SELECT tally, text, day FROM pulse_shown WHERE petition = ?", id).Scan(&rows).Error; err != nil {
		return err
	}
	tally, since, was := floor.NewTally(), on, ""
	if len(rows) == 1 {
		var err error
		if tally, err = floor.OpenTally(box, rows[0].Tally, id); err != nil {
			return err
		}
		since, was = rows[0].Day, rows[0].Text
	}
	answered, err := pulseCounts(tx, id, tally)
	if err != nil {
		return err
	}
	f := petition.PulseFigures(answered, tally.Publish(answered))
	if text := petition.PulseText(id, f); !petition.SamePulse(text, was) {
		since = on
	}
	return tx.Exec(`INSERT INTO pulse_shown (petition, day, text, tally) VALUES (?, ?, ?, ?)
		ON CONFLICT (petition) DO UPDATE SET day = excluded.day, text = excluded.text, tally = excluded.tally`,
		id, since, petition.PulseText(id, f), tally.Encrypt(box, s.Random, id)).Error
}

// pulseCounts puts into the tally how many say what now, and gives how many have answered at all.
func pulseCounts(tx *db.Tx, id string, tally *floor.Tally) (answered int, err error) {
	for _, value := range pass.PulseValues() {
		var n int
		if err := tx.Raw("SELECT count(*) FROM pulse WHERE petition = ? AND value = ?", id, value).Row().Scan(&n); err != nil {
			return 0, err
		}
		tally.Set(value, floor.Counted(n))
		answered += n
	}
	return answered, nil
}

// tallyPulse ends a round: what is shown stands for good, as a leaf, and what each pass said is deleted.
func (s *Store) tallyPulse(tx *db.Tx, p *petition.Petition) error {
	if err := s.showPulse(tx, s.today(), p.ID); err != nil {
		return err
	}
	var texts []string
	if err := tx.Raw("UPDATE pulse_shown SET tally = ? WHERE petition = ? RETURNING text", []byte{}, p.ID).Scan(&texts).Error; err != nil {
		return err
	}
	if err := tx.Exec("DELETE FROM pulse WHERE petition = ?", p.ID).Error; err != nil {
		return err
	}
	return s.ledger.Say(tx, &ledger.Tally{Petition: p.ID, Hash: sha256.Sum256([]byte(texts[0])), Day: s.today()})
}

// Pulses are the rounds of a program ("" for all programs), the newest first.
func (s *Store) Pulses(ctx context.Context, program string) (rounds []petition.Pulse, err error) {
	tx := s.d.Read.WithContext(ctx)
	where, args := "WHERE round <> ''", []any{}
	if program != "" {
		where, args = where+" AND program = ?", append(args, program)
	}
	found, err := find(tx, short, where+" ORDER BY opened DESC, id", args...)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Petition, Text string
		Day            day.Day
	}
	if err = tx.Raw("SELECT petition, day, text FROM pulse_shown").Scan(&rows).Error; err != nil {
		return nil, err
	}
	for _, p := range found {
		r := petition.Pulse{ID: p.ID, Program: p.Program, Season: p.Round, State: p.State, Opened: p.Opened, Closes: p.Closes, Answered: p.Count}
		for _, row := range rows {
			if row.Petition == p.ID {
				r.Day, r.Text = row.Day, row.Text
				if r.Shown, err = petition.ParsePulseText(row.Text); err != nil {
					return nil, err
				}
			}
		}
		rounds = append(rounds, r)
	}
	return rounds, nil
}
