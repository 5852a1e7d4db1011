package store

import (
	"crypto/sha256"

	"roundrobin/models/day"
	"roundrobin/models/db"
	"roundrobin/models/pass"
	"roundrobin/models/petition"
	"roundrobin/models/thread"
)

// CheckSpeech refuses an answer to what is not there or is an answer itself, the same words a second time, and changes to what was not said
// under the same role, by the same reader of leadership.
func (t *Threads) CheckSpeech(tx *db.Tx, w petition.Speech) error {
	about := w.ID
	if w.Do == pass.Say {
		about = w.Parent
	}
	if about == "" {
		return notTwice(tx, w)
	}
	var rows []struct {
		Petition, Parent, Who string
		Voice                 []byte
		Taken                 bool
	}
	query := "SELECT petition, coalesce(parent, '') AS parent, who, voice, taken FROM comment WHERE id = ?"
	if err := tx.Raw(query, about).Scan(&rows).Error; err != nil {
		return err
	}
	voice := thread.VoiceOfRole(thread.Role(w.Role), w.Petition)
	switch {
	case len(rows) == 0 || rows[0].Petition != w.Petition:
		return petition.ErrCommentMissing
	case w.Do == pass.Say && rows[0].Parent != "":
		return petition.ErrReplyToReply
	case w.Do == pass.Say:
		return notTwice(tx, w)
	case string(rows[0].Voice) != string(voice[:]) || w.Role == petition.AsLeadership && rows[0].Who != w.Who:
		return petition.ErrNotOwnComment
	case rows[0].Taken:
		return petition.ErrTakenBack
	}
	return nil
}

// notTwice: of leadership a button pressed twice; organizers' acts have numbers.
func notTwice(tx *db.Tx, w petition.Speech) error {
	if w.Role != petition.AsLeadership {
		return nil
	}
	var n int
	voice := thread.VoiceOfRole(thread.Role(w.Role), w.Petition)
	query := "SELECT count(*) FROM comment WHERE petition = ? AND voice = ? AND who = ? AND coalesce(parent, '') = ? AND text = ?"
	err := tx.Raw(query, w.Petition, voice[:], w.Who, w.Parent, w.Text).Row().Scan(&n)
	if err == nil && n > 0 {
		err = petition.ErrSpeechSame
	}
	return err
}

// Speak writes what is said, changed or taken back under a role. What is taken back is destroyed here; its place and its replies stay.
func (t *Threads) Speak(tx *db.Tx, on day.Day, place int64, w petition.Speech) error {
	switch w.Do {
	case pass.Mend:
		return tx.Exec("UPDATE comment SET text = ?, html = ?, seq = seq + 1 WHERE id = ?", w.Text, thread.Render(w.Text), w.ID).Error
	case pass.Take:
		return tx.Exec("UPDATE comment SET text = '', html = '', taken = ? WHERE id = ?", true, w.ID).Error
	}
	voice := thread.VoiceOfRole(thread.Role(w.Role), w.Petition)
	mark := sha256.Sum256(voice[:])
	err := tx.Exec("INSERT INTO voice (petition, voice, pseudonym, mark, role) VALUES (?, ?, ?, ?, ?) ON CONFLICT (petition, voice) DO NOTHING",
		w.Petition, voice[:], w.Role, mark[:], w.Role).Error
	if err != nil {
		return err
	}
	values := []any{w.ID, w.Petition, voice[:], parentOrNull(w.Parent), false, w.Text, thread.Render(w.Text), on, place, 0, w.Who}
	return db.InsertRows(tx, "INSERT INTO comment (id, petition, voice, parent, reason, text, html, day, place, agreed, who)", 11, values, "")
}

func parentOrNull(id string) any {
	if id == "" {
		return nil
	}
	return id
}
