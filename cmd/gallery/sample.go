package main

import (
	"crypto/sha256"
	"strconv"

	"roundrobin/views/desk"
	"roundrobin/views/devmail"
	"roundrobin/views/fail"
	"roundrobin/views/home"
	"roundrobin/views/ledger"
	"roundrobin/views/pages"
	"roundrobin/views/program"
	"roundrobin/views/ui"
)

const today = "2026-11-26"

// angles are places on the circle for n invented signatures.
func angles(id string, n int) []uint32 {
	all := make([]uint32, n)
	for i := range all {
		sum := sha256.Sum256([]byte(id + "/" + strconv.Itoa(i)))
		all[i] = ui.Angle(sum[:])
	}
	return all
}

func card(id, title, ask, program string, count, goal int, standing ui.Standing) ui.Card {
	standing.Today = today
	return ui.Card{ID: id, Title: title, Ask: ask, Language: "en", Program: program, Count: count, Goal: goal,
		Angles: angles(id, count), Standing: standing}
}

func openCards() []ui.Card {
	return []ui.Card{
		card("badge", "Count Badge days over a month, not a week", "Count the three office days as twelve in a month, so that a sick child does not cost a warning.",
			"Badge days", 61, 260, ui.Standing{State: "open", Since: "2026-09-01", Closes: "2026-11-30"}),
		recordingCard(),
		card("routecam", "Publish the RouteCam privacy review", "Publish the finished review of the in-cab cameras, whole, where every driver can read it.",
			"RouteCam", 214, 300, ui.Standing{State: "open", Since: "2026-10-20", Closes: "2027-01-18"}),
		card("bus", "Bring back the night bus from Leeds depot", "Run the 23:40 bus again, so that the late shift can get home without a car.",
			"", 7, 100, ui.Standing{State: "open", Since: "2026-11-25", Closes: "2027-02-23"}),
	}
}

func recordingCard() ui.Card {
	return card("214", "Stop recording our screens and keystrokes", "End the Desktop Learning Program, delete what it has recorded, and record no one without their consent.",
		"Desktop Learning Program", 1612, 2000, ui.Standing{State: "delivered", Due: "2026-11-24", Closes: "2026-12-31"})
}

func homeProps() home.Props {
	return home.Props{
		Search: search("", "open"), Open: openCards(), OpenTotal: 4, Programs: programCards(),
		Answered: []ui.Card{
			card("water", "Water and shade in the Valencia yard above 32 °C", "Put shade and cold water where lorries are loaded, and stop loading above 38 °C.",
				"", 431, 400, ui.Standing{State: "closed", Outcome: "won"}),
			card("scanner", "No automatic warnings from pick-rate scanners", "Let a shift lead look before a warning goes out.",
				"Pick-rate targets", 688, 650, ui.Standing{State: "answered", Outcome: "partly_won"}),
		},
		Coming: []ui.Card{
			card("tone", "Let us hear our own tone-scored calls", "", "", 5, 100, ui.Standing{State: "review", Due: "2026-11-25"}),
			card("sick", "Sick pay for contractors from day one", "", "", 3, 100, ui.Standing{State: "gathering", Sponsors: 3, SponsorsWanted: 5}),
		},
	}
}

func search(query, state string) ui.Search {
	s := ui.Search{Query: query, State: state}
	for _, p := range programCards() {
		s.Programs = append(s.Programs, ui.Option{Value: p.ID, Label: p.Name})
	}
	return s
}

var topics = []string{"monitoring", "hours", "pay", "safety", "workplace", "fairness", "elsewhere"}

// full is a search by the whole form.
func full(query string) ui.Search {
	s := search(query, "all")
	s.Topics = topics
	return s
}

func proposals() program.ProposalsProps {
	return program.ProposalsProps{Today: today, Decided: []program.Decided{
		{ID: "8c41e07d5b2a4b1f0a60a0d2f2c6be1f", Day: "2026-11-22", Decided: "accepted", On: "2026-11-24", Title: "Footage was found on a stick", Address: "/programs/routecam"},
		{ID: "1f0e07d5b2a4b1f0a60a0d2f2c6be1f8", Day: "2026-11-20", Decided: "declined", On: "2026-11-21", Reason: "It names a colleague, and no source."},
	}}
}

func programCards() []ui.ProgramCard {
	at := func(status, since string) ui.ProgramState {
		return ui.ProgramState{Status: status, Since: since, Today: today}
	}
	return []ui.ProgramCard{
		{ID: "dlp", Name: "Desktop Learning Program", State: at("paused", "2026-11-20"), Purpose: "Keystrokes, mouse, clicks and screens of office laptops.", Covered: 2310},
		{ID: "routecam", Name: "RouteCam", State: at("active", ""), Purpose: "Cameras in the cab that score drivers.", Covered: 880},
		{ID: "pick", Name: "Pick-rate targets", State: at("scaled_back", ""), Purpose: "Hourly targets on warehouse scanners.", Covered: 1640},
		{ID: "badge", Name: "Badge days", State: at("announced", ""), Purpose: "Three office days a week, counted from door badges."},
		{ID: "tone", Name: "Tone scoring", State: at("active", ""), Purpose: "Customer-care calls, scored for tone by software."},
		{ID: "well", Name: "Wellbeing app", State: at("ended", ""), Purpose: "Steps and sleep, run by an outside company. Optional."},
	}
}

func programProps() program.Props {
	return program.Props{
		ID: "dlp", Name: "Desktop Learning Program", Purpose: "Records how people work on their office laptops, to train assistants that do office work.",
		State: ui.ProgramState{Status: "paused", Since: "2026-11-20", Today: today}, Owner: "Data platform", Covered: 2310,
		Who: "everyone with an office laptop", Start: "2026-09-10", Review: "none",
		Choice: "A pause of up to 30 minutes. An exemption on request, since 29 October. No opting out.",
		Collects: []program.Kind{
			{Name: "Keystrokes", Note: "each key, in every application"}, {Name: "Mouse movements", Note: "position, many times a second"},
			{Name: "Clicks", Note: "and what was clicked on"}, {Name: "Screen content", Note: "a picture every few seconds"},
		},
		Timeline: []ui.Event{
			{Day: "2026-08-27", Kind: "launch", Title: "Announced to some", Note: "To a group of 40 managers.", Source: "https://intranet.meridian.example/1"},
			{Day: "2026-09-10", Kind: "launch", Title: "Rolled out", Note: "To 2,310 laptops, with the weekly update.", Source: "https://intranet.meridian.example/2"},
			{Day: "2026-10-29", Kind: "change", Title: "Pauses and exemptions offered", Note: "Up to 30 minutes at a time."},
			{Day: "2026-11-18", Kind: "incident", Title: "Recordings found readable by all staff", Note: "Private conversations and performance records among them."},
			{Day: "2026-11-19", Kind: "note", Title: "Staff are told in a call", Source: "The all-hands call of 19 November", Proposed: true},
			{Day: "2026-11-20", Kind: "pause", Title: "Paused while it is looked into", Note: "No day is named for a decision.", Status: "paused"},
		},
		Statuses:  []ui.ProgramState{{Status: "announced", Since: "2026-08-27"}, {Status: "active", Since: "2026-09-10"}, {Status: "paused", Since: "2026-11-20"}},
		Sources:   []program.Source{{Title: "Notice to office staff, 10 September", URL: "https://intranet.meridian.example/2"}},
		Petitions: []ui.Card{recordingCard()},
	}
}

func season() desk.Season {
	return desk.Season{Book: "2026Q4", From: "2026-10-01", To: "2026-12-31", Slots: 48, Collected: 4110, Eligible: 5204}
}

func ledgerProps() ledger.Props {
	return ledger.Props{
		Origin: "petitions.meridian.example", Size: 9874, Day: today,
		Checkpoint: "petitions.meridian.example\n9874\nb7JrFfYyqZrS2rY8TWTtDtVvlqSV6mI1rYpB4GnQk8E=\n\n— petitions.meridian.example P5ocG0m8mC1s3Nw0Tt2r0Yd1…\n",
		Key:        "petitions.meridian.example+3f9a1c02+AbXk0mXw8bDq0aZ1v5x5V1oB0q6cJ9rG0Q2d5oG1Jm8s",
		Books:      []ledger.Book{{Name: "2026Q4", Issued: 4118, Eligible: 5204, KeysHash: "9c41e07d5b2a4b1f0a60a0d2f2c6be1f8e3a7d5c9b0e1f2a3b4c5d6e7f8a18f3"}},
		Petitions: []ledger.Petition{
			{ID: "214", Title: "Stop recording our screens and keystrokes", Language: "en", Count: 1612, Issued: 4118},
			{ID: "bus", Title: "Bring back the night bus from Leeds depot", Language: "en", Count: 7, Issued: 4118},
		},
		Witnesses: []ledger.Witness{{Name: "witness.unite.example", Size: 9874}, {Name: "betriebsrat.meridian.example", Size: 9611}},
	}
}

func failProps(status string) fail.Props {
	code, _ := strconv.Atoi(status)
	p := fail.Props{Status: code}
	if code == 500 {
		p.Reference = "mz4k 2hq7"
	}
	return p
}

func mails() []devmail.Mail {
	return []devmail.Mail{
		{ID: "2", From: "petitions@meridian.example", To: "office@meridian.example", Subject: "What staff ask: week 48", HasHTML: true,
			Text: "Stop recording our screens and keystrokes\n1,612 of 2,000 signatures, 212 more than last week\n"},
		{ID: "1", From: "petitions@meridian.example", To: "dana.whitlock@meridian.example", Subject: "493 027 is your code", Text: "Your code is 493 027.\n"},
	}
}

// limits is the page with a drill in it that found nobody, on a site whose counts move sooner than usual.
var limits = pages.LimitsProps{SealDays: 1, Sooner: pages.Attack{Name: "counts", Links: 443, Right: 33, Guessing: 27}, Drill: pages.Drill{
	Day: today, People: 400, Petitions: 5, Days: 21, Requests: 199_964, Defences: 8, OnWay: pages.Attack{Name: "desk", Links: 110, Right: 28, Guessing: 4},
	Attacks: []pages.Attack{{Name: "joins"}, {Name: "leftovers"}, {Name: "one hand"}, {Name: "times"}, {Name: "order", Links: 420, Right: 28, Guessing: 28},
		{Name: "counts", Links: 420, Right: 27, Guessing: 27}, {Name: "first seen", Links: 130, Right: 31, Guessing: 29}},
}}

func ways() desk.AddressProps {
	return desk.AddressProps{Season: season(), Subject: "123456 is your code", Ways: desk.Ways, Provider: "Meridian"}
}

func refusedSignIn() desk.AddressProps {
	p := ways()
	p.Way, p.Refusal = desk.WayOIDC, "sign_in_unverified"
	return p
}
