// Package summary is what leadership is told, as everybody reads it, and the pages on which a reader of leadership says yes or stops.
package summary

// ListProps are those of /summaries (List).
type ListProps struct {
	Today string
	// Petition narrows it to what tells of one petition, by its id; Title and Language are its.
	Petition, Title, Language string
	Told                      []Told
	Total                     int
	// Newer and Older are from where the next pages begin, or -1.
	Newer, Older int
}

// Told is what was told at one time: a week's summary, or at once.
type Told struct {
	Path     string // the last part of its address
	Language string // of the subject
	Subject  string
	Day      string
	To       []Sent
}

// Sent is one reader's mail. Name is as the public knows them; State is waiting, sending, sent, failed or dead, Reason why failed or dead.
type Sent struct{ Name, State, Reason string }

// ShowProps are those of /summaries/PERIOD (Show) and of /summaries/coming (Coming).
type ShowProps struct {
	Path, Day string
	Letters   []Letter
	// Petitions that they tell of.
	Petitions []Link
}

// Letter is one mail, word for word.
type Letter struct {
	Sent
	ID, Language, Subject, Words string
}

// Link is a petition.
type Link struct{ ID, Title, Language string }

// Resume is what the page of a stop sends to begin again.
const Resume = "resume"

// OwnProps are those of /summaries/confirm/LINK and /summaries/stop/LINK (Own).
type OwnProps struct {
	// Does is confirm or stop; Link the last part of the address.
	Does, Link string
	Name       string
	Weekday    string // monday, tuesday …
	Hour       int
	Zone       string
	// Confirmed and Stopped are days, or "".
	Confirmed, Stopped string
	// Mailed are the latest summaries that they were written, the newest first.
	Mailed []Mailed
	Today  string
}

// Mailed is a summary to the reader of the page.
type Mailed struct {
	Path, Day string
	Sent
}
