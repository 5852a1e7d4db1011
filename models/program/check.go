package program

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// Limits of what the office writes about a program, in characters.
const (
	maxName  = 120
	maxPlain = 300
	maxLong  = 600
	mostOf   = 30 // kinds of data, or sources
	mostHeld = 10_000_000
)

// Statuses and Reviews are all of them, in the order of a life.
func Statuses() []Status { return []Status{Announced, Active, ScaledBack, Paused, Ended} }

// StatusOf is what somebody typed as a status; Check says whether it is one.
func StatusOf(typed string) Status { return Status(typed) }

// Reviews are the states of a review.
func Reviews() []Review { return []Review{NoReview, Running, Finished, Published} }

// EntryKinds are what an entry can tell of.
func EntryKinds() []Kind { return []Kind{Launch, Change, Incident, Pause, Note} }

// text is a field of a form: at most so many characters, printable, and there if it must be.
type text struct {
	field, said string
	most        int
	must        bool
}

func (t text) refused() *fault.Fault {
	switch n := utf8.RuneCountInString(t.said); {
	case n == 0 && t.must:
		return fault.New(fault.Invalid, "text_empty").On(t.field)
	case n > t.most:
		return fault.New(fault.Invalid, "text_too_long", "max", t.most, "length", n).On(t.field)
	case n > 0 && !pass.IsLine(t.said, 4*t.most):
		return fault.New(fault.Invalid, "text_unreadable").On(t.field)
	}
	return nil
}

// IsID reports whether a program can have that id: it is a part of addresses, where two words are taken.
func IsID(id string) bool {
	return pass.IsWord(id) && id == strings.ToLower(id) && id != "proposals" && id != "new"
}

// Check gives every refusal of a program's facts, each beside its field.
func (p Program) Check() (refused []*fault.Fault) {
	if !IsID(p.ID) {
		refused = append(refused, fault.New(fault.Invalid, "program_id").On("id"))
	}
	for _, t := range []text{
		{"name", p.Name, maxName, true}, {"purpose", p.Purpose, maxPlain, true}, {"owner", p.Owner, maxName, true}, {"who", p.Who, maxPlain, false},
		{"choice", p.Choice, maxLong, false}, {"note", p.Note, maxPlain, false},
	} {
		refused = add(refused, t.refused())
	}
	if p.Covered < 0 || p.Covered > mostHeld {
		refused = append(refused, fault.New(fault.Invalid, "program_covered").On("covered"))
	}
	if p.Begins != "" && !isDay(p.Begins) {
		refused = append(refused, fault.New(fault.Invalid, "program_day").On("begins"))
	}
	if !slices.Contains(Reviews(), p.Review) {
		refused = append(refused, fault.New(fault.Invalid, "program_review").On("review"))
	}
	if !slices.Contains(Statuses(), p.Status) {
		refused = append(refused, fault.New(fault.Invalid, "program_status").On("status"))
	}
	return append(refused, p.checkLists()...)
}

func (p Program) checkLists() (refused []*fault.Fault) {
	for _, d := range p.Collects {
		refused = add(refused, text{"collects", d.Name, maxName, true}.refused(), text{"collects", d.Note, maxPlain, false}.refused())
	}
	for _, s := range p.Sources {
		refused = add(refused, text{"sources", s.Title, maxPlain, s.URL == ""}.refused())
		if s.URL != "" {
			refused = add(refused, checkSource("sources", s.URL))
		}
	}
	if len(p.Collects) > mostOf {
		refused = append(refused, fault.New(fault.Invalid, "program_many", "max", mostOf).On("collects"))
	}
	if len(p.Sources) > mostOf {
		refused = append(refused, fault.New(fault.Invalid, "program_many", "max", mostOf).On("sources"))
	}
	return first(refused)
}

// Check gives every refusal of an entry, each beside its field. Nothing is told before it happened.
func (e Entry) Check(today day.Day) (refused []*fault.Fault) {
	switch {
	case !isDay(e.Day):
		refused = append(refused, fault.New(fault.Invalid, "program_day").On("day"))
	case e.Day > today:
		refused = append(refused, fault.New(fault.Invalid, "program_ahead").On("day"))
	}
	if !slices.Contains(EntryKinds(), e.Kind) {
		refused = append(refused, fault.New(fault.Invalid, "program_kind").On("kind"))
	}
	if e.Status != "" && !slices.Contains(Statuses(), e.Status) {
		refused = append(refused, fault.New(fault.Invalid, "program_status").On("status"))
	}
	refused = add(refused, text{"title", e.Title, maxName, true}.refused(), text{"entry_note", e.Note, maxLong, false}.refused())
	if e.Source != "" {
		refused = add(refused, checkSource("source", e.Source))
	}
	return refused
}

func checkSource(field, address string) *fault.Fault {
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || len(address) > 4*maxPlain {
		return fault.New(fault.Invalid, "program_source").On(field)
	}
	return nil
}

func isDay(d day.Day) bool { _, err := day.Parse(string(d)); return err == nil }

func add(refused []*fault.Fault, more ...*fault.Fault) []*fault.Fault {
	for _, f := range more {
		if f != nil {
			refused = append(refused, f)
		}
	}
	return refused
}

// first keeps one refusal for each field: a list is one field.
func first(refused []*fault.Fault) (kept []*fault.Fault) {
	seen := map[string]bool{}
	for _, f := range refused {
		if !seen[f.Field] {
			kept, seen[f.Field] = append(kept, f), true
		}
	}
	return kept
}

// ParseCollects reads kinds of data, one on a line, "kind: note".
func ParseCollects(typed string) (all []Datum) {
	for _, line := range lines(typed) {
		name, note, _ := strings.Cut(line, ": ")
		all = append(all, Datum{Name: strings.TrimSpace(name), Note: strings.TrimSpace(note)})
	}
	return all
}

// ParseSources reads sources, one on a line, "https://address title", or words that say where it stands.
func ParseSources(typed string) (all []Source) {
	for _, line := range lines(typed) {
		if !strings.Contains(line, "://") {
			all = append(all, Source{Title: line})
			continue
		}
		address, title, _ := strings.Cut(line, " ")
		all = append(all, Source{Title: strings.TrimSpace(title), URL: address})
	}
	return all
}

func lines(typed string) (all []string) {
	for _, line := range strings.Split(strings.ReplaceAll(typed, "\r", "\n"), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			all = append(all, line)
		}
	}
	return all
}
