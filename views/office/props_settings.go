package office

import (
	"context"
	"strconv"

	"roundrobin/views/ui"
)

// SettingsProps are those of /office/settings (Settings).
type SettingsProps struct {
	Viewer
	Today    string
	May      bool // an admin, who changes them
	Settings []Setting
	Changes  []Change // the newest first
	// Seen is how many changes the form was drawn from. Reason is what was typed.
	Seen     int
	Reason   string
	Problems map[string]Problem
	Done     bool
}

// Setting is one of the rules. Now holds today; Value is what stands in its field: what was typed, or what holds from Coming on, if that
// is a day.
type Setting struct {
	Name, Unit       string
	Now, Least, Most int
	Value, Coming    string
	Fixed            bool // set where the site is run
}

// Change is a line of their history. From is "" for what the site began with.
type Change struct {
	Name, Unit        string
	Was, Now          int
	Day, From         string
	Who, Role, Reason string
}

func (s Setting) number(ctx context.Context, n int) string {
	return ui.Rule(ctx, s.Unit, n)
}

func (c Change) was(ctx context.Context) string { return ui.RuleSaid(ctx, c.Unit, c.Was) }
func (c Change) now(ctx context.Context) string { return ui.RuleSaid(ctx, c.Unit, c.Now) }

func (p SettingsProps) problem(name string) Problem { return p.Problems[name] }

func (p SettingsProps) seen() string { return strconv.Itoa(p.Seen) }

// chosen rules are one of two things, and no number.
func (s Setting) chosen() bool { return s.Least == 0 && s.Most == 1 }
