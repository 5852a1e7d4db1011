// Package pages are the pages to read: about, help, and what the site can and cannot protect.
package pages

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"roundrobin/views/layout"
)

// AboutProps are those of /about (About). Empty texts are said to be not given.
type AboutProps struct {
	// Operator runs the site; Contact is an address or a place to ask; Host is who runs the machine.
	Operator, Contact, Host string
	Version                 string
}

// HelpProps are those of /help (Help).
type HelpProps struct {
	Minutes  int // how long a code is good for
	SealDays int // between two times that counts move
	SealMin  int // distinct passes that let them move before; 0 lets none
	// OpenDays are to sign, ResponseDays to answer.
	OpenDays, ResponseDays int
}

// LimitsProps are those of /limits (Limits).
type LimitsProps struct {
	SealDays, SealMin int
	Drill             Drill
	Sooner            Attack // what the drill's best attack makes of a site whose counts move as soon as this one's; none where they move once a week
}

// Drill is the last full leak drill.
type Drill struct {
	Day                               string
	People, Petitions, Days, Requests int
	Attacks                           []Attack
	OnWay                             Attack // the best one against those who collect passes on the way to a petition
	Defences                          int    // that every build switches off, to see that an attack notices
}

// Attack is a way to tell who did what: what it claims, and the shares in per cent of that that are right, and that would be by guessing.
type Attack struct {
	Name                   string
	Links, Right, Guessing int
}

func (a Attack) key() string { return "drill." + strings.ReplaceAll(a.Name, " ", "_") }

func (p HelpProps) counted() string {
	switch {
	case p.SealMin > 0:
		return "help.counted_within"
	case p.SealDays == 7:
		return "help.counted_week"
	case p.SealDays > 1:
		return "help.counted_days"
	}
	return "help.counted_night"
}

// StandardsProps are those of /standards (Standards).
type StandardsProps struct {
	Version        int
	From, Language string // of the standards
	All            []Standard
	// Who published it, and why; "" of the first. Hash is that of its file, in the ledger.
	Who, Reason, Hash string
	// Current is the number of the version that is in force, Versions are all of them, the first one first.
	Current  int
	Versions []StandardsVersion
	// Reviewed: a steward decides within ReviewDays. MendDays are there to mend what was turned away.
	Reviewed             bool
	ReviewDays, MendDays int
}

// StandardsVersion is a line of their history.
type StandardsVersion struct {
	Version           int
	From, Who, Reason string
}

func (v StandardsVersion) address() string { return "/standards/v" + strconv.Itoa(v.Version) }

// until is the day on which the next version came, or "".
func (p StandardsProps) until() string {
	if p.Version >= p.Current {
		return ""
	}
	return p.Versions[p.Version].From
}

// Standard is one of them.
type Standard struct {
	Code, Title, Text string
	Hides             bool
}

// sections are what people ask; who may sign, only where a mail domain says it.
func (p HelpProps) sections(ctx context.Context) []string {
	return slices.Concat([]string{"sign", "check_in"}, onlyOpen(ctx, "domain"), []string{"passes", "no_mail", "paper", "counted", "withdraw", "comment", "device", "leaving", "nojs", "answer"})
}

// limits names who says who may sign: a roster, or a mail domain.
func limits(ctx context.Context) []string {
	who := onlyOpen(ctx, "domain")
	if who == nil {
		who = []string{"roster"}
	}
	return slices.Concat([]string{"can", "lost", "small", "screen", "reading", "style", "operator", "admin"}, who, []string{"paper", "force", "do"})
}

func onlyOpen(ctx context.Context, section string) []string {
	if layout.SiteOf(ctx).Domains == "" {
		return nil
	}
	return []string{section}
}
