package office

// IncidentProps are those of /office/incident (Incident).
type IncidentProps struct {
	Viewer
	Today string
	May   bool // an admin, who handles it
	// Open: one is. Since when, since when nothing can be written ("" it can), and what was told so far.
	Open          bool
	Since, Frozen string
	Entries       []IncidentEntry
	Past          int // that are over
	// Places are those of the table; Ticked those that could be read, as far as is known.
	Places []string
	Ticked map[string]bool
	// Seen is how many entries the form was drawn from. Text is what was typed.
	Seen, Text string
	Problems   map[string]Problem
	Just       string // opened, said, froze, lifted, closed, or ""
}

// IncidentEntry is a line that everybody reads. What is opened, said, froze, lifted or closed.
type IncidentEntry struct{ Day, What, Who, Role, Text string }

// did is what may be said to have just been done.
func (p IncidentProps) did() string {
	switch p.Just {
	case "opened", "said", "froze", "lifted", "closed":
		return "office.incident.done_" + p.Just
	}
	return ""
}

// What the form's buttons do, as models/incident calls it.
const (
	doOpen   = "opened"
	doSay    = "said"
	doFreeze = "froze"
	doLift   = "lifted"
	doClose  = "closed"
)
