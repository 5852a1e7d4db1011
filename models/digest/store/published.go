// Package store keeps what leadership was told as the public reads it, and which goals it was told of.
package store

import (
	"context"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/outbox"
)

// Published is every summary that was written, in the booth's store.
type Published struct{ d *db.DB }

// NewPublished needs the booth's store, migrated.
func NewPublished(d *db.DB) *Published { return &Published{d} }

// A Summary is one letter as the public reads it.
type Summary struct {
	Letter, Period string // as in the outbox
	Day            day.Day
	Name           string // its reader, as the public knows them
	Language       string
	Subject, Words string // Words are marked: see Quoted
	State          outbox.State
	Reason         string
}

// Put publishes a letter in the transaction that writes it; petitions are those that it tells of.
func (p *Published) Put(tx *db.Tx, s Summary, petitions []string) error {
	err := tx.Exec("INSERT INTO summary (letter, period, day, name, language, subject, words) VALUES (?, ?, ?, ?, ?, ?, ?)",
		s.Letter, s.Period, s.Day, s.Name, s.Language, s.Subject, s.Words).Error
	for _, id := range petitions {
		if err == nil {
			err = tx.Exec("INSERT INTO summary_petition (petition, letter) VALUES (?, ?)", id, s.Letter).Error
		}
	}
	return err
}

const columns = `SELECT s.letter, s.period, s.day, s.name, s.language, s.subject, s.words, o.state, o.reason FROM summary s JOIN outbox o ON o.id = s.letter `

// Of are the summaries of a period, in the order of their readers' names.
func (p *Published) Of(ctx context.Context, period string) (all []Summary, err error) {
	return all, p.d.Read.WithContext(ctx).Raw(columns+"WHERE s.period = ? ORDER BY s.name, s.letter", period).Scan(&all).Error
}

// Latest are some of the summaries, the newest first, and how many there are; of one petition, or for "" of all.
func (p *Published) Latest(ctx context.Context, petition string, limit, offset int) (all []Summary, total int, err error) {
	where, args := "", []any{}
	if petition != "" {
		where, args = "WHERE s.letter IN (SELECT letter FROM summary_petition WHERE petition = ?) ", []any{petition}
	}
	tx := p.d.Read.WithContext(ctx)
	if err = tx.Raw("SELECT count(*) FROM summary s "+where, args...).Row().Scan(&total); err != nil {
		return nil, 0, err
	}
	err = tx.Raw(columns+where+"ORDER BY s.day DESC, s.period DESC, s.name, s.letter LIMIT ? OFFSET ?", append(args, limit, offset)...).Scan(&all).Error
	return all, total, err
}

// To are the latest summaries that one reader was written, the newest first.
func (p *Published) To(ctx context.Context, recipient string, limit int) (all []Summary, err error) {
	return all, p.d.Read.WithContext(ctx).Raw(columns+"WHERE o.recipient = ? ORDER BY s.day DESC, s.period DESC LIMIT ?", recipient, limit).Scan(&all).Error
}

// Fate is what became of a letter.
type Fate struct {
	State  outbox.State
	Reason string
}

// Delivery is what became of the letters that handed a petition over, one for each reader.
func (p *Published) Delivery(ctx context.Context, petition string) (all []Fate, err error) {
	return all, p.d.Read.WithContext(ctx).Raw("SELECT state, reason FROM outbox WHERE period = ? ORDER BY id", outbox.Delivery(petition)).Scan(&all).Error
}

// Petitions are those that the summaries of a period tell of.
func (p *Published) Petitions(ctx context.Context, period string) (ids []string, err error) {
	query := "SELECT DISTINCT petition FROM summary_petition WHERE letter IN (SELECT letter FROM summary WHERE period = ?) ORDER BY petition"
	return ids, p.d.Read.WithContext(ctx).Raw(query, period).Scan(&ids).Error
}

// Path is a period as an address has it: "2026-W48", "goal-ID".
func Path(period string) string { return strings.Replace(period, ":", "-", 1) }

// PeriodOf reads what Path wrote; anything else is a period that never was.
func PeriodOf(path string) string {
	if id, ok := strings.CutPrefix(path, "goal-"); ok {
		return "goal:" + id
	}
	return path
}
