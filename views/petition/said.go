package petition

import (
	"context"
	"encoding/hex"
	"slices"

	"roundrobin/views/ui"
	"roundrobin/views/words"
)

// NameOf is who speaks, in words: a pseudonym or a role.
func NameOf(ctx context.Context, c Comment) string {
	switch {
	case c.Voice == "leadership" && c.Who != "":
		return words.T(ctx, "voice.leadership_who", "who", c.Who)
	case c.Voice == "organizers" || c.Voice == "leadership":
		return words.T(ctx, "voice."+c.Voice)
	}
	return c.Pseudonym
}

// markOf is the start of a mark in hex: by it a wallet knows the comments of its own voice. It is as public as the mark that is drawn.
func markOf(c Comment) string { return hex.EncodeToString(c.Mark[:min(len(c.Mark), 8)]) }

// closedSentence says why nobody can sign now.
func closedSentence(ctx context.Context, p Props) string {
	if key := p.closedKey(); key != "" {
		return words.T(ctx, key)
	}
	switch p.Standing.State {
	case "draft", "queued", "gathering", "review":
		return words.T(ctx, "sign.not_yet")
	case "rejected", "withdrawn":
		if mendable(p) {
			return words.T(ctx, "sign.mendable", "day", words.DayNear(ctx, p.Life.MendBy, p.Standing.Today))
		}
		return words.T(ctx, "sign.never")
	}
	if p.Standing.Closes == "" {
		return words.T(ctx, "sign.closed")
	}
	return words.T(ctx, "sign.closed_on", "day", words.Day(ctx, p.Standing.Closes))
}

// lastDay is the last day on which one can sign or withdraw.
func lastDay(ctx context.Context, p Props) string {
	last := p.Standing.Closes
	if p.Sponsoring != nil {
		last = p.Sponsoring.Until
	}
	return words.DayNear(ctx, last, p.Standing.Today)
}

// signButton is what the button says: sponsors are told that they are.
func (p Props) signButton() string {
	if p.Sponsoring != nil {
		return "sponsor.button"
	}
	return "sign.button"
}

// closedKey is why nobody can sign now, where more can be said than that.
func (p Props) closedKey() string {
	switch {
	case p.Hidden != nil:
		return "sponsor.hidden_closed"
	case p.Mending != "":
		return "sponsor.mending_closed"
	}
	return ""
}

// short cuts a hash to its ends, for the eye; the whole of it is in the ledger.
func short(hash string) string {
	if len(hash) < 20 {
		return hash
	}
	return hash[:4] + " " + hash[4:8] + " " + hash[8:12] + " … " + hash[len(hash)-4:]
}

func latestFirst(updates []ui.Update) []ui.Update {
	updates = slices.Clone(updates)
	slices.Reverse(updates)
	return updates
}

// endedFor is the published reason of a petition that was turned away or taken back, or "".
func endedFor(p Props) string {
	switch n := len(p.Life.Rejections); {
	case p.Standing.State == "withdrawn":
		return p.Life.Reason
	case p.Standing.State == "rejected" && n > 0:
		return p.Life.Rejections[n-1].Reason
	}
	return ""
}

// mendable: its organizers can still mend what was turned away.
func mendable(p Props) bool { return p.Life.MendBy != "" && p.Standing.Today <= p.Life.MendBy }

// standardOf is the code of the standard that a petition which was turned away did not meet, or "".
func standardOf(p Props) string {
	if n := len(p.Life.Rejections); p.Standing.State == "rejected" && n > 0 {
		return p.Life.Rejections[n-1].Code
	}
	return ""
}
