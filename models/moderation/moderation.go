// Package moderation owns what stewards decide about a petition's talk: which cases wait, what can be decided of each, who may decide, and
// how a talk is kept. It is pure; moderation/store keeps it. No steward learns who flagged: a case knows how many did, and for what.
package moderation

import (
	"slices"
	"strings"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/search"
)

// A Case is a comment, or a petition, as stewards decide about it.
type Case struct {
	Target   string // a comment's id, or the petition's own
	Petition string
	Title    string // of the petition, in Language
	Language string

	Text      string // of the comment, also while it is hidden; "" of a petition
	Role      string // under which it was said, or ""
	Pseudonym string
	Mark      []byte
	Day       day.Day // of the comment
	Parent    string  // what it answers, or "": a comment's id, and that one's text
	Answers   string

	Since  day.Day // a decision is asked for, or ""
	Round  int     // decisions so far
	Flags  []Flags // of this round, the most named first
	Weight int     // how many flags

	Hidden   day.Day // since when it is hidden by a steward, or held; or ""
	Reason   string  // for which, "code: words"; "" while it is held
	Who      string  // the steward who hid it
	Held     string  // the word for which it waits for a first look, or ""
	Appeal   string  // its writer's words against the hiding, or ""
	Appealed day.Day // when they were sealed, or ""
	Muted    bool    // its voice may say no more there
}

// Flags are how many named one of the standards.
type Flags struct {
	Code string
	N    int
}

// IsComment: not a petition.
func (c Case) IsComment() bool { return c.Target != c.Petition }

// Due is the day by which it should be decided, or "".
func (c Case) Due(days int) day.Day {
	if c.Since == "" {
		return ""
	}
	return c.Since.Add(days)
}

// Appealing: a decision on the appeal is asked for.
func (c Case) Appealing() bool { return c.Appeal != "" && c.Since != "" && c.Hidden != "" }

// A Verdict is what a steward decides about a comment.
type Verdict string

// The verdicts.
const (
	Keep    Verdict = "keep"    // it is within the standards; what was held is shown
	Hide    Verdict = "hide"    // its words are taken out of everybody's sight
	Restore Verdict = "restore" // it is shown again
	Uphold  Verdict = "uphold"  // it stays hidden after an appeal
)

// Verdicts are those that make sense now, in the order in which they are offered.
func (c Case) Verdicts() []Verdict {
	switch {
	case c.Held != "":
		return []Verdict{Keep, Hide}
	case c.Appealing():
		return []Verdict{Restore, Uphold}
	case c.Hidden != "":
		return []Verdict{Restore}
	case !c.IsComment():
		return []Verdict{Keep}
	case c.Since != "":
		return []Verdict{Keep, Hide}
	}
	return []Verdict{Hide}
}

// Refusals of decisions.
var (
	ErrMissing = fault.New(fault.NotFound, "case_missing")
	ErrDecided = fault.New(fault.Conflict, "case_decided") // by somebody else meanwhile, or there is more to read now
	ErrVerdict = fault.New(fault.Conflict, "case_verdict")
	ErrSecond  = fault.New(fault.Forbidden, "case_second") // whoever hid it does not decide on the appeal
	ErrMuted   = fault.New(fault.Conflict, "case_muted")
	ErrSame    = fault.New(fault.Conflict, "guard_same").On("reason")
	errMost    = fault.New(fault.Invalid, "guard_most").On("most")
	errWord    = fault.New(fault.Invalid, "guard_word").On("words")
)

// May refuses what cannot be decided now, and an appeal by whoever hid it; alone is whether nobody else is there to decide.
func (c Case) May(v Verdict, by string, alone bool) error {
	if !slices.Contains(c.Verdicts(), v) {
		return ErrVerdict
	}
	if c.Appealing() && by == c.Who && !alone {
		return ErrSecond
	}
	return nil
}

// A Mark is what stands in a thread in the place of a comment's words.
type Mark struct {
	Day      day.Day
	Reason   string // "code: words", or "" while it waits for a first look
	Held     string // the word for which it waits
	Appealed day.Day
	Appeals  bool // its writer's appeal waits for a decision
	Upheld   bool // its writer appealed, and it stays hidden
}

// A Guard is how the talk under a petition is kept.
type Guard struct {
	Most   int      // comments of a voice in one seal; 0 is no limit
	Paused day.Day  // since when nobody can comment, or ""
	Words  []string // for which a comment waits until a steward has read it
	Muted  int      // voices that may say no more
}

const (
	mostMost  = 100
	mostWords = 100
	longWord  = 60 // bytes
)

// Check refuses numbers and words that are none.
func (g Guard) Check() error {
	if g.Most < 0 || g.Most > mostMost {
		return errMost
	}
	if len(g.Words) > mostWords {
		return errWord
	}
	for _, w := range g.Words {
		if len(w) > longWord || len(search.Fold(w)) == 0 {
			return errWord
		}
	}
	return nil
}

// ParseWords takes one word, or several that stand together, from each line; blank lines do not count.
func ParseWords(typed string) (words []string) {
	for _, line := range strings.Split(typed, "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" && !slices.Contains(words, line) {
			words = append(words, line)
		}
	}
	return words
}

// Holds is the first of the words that the text holds, as whole words, in large or small letters, with or without accents; or "".
func (g Guard) Holds(text string) string {
	folded := " " + strings.Join(search.Fold(text), " ") + " "
	for _, w := range g.Words {
		if strings.Contains(folded, " "+strings.Join(search.Fold(w), " ")+" ") {
			return w
		}
	}
	return ""
}
