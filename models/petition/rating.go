package petition

import (
	"roundrobin/models/day"
	"roundrobin/models/floor"
)

// A RatingTally is what is published of the ratings of leadership's answer, once and for good.
type RatingTally struct {
	Day  day.Day
	Text string // as its leaf's hash has it; see RatingText
}

// RatingText is what a `tally` leaf is the hash of: how many rated, then a line for each value, "-" where the floor hides it.
func RatingText(id string, f floor.Figures) string { return figuresText(id, "rated", f) }

// ParseRatingText reads what RatingText wrote.
func ParseRatingText(text string) (floor.Figures, error) { return parseFigures(text, "rated") }

// RatingDue reports whether the ratings are over, with the seal that the last of them waited for, and to be tallied.
func (p Petition) RatingDue(today day.Day, r Rules) bool {
	return p.Answered != "" && today > r.SealEnds(p.Answered.Add(RatingDays))
}
