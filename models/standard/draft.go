package standard

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// A Draft is a next version that is being written. It can keep, end and take up again what was published, and add; it cannot give other
// words to a code, because decisions name it. Who wants other words ends the standard and adds one under a new code.
type Draft struct {
	Keep  []string   `json:"keep"`  // codes of published standards that stand in it
	Hides []string   `json:"hides"` // of these, what breaks it is hidden at once
	Added []Standard `json:"added"` // in their order, after those that are kept

	Round int     `json:"-"` // how often it was saved; 0 is no draft yet
	Who   string  `json:"-"` // who saved it last, and when
	Day   day.Day `json:"-"`
}

// Limits of a standard, in characters, and of a version.
const (
	MaxCode  = 40
	MaxTitle = 80
	MaxText  = 600
	maxAll   = 30
)

var (
	errForm  = fault.New(fault.Invalid, "standard_code", "max", MaxCode)
	errTaken = fault.New(fault.Invalid, "standard_taken")
	errTitle = fault.New(fault.Invalid, "standard_title", "max", MaxTitle)
	errText  = fault.New(fault.Invalid, "standard_text", "max", MaxText)
	errMany  = fault.New(fault.Invalid, "standard_many", "max", maxAll)
	errNone  = fault.New(fault.Invalid, "standard_none")
	errSame  = fault.New(fault.Conflict, "standard_same")
	errEach  = fault.New(fault.Invalid, "standard_each")
)

// IsCode: two words at least, so that no reason in words alone can be taken for one (petition.ParseReason).
var isCode = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)+$`)

// Begin is a draft that changes nothing yet.
func (p Published) Begin() (d Draft) {
	for _, s := range p.Current().All {
		d.Keep = append(d.Keep, s.Code)
		if s.Hides {
			d.Hides = append(d.Hides, s.Code)
		}
	}
	return d
}

// Check refuses what cannot be published, beside its field: code, title and text, each with the number of what was added, from 0.
func (p Published) Check(d Draft) error {
	var each []*fault.Fault
	add := func(f *fault.Fault, field string) { each = append(each, f.On(field)) }
	seen := map[string]bool{}
	for i, s := range d.Added {
		n := "-" + strconv.Itoa(i)
		_, err := p.Find(s.Code)
		switch {
		case len(s.Code) > MaxCode || !isCode.MatchString(s.Code):
			add(errForm, "code"+n)
		case err == nil || seen[s.Code]:
			add(errTaken, "code"+n)
		}
		seen[s.Code] = true
		if !isParagraph(s.Title, MaxTitle) {
			add(errTitle, "title"+n)
		}
		if !isParagraph(s.Text, MaxText) {
			add(errText, "text"+n)
		}
	}
	switch all := len(p.stays(d)) + len(d.Added); {
	case all == 0:
		add(errNone, "keep")
	case all > maxAll:
		add(errMany, "keep")
	}
	if len(each) == 0 {
		return nil
	}
	return errEach.Over(each)
}

func isParagraph(s string, most int) bool {
	return pass.IsLine(s, 4*most) && utf8.RuneCountInString(s) <= most
}

// stays are the published standards that stand in the draft: those of the current version in their order, then what is taken up again.
func (p Published) stays(d Draft) (all []Standard) {
	for _, s := range slices.Concat(p.Current().All, p.Ended()) {
		if slices.Contains(d.Keep, s.Code) {
			s.Hides = slices.Contains(d.Hides, s.Code)
			all = append(all, s)
		}
	}
	return all
}

// Next is the version that the draft would be, published on that day.
func (p Published) Next(d Draft, on day.Day) Version {
	v := Version{Version: len(p) + 1, From: on, Language: p.Current().Language, All: append(p.stays(d), d.Added...)}
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(v); err != nil {
		panic(err) // strings and numbers
	}
	v.File = strings.TrimLeft(b.String(), "\n")
	return v
}

// A Change is what one version does to a standard of another: nothing, or "added", "ended", "hides" or "hides_not".
type Change struct {
	Standard
	What string
}

// Diff is how next differs from v: all of next in its order, then what has ended.
func (v Version) Diff(next Version) (all []Change) {
	for _, s := range next.All {
		c := Change{Standard: s}
		before, err := v.Find(s.Code)
		switch {
		case err != nil:
			c.What = "added"
		case s.Hides && !before.Hides:
			c.What = "hides"
		case !s.Hides && before.Hides:
			c.What = "hides_not"
		}
		all = append(all, c)
	}
	for _, s := range v.All {
		if _, err := next.Find(s.Code); err != nil {
			all = append(all, Change{s, "ended"})
		}
	}
	return all
}

// changes: nothing is published that says the same.
func (v Version) changes(next Version) bool {
	return slices.ContainsFunc(v.Diff(next), func(c Change) bool { return c.What != "" })
}
