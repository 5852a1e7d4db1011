package office

import "slices"

// A Right is what somebody may do in the office. Each address of the office needs one.
type Right string

// The rights. This list is the only place that says who may do what; docs/rights.md is made from it.
const (
	Door            Right = "door"
	Own             Right = "own"
	ReadHouse       Right = "read_house"
	DecidePetitions Right = "decide_petitions"
	DecideCases     Right = "decide_cases"
	KeepTalks       Right = "keep_talks"
	DecideProposals Right = "decide_proposals"
	TellPrograms    Right = "tell_programs"
	KeepPrograms    Right = "keep_programs"
	ReadStandards   Right = "read_standards"
	WriteStandards  Right = "write_standards"
	KeepLeadership  Right = "keep_leadership"
	KeepRecipients  Right = "keep_recipients"
	KeepMembers     Right = "keep_members"
	KeepRoster      Right = "keep_roster"
	KeepSettings    Right = "keep_settings"
	HandleIncidents Right = "handle_incidents"
	ForgetPeople    Right = "forget_people"
	KeepHouse       Right = "keep_house"
)

// A Rule says who has a right. What it is for is English, for docs/rights.md.
type Rule struct {
	Right  Right
	For    string
	Anyone bool   // also who is not signed in
	Roles  []Role // of those who are
}

// Roles are all roles.
var Roles = []Role{Steward, Admin}

var (
	all    = Roles
	admins = []Role{Admin}
)

// Rules are all of them, once each.
var Rules = []Rule{
	{Door, "sign in, sign out", true, all},
	{Own, "see one's own sessions and second factors, end them, add and remove", false, all},
	{ReadHouse, "the house today, and the record of what everybody in the office did", false, all},
	{DecidePetitions, "let a petition open, turn it away, hide and show its text before it opens", false, all},
	{DecideCases, "decide about what was flagged, held or appealed against; mute a voice under one petition", false, all},
	{KeepTalks, "slow or pause a talk, and set the words that are read first", false, all},
	{DecideProposals, "accept and decline what colleagues propose about programs", false, all},
	{TellPrograms, "read programs, and say what happened to one, with its source", false, all},
	{KeepPrograms, "add a program, change its facts", false, admins},
	{ReadStandards, "read the draft of the next standards", false, all},
	{WriteStandards, "write, publish and throw away the draft of the next standards", false, admins},
	{KeepLeadership, "see leadership's links by name, end one, have a new one mailed", false, admins},
	{KeepRecipients, "keep the addresses that leadership's summary goes to", false, admins},
	{KeepRoster, "look at a roster file, import it, take the last import back; answer who says that a book was collected in their name", false, admins},
	{KeepHouse, "let a job that failed run now", false, admins},
	{ForgetPeople, "forget a person who asks for it, by their address", false, admins},
	{HandleIncidents, "tell everybody of an incident, freeze all writing and lift that again", false, admins},
	{KeepSettings, "change the numbers by which petitions live, with a reason that is published", false, admins},
	{KeepMembers, "see who works in the office, end somebody's sessions, let stewards in and take them away", false, admins},
}

// RuleOf is the rule of a right; for an unknown right nobody has it.
func RuleOf(r Right) Rule {
	i := slices.IndexFunc(Rules, func(x Rule) bool { return x.Right == r })
	if i < 0 {
		return Rule{Right: r}
	}
	return Rules[i]
}

// May reports whether a member has a right.
func (m Member) May(r Right) bool { return slices.Contains(RuleOf(r).Roles, m.Role) }
