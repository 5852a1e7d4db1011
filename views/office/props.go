// Package office is the office: its door, and the room behind it, where stewards and admins work under their own names.
package office

import "roundrobin/views/ui"

// SignInProps are those of the door (SignIn).
type SignInProps struct {
	// Name is what was typed before, kept. Key and code never are.
	Name string
	// Refusal is the code of the fault above the fields with its arguments, or "".
	Refusal string
	Args    map[string]any
	// Note is "", ended (a session is over), ended_typed (while something was written), out, or out_everywhere.
	Note string
	// Kept is what was written when the session was over, so that it is not lost.
	Kept string
}

// Viewer is who looks: their name, and steward or admin. Proposals: the site takes some.
type Viewer struct {
	Name, Role string
	Proposals  bool
}

// RoomProps are those of /office behind the door (Room).
type RoomProps struct {
	Viewer
	Today string
	// Review are the petitions that wait for a decision, the longest in review first.
	Review  []Petition
	Mail    Mail
	Ledger  Ledger
	Books   []Book
	Version string
}

// Petition is one in review.
type Petition struct {
	ID, Title, Ask string
	// Language is the BCP 47 tag of title and ask.
	Language string
	// Since is the day on which the review began, Due the one by which a steward should have decided.
	Since, Due string
	Program    string // name of its program, or ""
	// Of one that gathers: how many sponsor it, of how many, until which day; since when its text is hidden, or "".
	Sponsors, Wanted int
	Until, Hidden    string
}

// Mail is what became of leadership's summaries.
type Mail struct {
	Waiting, Sending, Sent, Failed, Dead int
	// Troubled are those that failed or were given up.
	Troubled []Letter
}

// Letter is one that did not arrive.
type Letter struct {
	// Recipient is the name of whom it was for, never an address. Only admins' pages have it.
	Recipient string
	// Period is what it summed up: 2026-W48.
	Period string
	// State is failed or dead, or sent if it is said to be delayed. Reason is unreachable, interrupted, unclear, "gave up", or a server's code such
	// as "smtp 550", "bounced 5.1.1" or "delayed 4.4.1".
	State, Reason string
	Tries         int
}

// Ledger is how far the ledger is.
type Ledger struct {
	Size int
	// Checkpoint is the last one, signed, as it is served.
	Checkpoint string
	Witnesses  []Witness
}

// Witness is one who signs checkpoints: the first Size lines, last. Trouble is what keeps it from signing more, for operators, or "".
type Witness struct {
	Name    string
	Size    int
	Trouble string
	// Signed is the day on which it last signed something new, Down since when it has not, or "".
	Signed, Down string
}

// Book is a season's passes.
type Book struct {
	Name, From, To string
	// Collected is rounded down to tens by the caller from twenty on.
	Collected int
}

const admin = "admin"

// late is how many days a decision is overdue; below 0 there is time.
func (p RoomProps) late(x Petition) int { return days(x.Due, p.Today) }

func (p RoomProps) sign(x Petition) ui.Sign {
	if p.late(x) > 0 {
		return ui.Lozenge
	}
	return ui.Half
}

// count is how many letters are in a state.
type count struct {
	state string
	n     int
}

func (m Mail) counts() []count {
	return []count{{"waiting", m.Waiting}, {"sending", m.Sending}, {"sent", m.Sent}, {"failed", m.Failed}, {"dead", m.Dead}}
}

func (m Mail) none() bool {
	for _, c := range m.counts() {
		if c.n > 0 {
			return false
		}
	}
	return true
}

// late: what a person should look after.
func (c count) late() bool { return c.state == "dead" && c.n > 0 }
