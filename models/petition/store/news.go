package store

import (
	"context"

	"roundrobin/models/day"
	"roundrobin/models/petition"
)

// A Piece of news is something that happened in public to a petition, or to the program that it is about since it opened.
type Piece struct {
	ID       string  `json:"id"` // never changes
	Day      day.Day `json:"day"`
	Petition string  `json:"petition"`
	What     string  `json:"what"`  // an event, milestone, update or program
	Count    int     `json:"count"` // signatures then
	Title    string  `json:"title"` // of an update, or of what the program did
}

// NewsMost is how many pieces there are at once.
const NewsMost = 300

// newsEvents are the events that are news; what else is recorded is not.
var newsEvents = []any{"gather", "submit", "open", "reject", "deliver", "respond", "close", "withdraw", "lapse", "outcome"}

// News is the newest public happenings of all petitions, the latest day first; the same for everyone.
func (s *Store) News(ctx context.Context) ([]Piece, error) {
	query := `SELECT p.id || '-' || e.event || '-' || e.n AS id, e.day, p.id AS petition, e.event AS what, e.count, '' AS title
			FROM petition_event e JOIN petition p ON p.id = e.petition WHERE p.state <> 'draft' AND p.hidden = '' AND p.round = '' AND e.event IN (` + marks(len(newsEvents)) + `)
		UNION ALL SELECT p.id || '-milestone-' || m.percent, m.day, p.id, 'milestone', m.count, ''
			FROM petition_milestone m JOIN petition p ON p.id = m.petition WHERE p.state <> 'draft' AND p.hidden = '' AND p.round = ''
		UNION ALL SELECT p.id || '-update-' || u.n, u.day, p.id, 'update', 0, u.words
			FROM petition_update u JOIN petition p ON p.id = u.petition WHERE p.state <> 'draft' AND p.hidden = '' AND p.round = ''
		UNION ALL SELECT p.id || '-program-' || e.id, e.day, p.id, 'program', 0, e.title
			FROM program_entry e JOIN petition p ON p.program = e.program WHERE p.opened <> '' AND p.round = '' AND e.day >= p.opened
		ORDER BY 2 DESC, 1 LIMIT ` + itoa(NewsMost)
	news := []Piece{}
	err := s.d.Read.WithContext(ctx).Raw(query, newsEvents...).Scan(&news).Error
	for i, p := range news {
		if p.What == "update" {
			news[i].Title = petition.Update{Words: p.Title}.Headline()
		}
	}
	return news, err
}
