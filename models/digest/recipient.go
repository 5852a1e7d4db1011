// Package digest is leadership's summary: who gets it and when, and what it says. The mail, the dashboard and the site show
// the same Summary.
package digest

import (
	"net/mail"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/pass"
)

// Recipient is one named person or office of leadership. At rest, all but the id is encrypted.
type Recipient struct {
	ID       string `json:"-"` // opaque
	Address  string
	Name     string // as the mail speaks of them: "the executive office"
	Language string // BCP 47
	Weekday  time.Weekday
	Hour     int    // 0 to 23 on the clocks of Zone
	Zone     string // IANA name, such as Europe/Madrid
	// Programs and Petitions are the ids followed; with neither, everything is.
	Programs, Petitions []string
	// From is when this began: no digest falls due before it.
	From time.Time

	Confirmed day.Day `json:"-"` // the day on which they said yes, or ""
	Stopped   day.Day `json:"-"` // the day on which they stopped it, or ""
}

// Wants: they said yes, and have not stopped it. A petition that is delivered goes to everybody who follows it all the same: it is a letter,
// and leadership cannot keep one away by not saying yes.
func (r Recipient) Wants() bool { return r.Confirmed != "" && r.Stopped == "" }

// MaxName is the longest name, in bytes.
const MaxName = 120

// Check refuses a recipient who could not be written to: all that is wrong, each beside its field.
func (r Recipient) Check() (refused []*fault.Fault) {
	refuse := func(wrong bool, code, field string) {
		if wrong {
			refused = append(refused, fault.New(fault.Invalid, code).On(field))
		}
	}
	a, err := mail.ParseAddress(r.Address)
	refuse(err != nil || a.Address != r.Address || strings.ContainsAny(r.Address, "\r\n"), "recipient_address", "address")
	refuse(!pass.IsLine(r.Name, MaxName), "recipient_name", "name")
	_, err = time.LoadLocation(r.Zone)
	refuse(err != nil || r.Zone == "" || r.Zone == "Local", "recipient_zone", "zone")
	refuse(r.Hour < 0 || r.Hour > 23, "recipient_hour", "hour")
	refuse(r.Weekday < time.Sunday || r.Weekday > time.Saturday, "recipient_hour", "weekday")
	_, err = language.Parse(r.Language)
	refuse(err != nil, "recipient_language", "language")
	return refused
}

// patience is how late a digest still goes out, after the server slept through its hour.
const patience = 3 * 24 * time.Hour

// Due is the period whose digest should go out at now: that of the last time that the recipient's day and hour came, in the
// recipient's zone. It says no before From, to whom does not want it, and when that time is too long past to be of use.
func (r Recipient) Due(now time.Time) (Period, bool) {
	zone, err := time.LoadLocation(r.Zone)
	if err != nil {
		return "", false
	}
	last := r.last(now.In(zone), zone)
	if !r.Wants() || last.Before(r.From) || now.Sub(last) > patience {
		return "", false
	}
	return PeriodOf(last, zone), true
}

// last is the latest time, not after now, at which the recipient's day and hour came.
func (r Recipient) last(now time.Time, zone *time.Location) time.Time {
	back := (int(now.Weekday()) - int(r.Weekday) + 7) % 7
	t := time.Date(now.Year(), now.Month(), now.Day()-back, r.Hour, 0, 0, 0, zone)
	if t.After(now) {
		return time.Date(now.Year(), now.Month(), now.Day()-back-7, r.Hour, 0, 0, 0, zone)
	}
	return t
}

// Follows reports whether the recipient wants to hear of the petition; program is "" if it is about none.
func (r Recipient) Follows(petition, program string) bool {
	if len(r.Programs) == 0 && len(r.Petitions) == 0 {
		return true
	}
	return slices.Contains(r.Petitions, petition) || program != "" && slices.Contains(r.Programs, program)
}
