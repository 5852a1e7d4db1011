// Package incident is what an admin does when something went wrong: say so to everybody, day by day, say what could be read and what that
// means, and stop all writing until it is looked into.
//
// A freeze refuses what is handed in and what is collected; reading goes on. Seals, closings and mail go on too: what was taken before the
// freeze has a promise of a day, a petition's page names its last one, and an answer that is due stays due.
package incident

import (
	"strings"

	"roundrobin/models/audit"
	"roundrobin/models/day"
	"roundrobin/models/fault"
	"roundrobin/models/retention"
)

// An Incident is one. At most one is open at a time.
type Incident struct {
	N       int
	Opened  day.Day
	Closed  day.Day // "" while it is open
	Frozen  bool    // nothing can be handed in, said or collected
	Since   day.Day // of the freeze, or ""
	Exposed []retention.Place
	Entries []Entry // in order; there is one at least
}

// An Entry is a dated line of it, public for good.
type Entry struct {
	Day  day.Day
	What What
	Who  audit.Who
	Text string
}

// What an entry did besides saying something. Each has its words in the catalogue, "incident.did_WHAT".
type What string

// All of them.
const (
	Opened What = "opened"
	Froze  What = "froze"
	Lifted What = "lifted"
	Said   What = "said"
	Closed What = "closed"
)

// MaxText is the length of an entry in bytes.
const MaxText = 4000

// Refusals. A wallet keeps what was typed and hands it in again by itself: the first is final for nobody.
var (
	ErrFrozen     = fault.New(fault.Conflict, "incident_frozen").Again()
	ErrFrozenDesk = fault.New(fault.Conflict, "incident_desk").Again()
	ErrFrozenRoom = fault.New(fault.Conflict, "incident_room")

	ErrOpen  = fault.New(fault.Conflict, "incident_open")
	ErrNone  = fault.New(fault.Conflict, "incident_none")
	ErrMoved = fault.New(fault.Conflict, "incident_moved")

	errText = fault.New(fault.Invalid, "incident_text", "max", MaxText).On("text")
)

func checkText(text string) error {
	if strings.TrimSpace(text) == "" || len(text) > MaxText {
		return errText
	}
	return nil
}
