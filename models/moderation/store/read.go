package store

import (
	"context"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/moderation"
)

type caseRow struct {
	Target, Petition, Title, Language, Text, Role, Pseudonym, Parent, Answers string
	Mark                                                                      []byte
	Day, Since, Hidden, Appealed                                              day.Day
	Round, Weight                                                             int
	Reason, Who, Held, Appeal                                                 string
	Muted                                                                     bool
}

func (r caseRow) asCase() moderation.Case {
	return moderation.Case{
		Target: r.Target, Petition: r.Petition, Title: r.Title, Language: r.Language, Text: r.Text, Role: r.Role, Pseudonym: r.Pseudonym, Mark: r.Mark, Day: r.Day,
		Parent: r.Parent, Answers: r.Answers, Since: r.Since, Round: r.Round, Weight: r.Weight, Hidden: r.Hidden, Reason: r.Reason, Who: r.Who,
		Held: r.Held, Appeal: r.Appeal, Appealed: r.Appealed, Muted: r.Muted,
	}
}

const (
	weight   = "(SELECT count(*) FROM moderation_flag f WHERE f.target = m.target AND f.round = m.round) AS weight"
	ofCase   = "m.since, m.round, m.hidden, m.reason, m.who, m.held, m.appeal, m.appealed, " + weight
	ofSaid   = "coalesce(t.text, c.text, '') AS text, coalesce(v.role, '') AS role, coalesce(v.pseudonym, '') AS pseudonym, v.mark, coalesce(c.day, '') AS day, coalesce(c.parent, '') AS parent"
	joinSaid = " LEFT JOIN voice v ON v.petition = c.petition AND v.voice = c.voice LEFT JOIN moderation_text t ON t.comment = c.id "
	queued   = " FROM moderation_case m JOIN petition p ON p.id = m.petition LEFT JOIN comment c ON c.id = m.target" + joinSaid + "WHERE m.since <> '' "
	inOrder  = "ORDER BY m.since, weight DESC, m.target"
)

// Waiting are some of the cases that wait for a decision, and how many there are: the longest first, and of a day the most flagged.
func (c *Cases) Waiting(ctx context.Context, limit, offset int) (cases []moderation.Case, total int, err error) {
	tx := c.d.Read.WithContext(ctx)
	if err = tx.Raw("SELECT count(*) FROM moderation_case WHERE since <> ''").Row().Scan(&total); err != nil {
		return nil, 0, err
	}
	var rows []caseRow
	err = tx.Raw("SELECT m.target, m.petition, p.title, p.language, "+ofSaid+", "+ofCase+queued+inOrder+" LIMIT ? OFFSET ?", limit, offset).Scan(&rows).Error
	for _, r := range rows {
		cases = append(cases, r.asCase())
	}
	return cases, total, err
}

// After is the case that stands behind another in the queue, or the first; "" if none other waits.
func (c *Cases) After(ctx context.Context, target string) (next string, err error) {
	var rows []struct{ Target string }
	err = c.d.Read.WithContext(ctx).Raw("SELECT m.target, m.since, " + weight + queued + inOrder).Scan(&rows).Error
	found := false
	for _, r := range rows {
		switch {
		case r.Target == target:
			found = true
		case found:
			return r.Target, err
		case next == "":
			next = r.Target
		}
	}
	return next, err
}

// Find is the case of a comment or of a petition, also where nobody has flagged it.
func (c *Cases) Find(ctx context.Context, target string) (moderation.Case, error) {
	return c.find(c.d.Read.WithContext(ctx), target)
}

func (c *Cases) find(tx *db.Tx, target string) (moderation.Case, error) {
	const of = ", coalesce(m.since, '') AS since, coalesce(m.round, 0) AS round, coalesce(m.hidden, '') AS hidden, coalesce(m.reason, '') AS reason," +
		" coalesce(m.who, '') AS who, coalesce(m.held, '') AS held, coalesce(m.appeal, '') AS appeal, coalesce(m.appealed, '') AS appealed, " + weight
	var rows []caseRow
	err := tx.Raw("SELECT c.id AS target, c.petition, p.title, p.language, "+ofSaid+", coalesce(u.text, d.text, '') AS answers,"+
		" EXISTS (SELECT 1 FROM moderation_mute x WHERE x.petition = c.petition AND x.voice = c.voice) AS muted"+of+
		" FROM comment c JOIN petition p ON p.id = c.petition"+joinSaid+"LEFT JOIN comment d ON d.id = c.parent LEFT JOIN moderation_text u ON u.comment = c.parent"+
		" LEFT JOIN moderation_case m ON m.target = c.id WHERE c.id = ?", target).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		err = tx.Raw("SELECT p.id AS target, p.id AS petition, p.title, p.language"+of+
			" FROM petition p LEFT JOIN moderation_case m ON m.target = p.id WHERE p.id = ? AND p.state <> 'draft'", target).Scan(&rows).Error
	}
	if err != nil {
		return moderation.Case{}, err
	}
	if len(rows) == 0 {
		return moderation.Case{}, moderation.ErrMissing
	}
	x := rows[0].asCase()
	return x, tx.Raw("SELECT code, count(*) AS n FROM moderation_flag WHERE target = ? AND round = ? GROUP BY code ORDER BY 2 DESC, code", target, x.Round).Scan(&x.Flags).Error
}

// Marks are what stands in the place of hidden comments, by their ids.
func (c *Cases) Marks(ctx context.Context, petition string) (map[string]moderation.Mark, error) {
	var rows []caseRow
	err := c.d.Read.WithContext(ctx).Raw("SELECT target, since, hidden, reason, held, appealed FROM moderation_case WHERE petition = ? AND target <> petition AND hidden <> ''", petition).Scan(&rows).Error
	found := map[string]moderation.Mark{}
	for _, r := range rows {
		appeals := r.Appealed != "" && r.Since != ""
		found[r.Target] = moderation.Mark{Day: r.Hidden, Reason: r.Reason, Held: r.Held, Appealed: r.Appealed, Appeals: appeals, Upheld: r.Appealed != "" && !appeals}
	}
	return found, err
}

// col puts a column into a text of SQL.
func col(format, name string) string { return strings.Replace(format, "%s", name, 1) }
