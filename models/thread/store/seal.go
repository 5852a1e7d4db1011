package store

import (
	"errors"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

// Seal writes what voices said in one seal, in the caller's transaction. Tallies move here and nowhere else.
func (t *Threads) Seal(tx *db.Tx, on day.Day, acts []petition.Sealed) error {
	var comments, changed, agreements []petition.Sealed
	for _, a := range acts {
		switch a.Kind {
		case pass.Comment:
			comments = append(comments, a)
		case pass.Edit, pass.Retraction:
			changed = append(changed, a)
		case pass.Agreement:
			agreements = append(agreements, a)
		}
	}
	if err := writeVoices(tx, comments); err != nil {
		return err
	}
	if err := writeComments(tx, on, comments); err != nil {
		return err
	}
	if err := writeChanges(tx, changed); err != nil {
		return err
	}
	return writeAgreements(tx, agreements)
}

// writeVoices gives every new voice a pseudonym. Two that want the same words: the second walks on.
func writeVoices(tx *db.Tx, comments []petition.Sealed) error {
	var voices [][]byte
	for _, a := range comments {
		voice := thread.VoiceOf(a.Pass.BoothKey(), a.Petition)
		voices = append(voices, voice[:])
	}
	if len(voices) == 0 {
		return nil
	}
	var rows [][]byte
	if err := tx.Raw("SELECT voice FROM voice WHERE voice IN ?", voices).Scan(&rows).Error; err != nil {
		return err
	}
	named := map[string]bool{}
	for _, voice := range rows {
		named[string(voice)] = true
	}
	for i, a := range comments {
		if named[string(voices[i])] {
			continue
		}
		named[string(voices[i])] = true
		if err := nameVoice(tx, a.Petition, thread.Voice(voices[i])); err != nil {
			return err
		}
	}
	return nil
}

func nameVoice(tx *db.Tx, petition string, voice thread.Voice) error {
	const tries = 10_000 // of some 30,000 pairs of words
	for try := range tries {
		p := thread.PseudonymOf(voice, try)
		insert := "INSERT INTO voice (petition, voice, pseudonym, mark) VALUES (?, ?, ?, ?) ON CONFLICT (petition, pseudonym) DO NOTHING"
		done := tx.Exec(insert, petition, voice[:], p.Words, p.Mark[:])
		if done.Error != nil || done.RowsAffected == 1 {
			return done.Error
		}
	}
	return errors.New("thread: no pseudonym is left under petition " + petition)
}

func writeComments(tx *db.Tx, on day.Day, comments []petition.Sealed) error {
	values := make([]any, 0, 10*len(comments))
	for _, a := range comments {
		body, err := pass.ParseComment(a.Body)
		if err != nil {
			return err
		}
		parent := orNull(body.Parent)
		voice := thread.VoiceOf(a.Pass.BoothKey(), a.Petition)
		values = append(values, a.CommentID(), a.Petition, voice[:], parent, body.Reason, body.Text, thread.Render(body.Text), on, a.Place, 0)
	}
	return db.InsertRows(tx, "INSERT INTO comment (id, petition, voice, parent, reason, text, html, day, place, agreed)", 10, values, "")
}

func orNull(parent string) any {
	if parent == pass.NoParent {
		return nil
	}
	return parent
}

// writeChanges lets of the edits of a comment the highest seq stand, whatever the order of the seal. What is taken back is destroyed here;
// its place, its agreements and its replies stay.
func writeChanges(tx *db.Tx, acts []petition.Sealed) error {
	for _, a := range acts {
		text, html, reason, taken := "", "", false, true
		if a.Kind == pass.Edit {
			body, err := pass.ParseComment(a.Body)
			if err != nil {
				return err
			}
			text, html, reason, taken = body.Text, thread.Render(body.Text), body.Reason, false
		}
		change := "UPDATE comment SET text = ?, html = ?, reason = ?, taken = ?, seq = ? WHERE id = ? AND seq < ? AND NOT taken"
		if err := tx.Exec(change, text, html, reason, taken, a.Seq, a.Subject, a.Seq).Error; err != nil {
			return err
		}
	}
	return nil
}

// writeAgreements keeps of each voice and comment the highest seq, and counts the comments anew that it touched.
func writeAgreements(tx *db.Tx, agreements []petition.Sealed) error {
	if len(agreements) == 0 {
		return nil
	}
	last := map[[32]byte]petition.Sealed{}
	for _, a := range agreements {
		if was, ok := last[a.Who]; !ok || was.Seq < a.Seq {
			last[a.Who] = a
		}
	}
	var touched []string
	values := make([]any, 0, 4*len(last))
	for _, a := range agreements { // in the order of the seal
		if last[a.Who].Seq == a.Seq {
			values = append(values, a.Who[:], a.Subject, a.Seq, string(a.Body) == "1")
			touched = append(touched, a.Subject)
		}
	}
	err := db.InsertRows(tx, "INSERT INTO agreement (who, comment, seq, agrees)", 4, values,
		"ON CONFLICT (who) DO UPDATE SET seq = excluded.seq, agrees = excluded.agrees WHERE excluded.seq > agreement.seq")
	if err != nil {
		return err
	}
	tally := "UPDATE comment SET agreed = (SELECT count(*) FROM agreement WHERE agreement.comment = comment.id AND agrees) WHERE id IN ?"
	return tx.Exec(tally, touched).Error
}

// Settle destroys who agreed with what under a petition that is over for good; how many did stays.
func (t *Threads) Settle(tx *db.Tx, petition string) error {
	return tx.Exec("DELETE FROM agreement WHERE comment IN (SELECT id FROM comment WHERE petition = ?)", petition).Error
}
