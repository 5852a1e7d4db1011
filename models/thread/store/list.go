package store

import (
	"context"
	"slices"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

type row struct {
	ID, Petition, Parent, Pseudonym string
	Role                            thread.Role
	Who                             string
	Mark                            []byte
	Text, HTML                      string
	Day                             day.Day
	Place                           int64
	Agreed, Seq                     int
	Taken, Reason                   bool
}

func (r row) comment() thread.Comment {
	return thread.Comment{
		ID: r.ID, Petition: r.Petition, Parent: r.Parent, Role: r.Role, Who: r.Who, Pseudonym: r.Pseudonym, Mark: r.Mark,
		Text: r.Text, HTML: r.HTML, Day: r.Day, Agreed: r.Agreed, Edited: r.Seq > 0 && !r.Taken, TakenBack: r.Taken, Reason: r.Reason,
	}
}

const selected = `SELECT c.id, c.petition, coalesce(c.parent, '') AS parent, v.role, c.who, v.pseudonym, v.mark, c.text, c.html, c.day, c.place, c.agreed,
	c.seq, c.taken, c.reason FROM comment c JOIN voice v ON v.petition = c.petition AND v.voice = c.voice `

// The comments of a petition, without replies, in each order; what decides last is their place, so that no page depends on luck.
const (
	first     = "c.petition = ? AND c.parent IS NULL"
	byAgreed  = " ORDER BY c.agreed DESC, c.place DESC"
	byPlace   = " ORDER BY c.place DESC"
	asReasons = " AND c.reason"
)

var orders = map[thread.Order]struct{ where, by string }{
	thread.MostAgreed: {first, byAgreed},
	thread.Newest:     {first, byPlace},
	thread.Reasons:    {first + asReasons, byAgreed},
}

// A Thread is one page of the talk under one petition.
type Thread struct {
	Voices   int // colleagues who ever spoke
	Comments []thread.Comment
	Found    int // comments in this order, on all pages; replies are not counted
	Page     int // from 1
	Pages    int
}

// Read gives a page of a thread, from 1: comments in the order asked for, the oldest replies under theirs. A page that is not there is
// an empty one.
func (t *Threads) Read(ctx context.Context, petition string, order thread.Order, page int) (Thread, error) {
	tx := t.d.Read.WithContext(ctx)
	th, o := Thread{Page: max(1, page)}, orders[order]
	var err error
	if th.Voices, err = voices(tx, petition); err != nil {
		return th, err
	}
	if th.Found, err = t.count(tx, petition, o.where); err != nil {
		return th, err
	}
	th.Pages = thread.Pages(th.Found, thread.PerPage)
	rows, err := scan(tx, "WHERE "+o.where+o.by+" LIMIT ? OFFSET ?", petition, thread.PerPage, (th.Page-1)*thread.PerPage)
	if err != nil {
		return th, err
	}
	th.Comments, err = withReplies(tx, rows)
	return th, err
}

// counted is how many comments a petition had when the one at that place was its last.
type counted struct{ last, n int }

// count is how many comments there are in an order. Comments are only ever added, each at a later place than all before it: as long as the
// last one is the same they are not counted again, so that a page of many costs no more than one of few. A reason can be taken back by an
// edit, so those are counted each time.
func (t *Threads) count(tx *db.Tx, petition, where string) (n int, err error) {
	counting := "SELECT count(*) FROM comment c WHERE " + where
	if where != first {
		return n, tx.Raw(counting, petition).Row().Scan(&n)
	}
	var last int
	if err = tx.Raw("SELECT coalesce(max(c.place), -1) FROM comment c WHERE "+first, petition).Row().Scan(&last); err != nil {
		return 0, err
	}
	if had, ok := t.counted.Load(petition); ok && had.(counted).last == last {
		return had.(counted).n, nil
	}
	err = tx.Raw("SELECT count(*) FROM comment c WHERE "+first+" AND c.place <= ?", petition, last).Row().Scan(&n)
	if err == nil {
		t.counted.Store(petition, counted{last, n})
	}
	return n, err
}

// One is a comment with a page of its replies, from 1, oldest first; page 0 is that on which the comment asked for stands.
type One struct {
	Comment     thread.Comment
	Page, Pages int
}

// Find gives a comment by its own id or that of a reply to it.
func (t *Threads) Find(ctx context.Context, of, id string, page int) (o One, err error) {
	tx := t.d.Read.WithContext(ctx)
	rows, err := scan(tx, "WHERE c.id = ? AND c.petition = ?", id, of)
	if err == nil && len(rows) == 0 {
		err = petition.ErrCommentMissing
	}
	if err != nil {
		return o, err
	}
	before := 0
	if asked := rows[0]; asked.Parent != "" {
		if rows, err = scan(tx, "WHERE c.id = ?", asked.Parent); err == nil {
			err = tx.Raw("SELECT count(*) FROM comment WHERE parent = ? AND place < ?", asked.Parent, asked.Place).Row().Scan(&before)
		}
		if err != nil {
			return o, err
		}
	}
	if o.Page = page; page < 1 {
		o.Page = 1 + before/thread.RepliesPage
	}
	o.Comment = rows[0].comment()
	if err = tx.Raw("SELECT count(*) FROM comment WHERE parent = ?", o.Comment.ID).Row().Scan(&o.Comment.Answered); err != nil {
		return o, err
	}
	o.Pages = thread.Pages(o.Comment.Answered, thread.RepliesPage)
	replies, err := scan(tx, "WHERE c.parent = ? ORDER BY c.place LIMIT ? OFFSET ?", o.Comment.ID, thread.RepliesPage, (o.Page-1)*thread.RepliesPage)
	for _, r := range replies {
		o.Comment.Replies = append(o.Comment.Replies, r.comment())
	}
	return o, err
}

// withReplies puts the first replies under their comments, and says how many there are.
func withReplies(tx *db.Tx, rows []row) (comments []thread.Comment, err error) {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	answered, err := answers(tx, ids)
	if err != nil {
		return nil, err
	}
	under, err := replies(tx, slices.DeleteFunc(ids, func(id string) bool { return answered[id] == 0 })) // few have any
	for _, r := range rows {
		c := r.comment()
		c.Replies, c.Answered = under[r.ID], answered[r.ID]
		comments = append(comments, c)
	}
	return comments, err
}

// answers is how many replies comments have.
func answers(tx *db.Tx, ids []string) (answered map[string]int, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var counts []struct {
		Parent string
		N      int
	}
	err = tx.Raw("SELECT parent, count(*) AS n FROM comment WHERE parent IN ? GROUP BY parent", ids).Scan(&counts).Error
	answered = map[string]int{}
	for _, c := range counts {
		answered[c.Parent] = c.N
	}
	return answered, err
}

// replies are the first of each comment, from the index, however many there are.
func replies(tx *db.Tx, ids []string) (under map[string][]thread.Comment, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var each []string
	var args []any
	for _, id := range ids {
		each = append(each, "SELECT id FROM (SELECT id FROM comment WHERE parent = ? ORDER BY place LIMIT ?) AS firsts")
		args = append(args, id, thread.PerComment)
	}
	found, err := scan(tx, "WHERE c.id IN ("+strings.Join(each, " UNION ALL ")+") ORDER BY c.place", args...)
	under = map[string][]thread.Comment{}
	for _, r := range found {
		under[r.Parent] = append(under[r.Parent], r.comment())
	}
	return under, err
}

// Voices is how many colleagues ever spoke under a petition.
func (t *Threads) Voices(ctx context.Context, petition string) (int, error) {
	return voices(t.d.Read.WithContext(ctx), petition)
}

func voices(tx *db.Tx, petition string) (n int, err error) {
	return n, tx.Raw("SELECT count(*) FROM voice WHERE petition = ? AND role = ''", petition).Row().Scan(&n)
}

// Reasons are the most agreed comments of colleagues under each petition, at most n of each, that somebody agreed with: first the most agreed.
func (t *Threads) Reasons(ctx context.Context, n int, petitions ...string) (map[string][]thread.Comment, error) {
	reasons := map[string][]thread.Comment{}
	if len(petitions) == 0 {
		return reasons, nil
	}
	where := `WHERE c.id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY petition ORDER BY agreed DESC, place DESC) AS rank
		FROM comment WHERE petition IN ? AND agreed > 0 AND parent IS NULL AND NOT taken AND text <> ''
			AND NOT EXISTS (SELECT 1 FROM voice v WHERE v.petition = comment.petition AND v.voice = comment.voice AND v.role <> '')) AS ranked WHERE rank <= ?)` + byAgreed
	rows, err := scan(t.d.Read.WithContext(ctx), where, petitions, n)
	for _, r := range rows {
		reasons[r.Petition] = append(reasons[r.Petition], r.comment())
	}
	return reasons, err
}

// All is everything that was said under a petition, replies too, in the order in which it appeared.
func (t *Threads) All(ctx context.Context, petition string) (comments []thread.Comment, err error) {
	rows, err := scan(t.d.Read.WithContext(ctx), "WHERE c.petition = ? ORDER BY c.place", petition)
	for _, r := range rows {
		comments = append(comments, r.comment())
	}
	return comments, err
}

// Texts are those of comments, by id, as they can be read now: what is hidden or taken back has none.
func (t *Threads) Texts(ctx context.Context, ids ...string) (map[string]string, error) {
	texts := map[string]string{}
	if len(ids) == 0 {
		return texts, nil
	}
	var found []struct{ ID, Text string }
	err := t.d.Read.WithContext(ctx).Raw("SELECT id, text FROM comment WHERE id IN ? AND NOT taken AND text <> ''", ids).Scan(&found).Error
	for _, c := range found {
		texts[c.ID] = c.Text
	}
	return texts, err
}

// Spoken are the newest comments that organizers and leadership said under a petition, at most n, that stand and are not hidden.
func (t *Threads) Spoken(ctx context.Context, petition string, n int) (said []thread.Comment, err error) {
	rows, err := scan(t.d.Read.WithContext(ctx), "WHERE c.petition = ? AND v.role <> '' AND NOT c.taken AND c.text <> ''"+byPlace+" LIMIT ?", petition, n)
	for _, r := range rows {
		said = append(said, r.comment())
	}
	return said, err
}

func scan(tx *db.Tx, where string, args ...any) (rows []row, err error) {
	return rows, tx.Raw(selected+where, args...).Scan(&rows).Error
}
