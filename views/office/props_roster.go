package office

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"roundrobin/views/words"
)

const roster = "roster"

// RosterProps are those of /office/roster (Roster).
type RosterProps struct {
	Viewer
	Today    string
	Last     RosterLast
	Waiting  bool // a file is held that nobody has applied
	Max      int  // MB of a file
	Problems Problems
	Just     string // applied, undone, discarded, or ""
}

// RosterLast is the last import; without a day there was none.
type RosterLast struct {
	Day                   string
	Joined, Left, Changed int
	Undo                  bool
}

// RosterPreviewProps are those of /office/roster/preview (RosterPreview).
type RosterPreviewProps struct {
	Viewer
	Today string
	// File is the id of what is looked at.
	File string
	// Encoding is utf-8 and so on, Comma is comma, semicolon, tab or bar.
	Encoding, Comma string
	Headings        []string // "" in files without
	Fields          []string // that a column can be
	Chosen          map[string]int
	Sample          [][]string // rows as they stand in the file
	// Good: the columns are enough to read it, and what follows is known.
	Good                                          bool
	Joining, Leaving, Changed, Unchanged, Refused int
	Present                                       int // on the roster now
	Drops                                         bool
	Bad                                           []RosterBad // the first of them
	Strange                                       []string    // words for kinds
	// List is joining, leaving, changing, or "": whose names are shown, 50 on a page.
	List        string
	People      []RosterPerson
	Page, Pages int
	Problems    Problems
}

// RosterBad is a row that does not go in.
type RosterBad struct {
	Line    int
	Refusal string
	Args    map[string]any
	Row     string
}

// RosterPerson is one of a list; Was is what was said of them before.
type RosterPerson struct {
	Name, Title, Site string
	Kind              string // a code, such as contractor, or ""
	Was               *RosterPerson
}

// RosterProgressProps are those of /office/roster/progress (RosterProgress).
type RosterProgressProps struct {
	Viewer
	Done, Total int
}

// DisputesProps are those of /office/disputes (Disputes). At and Typed are an answer that was refused.
type DisputesProps struct {
	Viewer
	Today     string
	Disputes  []Dispute
	Max       int
	At, Typed string
	Problems  Problems
	Just      string
}

// Dispute is what somebody says about a book in their name. Name is "" where they did not give it.
type Dispute struct {
	ID, Book, Day, Name, Answer, Answered, Who string
}

func (p RosterPreviewProps) changes() bool { return p.Joining+p.Leaving+p.Changed > 0 }

// counts are the figures, those with names behind them with the list that has these.
func (p RosterPreviewProps) counts() []rosterCount {
	return []rosterCount{{"joining", p.Joining, "joining"}, {"leaving", p.Leaving, "leaving"}, {"changing", p.Changed, "changing"}, {"unchanged", p.Unchanged, ""}, {"refused", p.Refused, ""}}
}

type rosterCount struct {
	key  string
	n    int
	list string
}

func (c rosterCount) address() string { return "/office/roster/preview?list=" + c.list + "#names" }

func (p RosterPreviewProps) page(n int) string {
	return "/office/roster/preview?list=" + p.List + "&page=" + strconv.Itoa(n) + "#names"
}

// column is what the n-th is called in the form.
func (p RosterPreviewProps) column(ctx context.Context, n int) string {
	heading := visible(p.Headings[n])
	if strings.TrimSpace(heading) == "" {
		return words.T(ctx, "office.roster.column_n", "n", n+1)
	}
	return words.T(ctx, "office.roster.column_named", "n", n+1, "heading", heading)
}

// said is everything but the name.
func (p RosterPerson) said(ctx context.Context) string {
	kind := p.Kind
	if kind != "" {
		kind = words.T(ctx, "self.kind_"+kind)
	}
	parts := slices.DeleteFunc([]string{p.Title, p.Site, kind}, func(s string) bool { return s == "" })
	return strings.Join(parts, " · ")
}

func (p RosterPerson) whole(ctx context.Context) string {
	return strings.Join(slices.DeleteFunc([]string{p.Name, p.said(ctx)}, func(s string) bool { return s == "" }), " · ")
}

const longRow = 160 // letters of a row that are shown

// visible shows what a row hides: no letter of it turns the direction of the page, and it ends somewhere.
func visible(row string) string {
	shown := []rune(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return unicode.ReplacementChar
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, row))
	if len(shown) > longRow {
		return string(shown[:longRow]) + "…"
	}
	return string(shown)
}
