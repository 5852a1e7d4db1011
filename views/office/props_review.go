package office

import "roundrobin/views/ui"

// QueueProps are those of /office/petitions (Queue).
type QueueProps struct {
	Viewer
	Today string
	// Review wait for a decision, Gathering for sponsors; both the oldest first.
	Review, Gathering []Petition
}

// ReviewProps are those of /office/petitions/ID (Review).
type ReviewProps struct {
	Viewer
	Today                                string
	ID, Title, Ask, Addressee, Language  string
	LetterHTML                           string // rendered and sanitised; it is written as it is
	TextHash, Frozen                     string
	Program, ProgramID                   string
	Standing                             ui.Standing
	Until                                string // the last day to find sponsors, or ""
	Closes                               string // the last day to sign, if it opened today
	Hidden                               string // since when its text is hidden, or ""
	MendDays                             int    // that its organizers have to mend it
	CanOpen, CanReject, CanHide, CanShow bool
	Standards                            []Standard
	// Code and Words are what was chosen and typed before. Refusal is the fault's code, beside Field or, where that is "", above all.
	Code, Words, Refusal, Field string
	Args                        map[string]any
	// Done is what was decided about it, the newest first.
	Done []Deed
}

// Standard is one of the published standards.
type Standard struct {
	Code, Title, Text string
	Hides             bool
}

// Deed is one line of the record.
type Deed struct {
	Day, Who, Role string
	// Act is one of models/audit. Detail is what exactly was changed, as there.
	Act, Detail string
	// Subject is the id of what it was about, Title its name then.
	Subject, Title string
	// Standard is the title of the standard that was named, or ""; Words are what was said beside it.
	Standard, Words string
}

// RecordProps are those of /office/record (Record).
type RecordProps struct {
	Viewer
	Today string
	Done  []Deed
	Total int
	// Newer and Older are from where the next pages begin, or -1.
	Newer, Older int
}

const (
	petitions = "petitions"
	programs  = "programs"
)

// address is where the office keeps what a deed was about, or "".
func (d Deed) address() string {
	if d.Act == "standards" {
		return "/standards/" + d.Subject
	}
	if k := d.kind(); k != "" {
		return "/office/" + k + "/" + d.Subject
	}
	return ""
}

// kind is what a deed was about.
func (d Deed) kind() string {
	switch d.Act {
	case "open", "reject", "hide", "show":
		return petitions
	case "keep", "hide_comment", "show_comment", "uphold", "mute":
		return flags
	case "guard", "slow", "pause", "resume", "words", "held":
		return "talks"
	case "program", "facts", "entry":
		return programs
	case "recipient_add", "recipient_change":
		return recipients
	}
	return ""
}
