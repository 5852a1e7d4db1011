package store

import (
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

// row is a petition as its table has it.
type row struct {
	ID, Program, Round                                         string
	Topic                                                      petition.Topic
	State                                                      petition.State
	Since                                                      day.Day
	Language, Title, Addressee, Ask, Background, HTML          string
	Hash                                                       []byte
	Chosen, Goal, Count, Issued                                int
	Book                                                       string
	Slot, Turn                                                 int
	Gathered, Opened, Closes, Delivered, Due, Answered, Closed day.Day
	Outcome                                                    petition.Outcome
	Sponsors                                                   int
	Hidden                                                     day.Day
	Lapsed                                                     bool
}

// Columns to select: all, or all but the long texts.
const (
	full  = short + `, background, html`
	short = `id, coalesce(program, '') AS program, round, topic, state, since, language, title, addressee, ask, hash, chosen, goal, count, issued,
		coalesce(book, '') AS book, coalesce(slot, 0) AS slot, gathered, opened, closes, delivered, due, answered, closed, outcome, sponsors, hidden,
		(SELECT count(*) FROM petition_queue a JOIN petition_queue b ON a.place <= b.place WHERE b.petition = petition.id) AS turn,
		EXISTS (SELECT 1 FROM petition_event e WHERE e.petition = petition.id AND e.event = 'lapse') AS lapsed`
)

func (r row) petition() petition.Petition {
	return petition.Petition{
		ID: r.ID, Program: r.Program, Round: r.Round, Topic: r.Topic, State: r.State, Since: r.Since,
		Text: pass.Text{Language: r.Language, Title: r.Title, Addressee: r.Addressee, Ask: r.Ask, Background: r.Background},
		Hash: pass.Hash(r.Hash), HTML: r.HTML,
		Chosen: r.Chosen, Goal: r.Goal, Count: r.Count, Issued: r.Issued, Book: r.Book, Slot: r.Slot, Turn: r.Turn,
		Gathered: r.Gathered, Opened: r.Opened, Closes: r.Closes, Delivered: r.Delivered, Due: r.Due,
		Answered: r.Answered, Closed: r.Closed, Outcome: r.Outcome,
		Sponsors: r.Sponsors, Hidden: r.Hidden, Lapsed: r.Lapsed,
	}
}

// find reads petitions; rest is what stands behind FROM.
func find(tx *db.Tx, columns, rest string, args ...any) ([]petition.Petition, error) {
	var rows []row
	if err := tx.Raw("SELECT "+columns+" FROM petition "+rest, args...).Scan(&rows).Error; err != nil {
		return nil, err
	}
	petitions := make([]petition.Petition, len(rows))
	for i, r := range rows {
		petitions[i] = r.petition()
	}
	return petitions, nil
}

func findOne(tx *db.Tx, rest string, args ...any) (petition.Petition, error) {
	petitions, err := find(tx, full, rest, args...)
	if err == nil && len(petitions) == 0 {
		err = petition.ErrMissing
	}
	if err != nil {
		return petition.Petition{}, err
	}
	return petitions[0], nil
}

func insert(tx *db.Tx, p petition.Petition) error {
	t, values := p.Text, facts(p)
	return tx.Exec("INSERT INTO petition (id, program, round, topic, language, title, addressee, ask, background, html, hash, chosen, "+
		strings.Join(factColumns, ", ")+") VALUES "+db.Tuples(1, 12+len(values)),
		append([]any{p.ID, orNull(p.Program, p.Program != ""), p.Round, p.Topic, t.Language, t.Title, t.Addressee, t.Ask, t.Background, p.HTML, p.Hash[:], p.Chosen}, values...)...).Error
}

// factColumns are what events change, in the order of facts. The count is the seal's alone.
var factColumns = []string{"state", "since", "goal", "count", "issued", "book", "slot", "gathered", "opened", "closes", "delivered", "due", "answered", "closed", "outcome", "sponsors", "hidden"}

func facts(p petition.Petition) []any {
	hasSlot := p.Slot > 0
	return []any{p.State, p.Since, p.Goal, p.Count, p.Issued, orNull(p.Book, hasSlot), orNull(p.Slot, hasSlot), p.Gathered, p.Opened, p.Closes, p.Delivered, p.Due, p.Answered, p.Closed, p.Outcome, p.Sponsors, p.Hidden}
}

func orNull(value any, is bool) any {
	if is {
		return value
	}
	return nil
}

// rewrite is for a text that was mended; its facts are written by update.
func rewrite(tx *db.Tx, p petition.Petition) error {
	t := p.Text
	return tx.Exec("UPDATE petition SET program = ?, topic = ?, language = ?, title = ?, addressee = ?, ask = ?, background = ?, html = ?, hash = ?, chosen = ? WHERE id = ?",
		orNull(p.Program, p.Program != ""), p.Topic, t.Language, t.Title, t.Addressee, t.Ask, t.Background, p.HTML, p.Hash[:], p.Chosen, p.ID).Error
}

func update(tx *db.Tx, p petition.Petition) error {
	if p.State != petition.Queued {
		if err := tx.Exec("DELETE FROM petition_queue WHERE petition = ?", p.ID).Error; err != nil {
			return err
		}
	}
	return tx.Exec("UPDATE petition SET "+strings.Join(factColumns, " = ?, ")+" = ? WHERE id = ?", append(facts(p), p.ID)...).Error
}
