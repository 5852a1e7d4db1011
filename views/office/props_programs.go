package office

import "roundrobin/views/ui"

// ProgramsProps are those of /office/programs (Programs).
type ProgramsProps struct {
	Viewer
	Programs []ProgramLine
}

// ProgramLine is a program in the list.
type ProgramLine struct {
	ID, Name, Owner string
	State           ui.ProgramState
}

// ProgramProps are those of /office/programs/ID and /office/programs/new (Program).
type ProgramProps struct {
	Viewer
	Today string
	New   bool
	// Name as it is published; Facts are what stands in the form.
	Name     string
	State    ui.ProgramState
	Facts    Facts
	Problems Problems
	Timeline []ui.Event
	// Entry is what stands in the form of a new line.
	Entry         Entry
	EntryProblems Problems
	Done          []Deed
}

// Facts are a program's, as they are typed. Read is the hash of the facts that were read.
type Facts struct {
	ID, Name, Purpose, Owner, Covered, Who, Begins, Status, Choice, Review, Note, Collects, Sources, Read string
}

// Entry is a line of a timeline, as it is typed.
type Entry struct {
	Day, Kind, Title, Note, Source, Status string
}

// Problems are refusals by field; those of "" stand above all fields.
type Problems map[string]Problem

// Problem is a refusal's code with its arguments.
type Problem struct {
	Refusal string
	Args    map[string]any
}

// ProposalsProps are those of /office/proposals (Proposals).
type ProposalsProps struct {
	Viewer
	Today   string
	Waiting []Proposal
	// Done is accepted or declined, just now, or "".
	Done string
	// ID is the proposal that a refusal is about, Words what was typed there.
	ID, Words, Refusal string
	Args               map[string]any
}

// Proposal is what a colleague proposed: a new program, or that something happened to one.
type Proposal struct {
	ID, Day string
	// Program is the name of the program that it is about; "" for a new one.
	Program string
	// Kind and On (the day) are of an entry. Title, Note, Source are what was proposed; Source is an https address or words.
	Kind, On, Title, Note, Source string
	// Facts are further lines about a new program.
	Facts []string
}

var (
	statuses = []string{"announced", "active", "scaled_back", "paused", "ended"}
	reviews  = []string{"none", "running", "finished", "published"}
	kinds    = []string{"launch", "change", "incident", "pause", "note"}
)
