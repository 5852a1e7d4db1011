package store

import (
	"cmp"
	"context"
	"slices"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/thread"
)

type row struct {
	ID, Petition, Parent, Pseudonym string
	Mark                            []byte
	Text, HTML                      string
	Day                             day.Day
	Place                           int64
	Agreed                          int
}

func (r row) comment() thread.Comment {
	return thread.Comment{
		ID: r.ID, Petition: r.Petition, Parent: r.Parent, Pseudonym: r.Pseudonym, Mark: r.Mark,
		Text: r.Text, HTML: r.HTML, Day: r.Day, Agreed: r.Agreed,
	}
}

const selected = `SELECT c.id, c.petition, coalesce(c.parent, '') AS parent, v.pseudonym, v.mark, c.text, c.html, c.day, c.place, c.agreed
	FROM comment c JOIN voice v ON v.petition = c.petition AND v.voice = c.voice `

var orders = map[thread.Order]string{
	thread.MostAgreed: "c.agreed DESC, c.place DESC",
	thread.Newest:     "c.place DESC",
}

// A Thread is the talk under one petition.
type Thread struct {
	Voices   int // how many ever spoke
	Comments []thread.Comment
}

// Read gives a whole thread: comments in the order asked for, replies under theirs, oldest first.
func (t *Threads) Read(ctx context.Context, petition string, order thread.Order) (th Thread, err error) {
	tx := t.d.Read.WithContext(ctx)
	rows, err := scan(tx, "WHERE c.petition = ? ORDER BY "+orders[order], petition)
	if err != nil {
		return th, err
	}
	replies := repliesOf(rows)
	for _, r := range rows {
		if r.Parent == "" {
			c := r.comment()
			c.Replies = replies[r.ID]
			th.Comments = append(th.Comments, c)
		}
	}
	return th, tx.Raw("SELECT count(*) FROM voice WHERE petition = ?", petition).Row().Scan(&th.Voices)
}

// repliesOf gives the replies of each comment, oldest first.
func repliesOf(rows []row) map[string][]thread.Comment {
	oldest := slices.SortedFunc(slices.Values(rows), func(a, b row) int { return cmp.Compare(a.Place, b.Place) })
	replies := map[string][]thread.Comment{}
	for _, r := range oldest {
		if r.Parent != "" {
			replies[r.Parent] = append(replies[r.Parent], r.comment())
		}
	}
	return replies
}

// Reasons are the most agreed comments of each petition, at most n of each, that somebody agreed with: first the most agreed.
func (t *Threads) Reasons(ctx context.Context, n int, petitions ...string) (map[string][]thread.Comment, error) {
	reasons := map[string][]thread.Comment{}
	if len(petitions) == 0 {
		return reasons, nil
	}
	where := `WHERE c.id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY petition ORDER BY agreed DESC, place DESC) AS rank
		FROM comment WHERE petition IN ? AND agreed > 0 AND parent IS NULL AND text <> '') AS ranked WHERE rank <= ?) ORDER BY c.agreed DESC, c.place DESC`
	rows, err := scan(t.d.Read.WithContext(ctx), where, petitions, n)
	for _, r := range rows {
		reasons[r.Petition] = append(reasons[r.Petition], r.comment())
	}
	return reasons, err
}

func scan(tx *db.Tx, where string, args ...any) (rows []row, err error) {
	return rows, tx.Raw(selected+where, args...).Scan(&rows).Error
}
