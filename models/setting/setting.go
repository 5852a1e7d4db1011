// Package setting keeps the numbers by which petitions live and that the office may change, each with who changed it, when and why. What
// is changed holds from the next day on, and for what begins from then on: a petition's stage keeps the rules of the day on which it began.
package setting

import (
	"slices"
	"strconv"
	"strings"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/ledger"
	"roundrobin/models/petition"
)

// A Name is that of a setting: in the store, in forms, in the record, and with RR_ before it in the environment.
type Name string

// The settings.
const (
	Sponsors     Name = "sponsors"
	GatherDays   Name = "gather_days"
	MendDays     Name = "mend_days"
	ReviewDays   Name = "review_days"
	OpenDays     Name = "open_days"
	GoalShare    Name = "goal_share"
	GoalLeast    Name = "goal_least"
	GoalMost     Name = "goal_most"
	DeliverDays  Name = "deliver_days"
	ResponseDays Name = "response_days"
	Review       Name = "review"
	Milestone1   Name = "milestone_first"
	Milestone2   Name = "milestone_second"
)

// A Setting is a whole number between two others. Words for it are in the catalogue, "setting.NAME".
type Setting struct {
	Name               Name
	Unit               string // people, days, share (per cent), signatures; or what is chosen: 1 yes, 0 no, with words of its own
	Least, Most, Usual int

	set func(*petition.Rules, int)
}

// All are the settings, in the order of a petition's life.
var All = []Setting{
	{Sponsors, "people", 1, petition.MostSponsors, 5, func(r *petition.Rules, n int) { r.Sponsors = n }},
	{GatherDays, "days", 7, 90, 30, func(r *petition.Rules, n int) { r.GatherDays = n }},
	{Review, "review", 0, 1, 1, func(r *petition.Rules, n int) { r.Steward = n == 1 }},
	{ReviewDays, "days", 1, 14, 3, func(r *petition.Rules, n int) { r.ReviewDays = n }},
	{MendDays, "days", 7, 90, 30, func(r *petition.Rules, n int) { r.MendDays = n }},
	{OpenDays, "days", 14, 365, 90, func(r *petition.Rules, n int) { r.OpenDays = n }},
	{GoalShare, "share", 1, 50, 5, func(r *petition.Rules, n int) { r.GoalShare = n }},
	{GoalLeast, "signatures", 1, 1000, 25, func(r *petition.Rules, n int) { r.GoalLeast = n }},
	{GoalMost, "share", 10, 100, 50, func(r *petition.Rules, n int) { r.GoalMost = n }},
	{Milestone1, "share", 10, 50, 33, func(r *petition.Rules, n int) { r.FirstMilestone = n }},
	{Milestone2, "share", 51, 99, 66, func(r *petition.Rules, n int) { r.SecondMilestone = n }},
	{DeliverDays, "days", 1, 60, 14, func(r *petition.Rules, n int) { r.DeliverDays = n }},
	{ResponseDays, "days", 3, 90, 14, func(r *petition.Rules, n int) { r.ResponseDays = n }},
}

// Find is the setting of a name.
func Find(n Name) (Setting, bool) {
	i := slices.IndexFunc(All, func(s Setting) bool { return s.Name == n })
	if i < 0 {
		return Setting{}, false
	}
	return All[i], true
}

// Values are a number for each setting.
type Values map[Name]int

// Usual are those of a site where nobody chose others.
func Usual() Values {
	v := Values{}
	for _, s := range All {
		v[s.Name] = s.Usual
	}
	return v
}

// Over are rules with these numbers in them.
func (v Values) Over(base petition.Rules) petition.Rules {
	for _, s := range All {
		s.set(&base, v[s.Name])
	}
	return base
}

// Leaf binds us to a change. What a site began with is bound from its day on.
func (c Change) Leaf() *ledger.Rule {
	return &ledger.Rule{Rule: string(c.Name), Was: c.Was, Value: c.Now, From: max(c.From, c.Day), Day: c.Day}
}

// A Change is one setting's, by one member of the office or by whoever runs the site.
type Change struct {
	N        int // its place in the history, from 1
	Name     Name
	Was, Now int
	Day      day.Day // on which it was made
	From     day.Day // the first that it holds for; "" always: what a site began with
	Who      audit.Who
	Reason   string
}

// A History is every change, in order.
type History []Change

// On are the numbers that hold on a day.
func (h History) On(d day.Day) Values {
	v := Usual()
	for _, c := range h {
		if c.From <= d {
			v[c.Name] = c.Now
		}
	}
	return v
}

// Last are the numbers after the last change, which may not hold yet.
func (h History) Last() Values {
	v := Usual()
	for _, c := range h {
		v[c.Name] = c.Now
	}
	return v
}

// Coming are the changes that do not hold on a day yet.
func (h History) Coming(today day.Day) (coming History) {
	for _, c := range h {
		if c.From > today {
			coming = append(coming, c)
		}
	}
	return coming
}

// Rules are those of today over a base, which know those of every other day.
func (h History) Rules(base petition.Rules, today day.Day) petition.Rules {
	all := []petition.RulesFrom{{Rules: h.On("").Over(base)}}
	for _, c := range h {
		if last := all[len(all)-1].From; c.From > last {
			all = append(all, petition.RulesFrom{From: c.From, Rules: h.On(c.From).Over(base)})
		}
	}
	return petition.Dated(all, today)
}

// MaxReason is the length of a reason in bytes.
const MaxReason = 900

// Problems with what was typed; each stands beside its field.
var (
	errReason  = fault.New(fault.Invalid, "reason_needed").On("reason")
	errNothing = fault.New(fault.Invalid, "setting_nothing").On("reason")

	// ErrMoved: somebody else changed a setting since the form was read.
	ErrMoved = fault.New(fault.Conflict, "setting_moved")
)

// Read takes the numbers of a form: what each field holds by its name, without those that are fixed. It gives a fault for each field that
// is wrong.
func Read(typed func(Name) string, fixed Values) (Values, []*fault.Fault) {
	v, refused := Values{}, []*fault.Fault(nil)
	for _, s := range All {
		if _, is := fixed[s.Name]; is {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(typed(s.Name)))
		if err != nil {
			refused = append(refused, fault.New(fault.Invalid, "setting_number", "least", s.Least, "most", s.Most).On(string(s.Name)))
			continue
		}
		if f := s.Check(n); f != nil {
			refused = append(refused, f)
		}
		v[s.Name] = n
	}
	return v, refused
}

// Check says what is wrong with a number, or nil.
func (s Setting) Check(n int) *fault.Fault {
	if n < s.Least || n > s.Most {
		return fault.New(fault.Invalid, "setting_bounds", "least", s.Least, "most", s.Most).On(string(s.Name))
	}
	return nil
}

// detail is how the record has a change: which, from, to, and the first day, a line each.
func detail(n Name, was, now int, from day.Day) string {
	return string(n) + "\n" + strconv.Itoa(was) + "\n" + strconv.Itoa(now) + "\n" + string(from)
}
