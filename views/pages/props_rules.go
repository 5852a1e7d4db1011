package pages

import (
	"context"

	"roundrobin/views/ui"
)

// RulesProps are those of /rules (Rules): the numbers by which petitions live, and every change of them.
type RulesProps struct {
	Today   string
	Rules   []Rule
	Changes []RuleChange // the newest first
	Site    SiteRules
}

// Rule is one number. Coming is what it will be from a day on, or From is "".
type Rule struct {
	Name, Unit  string
	Now, Coming int
	From        string
	Fixed       bool // set where the site is run
}

// RuleChange is a line of the history. From is "" for what the site began with. Role is steward, admin or operator.
type RuleChange struct {
	Name, Unit        string
	Was, Now          int
	Day, From         string
	Who, Role, Reason string
}

// SiteRules are set where the site is run, or part of the program.
type SiteRules struct {
	SealDays, SealMin, Slots int
	Zone                     string
	Workplaces               int
	Letter                   bool
	Title, Ask, Background   int // characters
	Floor                    int // people
}

func (r Rule) now(ctx context.Context) string       { return ui.Rule(ctx, r.Unit, r.Now) }
func (r Rule) coming(ctx context.Context) string    { return ui.RuleSaid(ctx, r.Unit, r.Coming) }
func (c RuleChange) was(ctx context.Context) string { return ui.RuleSaid(ctx, c.Unit, c.Was) }
func (c RuleChange) now(ctx context.Context) string { return ui.RuleSaid(ctx, c.Unit, c.Now) }

func (s SiteRules) letter() string {
	if s.Letter {
		return "rules.letter_on"
	}
	return "rules.letter_off"
}
