package store

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/moderation"
	"roundrobin/models/petition"
)

type guardRow struct {
	Petition string
	Most     int
	Paused   day.Day
	Words    string
}

func guardsOf(tx *db.Tx, petitions []string) (map[string]moderation.Guard, error) {
	var rows []guardRow
	err := tx.Raw("SELECT petition, most, paused, words FROM moderation_thread WHERE petition IN ?", petitions).Scan(&rows).Error
	guards := map[string]moderation.Guard{}
	for _, r := range rows {
		guards[r.Petition] = moderation.Guard{Most: r.Most, Paused: r.Paused, Words: moderation.ParseWords(r.Words)}
	}
	return guards, err
}

// Slow are the petitions in which a voice may say so many comments in one seal.
func (c *Cases) Slow(tx *db.Tx, petitions ...string) (map[string]int, error) {
	guards, err := guardsOf(tx, petitions)
	slow := map[string]int{}
	for id, g := range guards {
		if g.Most > 0 {
			slow[id] = g.Most
		}
	}
	return slow, err
}

// Guard is how the talk under a petition is kept.
func (c *Cases) Guard(ctx context.Context, id string) (moderation.Guard, error) {
	tx := c.d.Read.WithContext(ctx)
	guards, err := guardsOf(tx, []string{id})
	if err != nil {
		return moderation.Guard{}, err
	}
	g := guards[id]
	return g, tx.Raw("SELECT count(*) FROM moderation_mute WHERE petition = ?", id).Row().Scan(&g.Muted)
}

// Keep changes how the talk under a petition is kept, from now on: what was promised is sealed as it was promised. Paused is any day, or ""
// for a talk that goes on; since when it has been paused is kept.
func (c *Cases) Keep(ctx context.Context, id string, g moderation.Guard, d Decision) error {
	if err := g.Check(); err != nil {
		return err
	}
	if err := petition.CheckLine(d.Reason.Words); err != nil {
		return err
	}
	return c.in(ctx, id, func(tx *db.Tx) error {
		title, err := titleOf(tx, id)
		if err != nil {
			return err
		}
		guards, err := guardsOf(tx, []string{id})
		if err != nil {
			return err
		}
		changed := changes(guards[id], g)
		if len(changed) == 0 {
			return moderation.ErrSame
		}
		if g.Paused != "" {
			g.Paused = c.today()
		}
		err = tx.Exec(`INSERT INTO moderation_thread (petition, most, paused, words) VALUES (?, ?, ?, ?)
			ON CONFLICT (petition) DO UPDATE SET most = excluded.most, words = excluded.words,
			paused = CASE WHEN excluded.paused = '' OR moderation_thread.paused = '' THEN excluded.paused ELSE moderation_thread.paused END`,
			id, g.Most, g.Paused, strings.Join(g.Words, "\n")).Error
		for _, e := range changed {
			if err == nil {
				e.Day, e.Who, e.Subject, e.Petition, e.Title, e.Reason = c.today(), d.By, id, id, title, d.Reason.Words
				err = audit.Write(tx, c.random, e)
			}
		}
		return err
	})
}

// changes are the lines of the record that tell what is kept otherwise from now on: one for each part, with what it says now.
func changes(was, is moderation.Guard) (all []audit.Entry) {
	if was.Most != is.Most {
		all = append(all, audit.Entry{Act: audit.Slowed, Detail: strconv.Itoa(is.Most)})
	}
	if (was.Paused == "") != (is.Paused == "") {
		act := audit.Paused
		if is.Paused == "" {
			act = audit.Resumed
		}
		all = append(all, audit.Entry{Act: act})
	}
	if !slices.Equal(was.Words, is.Words) {
		all = append(all, audit.Entry{Act: audit.Worded, Detail: strings.Join(is.Words, "\n")})
	}
	return all
}

func titleOf(tx *db.Tx, id string) (string, error) {
	var titles []string
	err := tx.Raw("SELECT title FROM petition WHERE id = ? AND state <> 'draft'", id).Scan(&titles).Error
	if err == nil && len(titles) == 0 {
		return "", petition.ErrMissing
	}
	return strings.Join(titles, ""), err
}

// in runs f while nobody else decides about the petition, and no seal runs: petitions are locked before the ledger, as everywhere.
func (c *Cases) in(ctx context.Context, id string, f func(*db.Tx) error) error {
	return c.d.InTx(ctx, func(tx *db.Tx) error {
		query := "SELECT id FROM petition WHERE id = ?"
		if c.d.Dialect == db.Postgres {
			query += " FOR UPDATE"
		}
		var ids []string
		if err := tx.Raw(query, id).Scan(&ids).Error; err != nil {
			return err
		}
		if len(ids) == 0 {
			return petition.ErrMissing
		}
		return f(tx)
	})
}
