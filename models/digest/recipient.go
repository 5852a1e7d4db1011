// Package digest is leadership's summary: who gets it and when, and what it says. The mail, the dashboard and the site show
// the same Summary.
package digest

import (
	"net/mail"
	"slices"
	"time"

	"roundrobin/models/fault"
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
}

// Check refuses a recipient who could not be written to.
func (r Recipient) Check() error {
	if a, err := mail.ParseAddress(r.Address); err != nil || a.Address != r.Address {
		return fault.New(fault.Invalid, "recipient_address").On("address")
	}
	if _, err := time.LoadLocation(r.Zone); err != nil || r.Zone == "" {
		return fault.New(fault.Invalid, "recipient_zone").On("zone")
	}
	if r.Hour < 0 || r.Hour > 23 || r.Weekday < time.Sunday || r.Weekday > time.Saturday {
		return fault.New(fault.Invalid, "recipient_hour").On("hour")
	}
	return nil
}

// patience is how late a digest still goes out, after the server slept through its hour.
const patience = 3 * 24 * time.Hour

// Due is the period whose digest should go out at now: that of the last time that the recipient's day and hour came, in the
// recipient's zone. It says no before From, and when that time is too long past to be of use.
func (r Recipient) Due(now time.Time) (Period, bool) {
	zone, err := time.LoadLocation(r.Zone)
	if err != nil {
		return "", false
	}
	last := r.last(now.In(zone), zone)
	if last.Before(r.From) || now.Sub(last) > patience {
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
