package store

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
)

const newCase = "INSERT INTO moderation_case (target, petition, since, round, hidden, reason, who, held, appeal, appealed)"

// SealTalk writes the flags and appeals of one seal, holds comments for the words that a steward wants to read first, and keeps out of sight
// what is hidden. Cases move here, and by stewards' decisions.
func (c *Cases) SealTalk(tx *db.Tx, on day.Day, acts []petition.Sealed) error {
	var flags, appeals, said []petition.Sealed
	for _, a := range acts {
		switch a.Kind {
		case pass.Flag:
			flags = append(flags, a)
		case pass.Appeal:
			appeals = append(appeals, a)
		case pass.Comment, pass.Edit:
			said = append(said, a)
		case pass.Retraction: // its words are destroyed here too
			if err := tx.Exec("DELETE FROM moderation_text WHERE comment = ?", a.Subject).Error; err != nil {
				return err
			}
		}
	}
	if err := writeFlags(tx, on, flags); err != nil {
		return err
	}
	for _, a := range appeals { // a second one finds the first
		err := tx.Exec("UPDATE moderation_case SET appeal = ?, appealed = ?, since = ? WHERE target = ? AND hidden <> '' AND held = '' AND appealed = ''",
			string(a.Body), on, on, a.Subject).Error
		if err != nil {
			return err
		}
	}
	if err := c.hold(tx, on, said); err != nil {
		return err
	}
	return takeHidden(tx)
}

func targetOf(a petition.Sealed) string {
	if a.Subject == pass.OfPetition {
		return a.Petition
	}
	return a.Subject
}

// writeFlags opens the cases that are not open yet. What is hidden already is not asked about again. Rows are written in the order of their
// keys.
func writeFlags(tx *db.Tx, on day.Day, flags []petition.Sealed) error {
	if len(flags) == 0 {
		return nil
	}
	slices.SortFunc(flags, func(a, b petition.Sealed) int { return bytes.Compare(a.Who[:], b.Who[:]) })
	of := map[string]string{}
	for _, a := range flags {
		of[targetOf(a)] = a.Petition
	}
	var cases []any
	targets := slices.Sorted(maps.Keys(of))
	for _, target := range targets {
		cases = append(cases, target, of[target], on, 0, "", "", "", "", "", "")
	}
	err := db.InsertRows(tx, newCase, 10, cases, `ON CONFLICT (target) DO UPDATE SET since = excluded.since
		WHERE moderation_case.since = '' AND moderation_case.hidden = ''`)
	if err != nil {
		return err
	}
	var rows []struct {
		Target string
		Round  int
	}
	if err := tx.Raw("SELECT target, round FROM moderation_case WHERE target IN ?", targets).Scan(&rows).Error; err != nil {
		return err
	}
	rounds := map[string]int{}
	for _, r := range rows {
		rounds[r.Target] = r.Round
	}
	var values []any
	for _, a := range flags {
		values = append(values, a.Who[:], targetOf(a), string(a.Body), rounds[targetOf(a)])
	}
	return db.InsertRows(tx, "INSERT INTO moderation_flag (who, target, code, round)", 4, values, "")
}

// hold opens a case for each comment that holds one of the words of its petition.
func (c *Cases) hold(tx *db.Tx, on day.Day, said []petition.Sealed) error {
	petitions := map[string]bool{}
	for _, a := range said {
		petitions[a.Petition] = true
	}
	if len(petitions) == 0 {
		return nil
	}
	guards, err := guardsOf(tx, slices.Collect(maps.Keys(petitions)))
	if err != nil || len(guards) == 0 {
		return err
	}
	held := map[heldBy]int{}
	for _, a := range said {
		body, err := pass.ParseComment(a.Body)
		if err != nil {
			return err
		}
		id := a.CommentID()
		if a.Kind == pass.Edit {
			id = a.Subject
		}
		word := guards[a.Petition].Holds(body.Text)
		if word != "" {
			held[heldBy{a.Petition, word}]++
		}
		if err := holdFor(tx, on, a.Petition, id, word); err != nil {
			return err
		}
	}
	return c.recordHeld(tx, on, held)
}

type heldBy struct{ petition, word string }

// recordHeld tells the record, once for each word and petition, how many comments wait for a first look.
func (c *Cases) recordHeld(tx *db.Tx, on day.Day, held map[heldBy]int) error {
	order := slices.SortedFunc(maps.Keys(held), func(a, b heldBy) int { return strings.Compare(a.petition+a.word, b.petition+b.word) })
	for _, h := range order {
		title, err := titleOf(tx, h.petition)
		if err != nil {
			return err
		}
		e := audit.Entry{Day: on, Who: audit.ByRule, Act: audit.Held, Subject: h.petition, Title: title, Petition: h.petition, Detail: strconv.Itoa(held[h]) + "\n" + h.word}
		if err := audit.Write(tx, c.random, e); err != nil {
			return err
		}
	}
	return nil
}

// holdFor opens the case of a comment that holds a word; "" holds nothing.
func holdFor(tx *db.Tx, on day.Day, petition, comment, word string) error {
	if word == "" {
		return nil
	}
	return db.InsertRows(tx, newCase, 10, []any{comment, petition, on, 0, on, "", "", word, "", ""}, `ON CONFLICT (target) DO UPDATE
		SET since = excluded.since, hidden = excluded.hidden, held = excluded.held WHERE moderation_case.hidden = ''`)
}

// takeHidden moves the words of what is hidden or held out of the thread, also those that an edit brought that waited for this seal.
func takeHidden(tx *db.Tx) error {
	hidden := "IN (SELECT target FROM moderation_case WHERE hidden <> '')"
	err := tx.Exec("INSERT INTO moderation_text (comment, text, html) SELECT id, text, html FROM comment WHERE text <> '' AND id " + hidden +
		" ON CONFLICT (comment) DO UPDATE SET text = excluded.text, html = excluded.html").Error
	if err != nil {
		return err
	}
	return tx.Exec("UPDATE comment SET text = '', html = '' WHERE text <> '' AND id " + hidden).Error
}

// SettleTalk destroys who flagged under a petition that is over for good; what was decided stays.
func (c *Cases) SettleTalk(tx *db.Tx, id string) error {
	of := "(SELECT who FROM moderation_flag WHERE target IN (SELECT target FROM moderation_case WHERE petition = ?))"
	if err := tx.Exec("DELETE FROM statement WHERE class = 'flag' AND key IN "+of, id).Error; err != nil {
		return err
	}
	if err := tx.Exec("UPDATE moderation_case SET since = '' WHERE petition = ?", id).Error; err != nil {
		return err
	}
	return tx.Exec("DELETE FROM moderation_flag WHERE who IN "+of, id).Error
}
