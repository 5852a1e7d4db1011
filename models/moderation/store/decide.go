package store

import (
	"context"

	"roundrobin/models/audit"
	"roundrobin/models/db"
	"roundrobin/models/ledger"
	"roundrobin/models/moderation"
	"roundrobin/models/petition"
)

// A Decision is a steward's: who decides, having read which round of a case, and why.
type Decision struct {
	By        audit.Who
	Round     int
	Reason    petition.Reason
	Standards int  // the version that the reason's code is of
	Alone     bool // nobody else is there to decide on an appeal
}

var deeds = map[moderation.Verdict]audit.Act{
	moderation.Keep: audit.Kept, moderation.Hide: audit.HidSaid, moderation.Restore: audit.ShowSaid, moderation.Uphold: audit.Upheld,
}

// Decide closes the case of a comment, or keeps a flagged petition as it is: the comment, the record and the ledger change together, or
// none of them does. What somebody else decided since it was read is refused.
func (c *Cases) Decide(ctx context.Context, target string, v moderation.Verdict, d Decision) error {
	if err := d.Reason.Check(); err != nil {
		return err
	}
	read, err := c.Find(ctx, target)
	if err != nil {
		return err
	}
	return c.in(ctx, read.Petition, func(tx *db.Tx) error {
		x, err := c.find(tx, target)
		if err == nil && x.Round != d.Round {
			err = moderation.ErrDecided
		}
		if err == nil {
			err = x.May(v, d.By.Name, d.Alone)
		}
		if err != nil {
			return err
		}
		return c.decide(tx, x, v, d)
	})
}

func (c *Cases) decide(tx *db.Tx, x moderation.Case, v moderation.Verdict, d Decision) error {
	hidden, reason, who := x.Hidden, x.Reason, x.Who
	switch v {
	case moderation.Hide:
		hidden, reason, who = c.today(), d.Reason.String(), d.By.Name
	case moderation.Keep, moderation.Restore:
		hidden, reason, who = "", "", ""
	}
	err := tx.Exec(newCase+" VALUES (?, ?, '', 1, ?, ?, ?, '', '', '') ON CONFLICT (target) DO UPDATE SET since = '', round = moderation_case.round + 1,"+
		" hidden = excluded.hidden, reason = excluded.reason, who = excluded.who, held = ''", x.Target, x.Petition, hidden, reason, who).Error
	if err == nil && x.IsComment() {
		err = show(tx, x.Target, hidden == "")
	}
	if err != nil {
		return err
	}
	return c.write(tx, x, deeds[v], d, leafOf(c, x, v, d))
}

// leafOf is what the ledger says of it: that something is hidden, or shown again. What stays as it was is in the record alone.
func leafOf(c *Cases, x moderation.Case, v moderation.Verdict, d Decision) ledger.Operator {
	switch v {
	case moderation.Hide:
		return &ledger.Hide{Petition: x.Petition, Subject: x.Target, Reason: d.Reason.String(), Day: c.today()}
	case moderation.Restore:
		return &ledger.Show{Petition: x.Petition, Subject: x.Target, Reason: d.Reason.String(), Day: c.today()}
	}
	return nil
}

// write is the line of the record, and the leaf; the ledger is locked last.
func (c *Cases) write(tx *db.Tx, x moderation.Case, act audit.Act, d Decision, leaf ledger.Operator) error {
	err := audit.Write(tx, c.random, audit.Entry{
		Day: c.today(), Who: d.By, Act: act, Subject: x.Target, Title: x.Title, Reason: d.Reason.String(), Petition: x.Petition, Standards: d.Standards,
	})
	if err == nil && leaf != nil {
		err = c.ledger.Say(tx, leaf)
	}
	return err
}

// show puts a comment's words back into the thread, or takes them out.
func show(tx *db.Tx, id string, shown bool) error {
	if !shown {
		return takeHidden(tx)
	}
	back := "(SELECT %s FROM moderation_text WHERE moderation_text.comment = comment.id)"
	err := tx.Exec("UPDATE comment SET text = "+col(back, "text")+", html = "+col(back, "html")+" WHERE id IN (SELECT comment FROM moderation_text WHERE comment = ?)", id).Error
	if err != nil {
		return err
	}
	return tx.Exec("DELETE FROM moderation_text WHERE comment = ?", id).Error
}

// Mute ends a voice's part in the talk under one petition, by a comment of it. What it said stays; its appeals are still heard.
func (c *Cases) Mute(ctx context.Context, comment string, d Decision) error {
	if err := d.Reason.Check(); err != nil {
		return err
	}
	read, err := c.Find(ctx, comment)
	if err != nil {
		return err
	}
	if !read.IsComment() {
		return moderation.ErrVerdict
	}
	return c.in(ctx, read.Petition, func(tx *db.Tx) error {
		done := tx.Exec(`INSERT INTO moderation_mute (petition, voice, comment, day) SELECT petition, voice, id, ? FROM comment WHERE id = ?
			ON CONFLICT (petition, voice) DO NOTHING`, c.today(), comment)
		if done.Error == nil && done.RowsAffected == 0 {
			return moderation.ErrMuted
		}
		if done.Error != nil {
			return done.Error
		}
		return c.write(tx, read, audit.Muted, d, &ledger.Mute{Petition: read.Petition, Subject: comment, Reason: d.Reason.String(), Day: c.today()})
	})
}

// Closing ends a petition's case in the transaction of what was decided about the petition itself.
func (c *Cases) Closing(target string) func(tx *db.Tx) error {
	return func(tx *db.Tx) error {
		return tx.Exec("UPDATE moderation_case SET since = '', round = round + 1 WHERE target = ? AND since <> ''", target).Error
	}
}
