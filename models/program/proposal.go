package program

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
	"roundrobin/models/search"
)

// A Proposal is what a colleague says: of Program that something happened to it or, where that is "", that there is a program. Its JSON is
// the body of the act; no other member is taken.
type Proposal struct {
	Program string  `json:"program"` // id, or ""
	Day     day.Day `json:"day"`     // when it happened, or the program began; "" for a program of which that is not known
	Kind    Kind    `json:"kind"`    // of an entry
	Title   string  `json:"title"`   // of the entry, or the program's name
	Note    string  `json:"note"`    // more of the entry, or the program's purpose
	Owner   string  `json:"owner"`   // of a program; these three may be ""
	Who     string  `json:"who"`
	Choice  string  `json:"choice"`
	Data    string  `json:"collects"` // kinds of data, one on a line
	Source  string  `json:"source"`   // an https address, or words that say where it stands
}

// Limits in characters.
const (
	MaxTitle  = 120
	MaxNote   = 600
	MaxSource = 300
	maxLine   = 200
	maxKinds  = 20
)

var errProposal = fault.New(fault.Invalid, "proposal_malformed")

// ParseProposal takes the JSON of a proposal and tidies its texts; Check says whether they will do.
func ParseProposal(body []byte) (p Proposal, err error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if len(body) > pass.MaxProposal || !utf8.Valid(body) || d.Decode(&p) != nil {
		return p, errProposal
	}
	if _, err := d.Token(); err != io.EOF {
		return p, errProposal
	}
	for _, text := range []*string{&p.Title, &p.Note, &p.Owner, &p.Who, &p.Choice, &p.Source} {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	return p, nil
}

// Marshal is the proposal as JSON.
func (p Proposal) Marshal() []byte {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err) // texts always are JSON
	}
	return b
}

// Check refuses what nobody could decide about, each beside its field.
func (p Proposal) Check(today day.Day) (refused []*fault.Fault) {
	no := func(field, code string, args ...any) {
		refused = append(refused, fault.New(fault.Invalid, code, args...).On(field))
	}
	for _, t := range []struct {
		field, text string
		max         int
		needed      bool
	}{
		{"title", p.Title, MaxTitle, true}, {"note", p.Note, MaxNote, p.IsProgram()}, {"source", p.Source, MaxSource, true},
		{"owner", p.Owner, maxLine, false}, {"who", p.Who, maxLine, false}, {"choice", p.Choice, MaxNote, false}, {"collects", p.Data, maxKinds * maxLine, false},
	} {
		switch n := utf8.RuneCountInString(t.text); {
		case n == 0 && t.needed:
			no(t.field, "text_empty")
		case n > t.max:
			no(t.field, "text_too_long", "max", t.max, "length", n)
		case strings.ContainsFunc(strings.ReplaceAll(t.text, "\n", " "), unreadable):
			no(t.field, "text_unreadable")
		}
	}
	if len(p.Kinds()) > maxKinds {
		no("collects", "too_many_kinds", "max", maxKinds)
	}
	if _, err := day.Parse(string(p.Day)); err != nil && (p.Day != "" || !p.IsProgram()) {
		no("day", "day_unreadable")
	} else if p.Day > today && !p.IsProgram() {
		no("day", "day_ahead")
	}
	if !p.IsProgram() && !isKind(p.Kind) {
		no("kind", "kind_unknown")
	}
	return refused
}

// IsProgram: it says that there is a program.
func (p Proposal) IsProgram() bool { return p.Program == "" }

// Entry is the line that a timeline gets.
func (p Proposal) Entry() Entry {
	return Entry{Day: p.Day, Kind: p.Kind, Title: p.Title, Note: p.Note, Source: p.Source, Proposed: true}
}

// Accepted is the line as it stands in the timeline.
func (p Proposed) Accepted() Entry {
	e := p.Entry()
	e.Status = p.Became
	return e
}

// AsProgram is the program that it says there is, under an id, with a first entry of its timeline that says where that was read.
func (p Proposal) AsProgram(id string, status Status, today day.Day) (Program, Entry) {
	made := Program{
		ID: id, Name: p.Title, Purpose: p.Note, Owner: p.Owner, Who: p.Who, Begins: p.Day, Status: status, Since: today, Choice: p.Choice,
		Review: NoReview, Sources: []Source{{Title: p.Source}},
	}
	if strings.HasPrefix(p.Source, "https://") {
		made.Sources[0].URL = p.Source
	}
	for _, kind := range p.Kinds() {
		made.Collects = append(made.Collects, Datum{Name: kind})
	}
	first := Entry{Day: p.Day, Kind: Launch, Title: p.Title, Source: p.Source, Proposed: true}
	if p.Day == "" || p.Day > today {
		first.Day, first.Kind = today, Note
	}
	return made, first
}

// Kinds are the kinds of data that it names.
func (p Proposal) Kinds() (kinds []string) {
	for _, line := range strings.Split(p.Data, "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			kinds = append(kinds, line)
		}
	}
	return kinds
}

func isKind(k Kind) bool {
	return k == Launch || k == Change || k == Incident || k == Pause || k == Note
}

func unreadable(r rune) bool { return r < ' ' || r == 0x7f || r == utf8.RuneError }

// A Decision is what a steward made of a proposal: "" while there is none.
type Decision string

// The decisions.
const (
	Accepted Decision = "accepted"
	Declined Decision = "declined"
)

// A Proposed is a proposal that was sealed. ID is the first 16 bytes, hex, of SHA-256 of its statement: whoever proposed it knows it.
type Proposed struct {
	ID  string
	Day day.Day // of its seal
	// About is the program's id: also of one that it said there is, once that was accepted.
	About string
	Proposal
	Decided Decision
	On      day.Day // it was decided
	Reason  string  // it was declined for
	Became  Status  // what an accepted entry says the program became, or ""
}

// Slug is an id for a program of that name, or "" if the name holds no plain letters.
func Slug(name string) string {
	plain := slices.DeleteFunc(search.Fold(name), func(w string) bool { return strings.ContainsFunc(w, func(r rune) bool { return r > 'z' }) })
	slug := strings.Join(plain, "-")
	return strings.Trim(slug[:min(len(slug), 40)], "-")
}
