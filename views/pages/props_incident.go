package pages

import "strconv"

// IncidentsProps are those of /incident (Incidents).
type IncidentsProps struct {
	Today string
	All   []Incident // the newest first
}

// Incident is one. Closed and Frozen are days, or "". Exposed are places of models/retention: "holds.PLACE" in the catalogue.
type Incident struct {
	Number                 int
	Opened, Closed, Frozen string
	Exposed                []string
	Entries                []IncidentEntry // in order
}

// IncidentEntry is a dated line. What is opened, said, froze, lifted or closed.
type IncidentEntry struct{ Day, What, Who, Role, Text string }

func (i Incident) id() string { return "i" + strconv.Itoa(i.Number) }
