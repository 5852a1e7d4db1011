package main

import (
	"roundrobin/models/standard"
	"roundrobin/views/office"
	"roundrobin/views/pages"
	"roundrobin/views/ui"
)

var (
	steward = office.Viewer{Name: "Ines Aguilar", Role: "steward", Proposals: true}
	admin   = office.Viewer{Name: "Tomasz Wrona", Role: "admin", Proposals: true}
)

func reviewScreens() []screen {
	change := func(f func(*office.ReviewProps)) office.ReviewProps { p := reviewing(); f(&p); return p }
	return []screen{
		{"office-queue", office.Queue(queue())},
		{"office-queue-empty", office.Queue(office.QueueProps{Viewer: steward, Today: today})},
		{"office-review", office.Review(reviewing())},
		{"office-review-wrong", office.Review(change(func(p *office.ReviewProps) {
			p.Refusal, p.Field, p.Words = "reason_code", "code", "Say which calls are meant."
		}))},
		{"office-review-words", office.Review(change(func(p *office.ReviewProps) { p.Refusal, p.Field, p.Code = "reason_needed", "words", "unclear_ask" }))},
		{"office-review-late", office.Review(change(func(p *office.ReviewProps) {
			p.Refusal, p.CanOpen, p.CanReject, p.CanHide = "petition_state", false, false, false
			p.Standing, p.Done = ui.Standing{State: "open", Today: today, Since: today, Closes: "2027-02-24"}, done("open")
		}))},
		{"office-review-opened", office.Review(change(func(p *office.ReviewProps) {
			p.CanOpen, p.CanReject, p.CanHide = false, false, false
			p.Standing, p.Done = ui.Standing{State: "open", Today: today, Since: today, Closes: "2027-02-24"}, done("open", "reject")
		}))},
		{"office-review-rejected", office.Review(change(func(p *office.ReviewProps) {
			p.CanOpen, p.CanReject = false, false
			p.Standing, p.Done = ui.Standing{State: "rejected", Today: today}, done("reject")
		}))},
		{"office-review-gathering", office.Review(change(func(p *office.ReviewProps) {
			p.CanOpen, p.Until = false, "2026-12-21"
			p.Standing = ui.Standing{State: "gathering", Today: today, Sponsors: 3, SponsorsWanted: 5}
		}))},
		{"office-review-hidden", office.Review(change(func(p *office.ReviewProps) {
			p.CanOpen, p.CanHide, p.CanShow, p.Hidden, p.Done = false, false, true, "2026-11-25", done("hide")
			p.Standing = ui.Standing{State: "gathering", Today: today, Sponsors: 3, SponsorsWanted: 5}
		}))},
		{"office-programs", office.Programs(programLines(admin))},
		{"office-programs-steward", office.Programs(programLines(steward))},
		{"office-program", office.Program(programAs(admin))},
		{"office-program-steward", office.Program(programAs(steward))},
		{"office-program-wrong", office.Program(programWrong())},
		{"office-program-new", office.Program(office.ProgramProps{Viewer: admin, New: true, Facts: office.Facts{Status: "announced", Review: "none"}})},
		{"office-proposals", office.Proposals(proposed())},
		{"office-proposals-refused", office.Proposals(refusedProposal())},
		{"office-proposals-none", office.Proposals(office.ProposalsProps{Viewer: steward, Today: today, Done: "accepted"})},
		{"office-record", office.Record(office.RecordProps{Viewer: steward, Today: today, Done: done("open", "reject", "hide", "show", "program", "facts", "entry", "accept", "decline"), Total: 212, Newer: -1, Older: 50})},
		{"office-record-empty", office.Record(office.RecordProps{Viewer: steward, Today: today, Newer: -1, Older: -1})},
		{"office-ended-typed", office.SignIn(office.SignInProps{Note: "ended_typed", Kept: "Say which calls are meant, and until when they should be heard."})},
		{"standards", pages.Standards(standardsProps(true))},
		{"standards-old", pages.Standards(oldStandards())},
		{"standards-nobody", pages.Standards(standardsProps(false))},
	}
}

func reviewing() office.ReviewProps {
	p := office.ReviewProps{
		Viewer: steward, Today: today, ID: "tone", Title: "Let us hear our own tone-scored calls", Language: "en", Addressee: "the director of customer care",
		Ask:        "Let everyone whose calls are scored for tone hear the call, see the score and the words that lowered it, and answer before it counts.",
		LetterHTML: "<p>When a customer calls us, software listens. After the call it gives our tone a score from one to five.</p><p>We are not shown which call it was, what was heard, or <em>why</em>.</p><ul><li>to hear a scored call of our own;</li><li>to see the score;</li><li>to answer before it enters a review.</li></ul>",
		TextHash:   "9c41e07d5b2a4b1f0a60a0d2f2c6be1f8e3a7d5c9b0e1f2a3b4c5d6e7f8a18f3", Frozen: "2026-11-19", Program: "Tone scoring", ProgramID: "tone",
		Standing: ui.Standing{State: "review", Today: today, Since: "2026-11-22", Due: "2026-11-25", Sponsors: 5, SponsorsWanted: 5},
		Closes:   "2027-02-24", MendDays: 30, CanOpen: true, CanReject: true, CanHide: true,
	}
	for _, s := range standard.First().All {
		p.Standards = append(p.Standards, office.Standard{Code: s.Code, Title: s.Title, Text: s.Text, Hides: s.Hides})
	}
	return p
}

func queue() office.QueueProps {
	return office.QueueProps{
		Viewer: steward, Today: today, Review: officeMany().Review,
		Gathering: []office.Petition{
			{ID: "sick", Language: "en", Title: "Sick pay for contractors from day one", Ask: "Pay contractors from the first day of an illness.", Since: "2026-11-21", Sponsors: 3, Wanted: 5, Until: "2026-12-21"},
			{ID: "hid", Language: "en", Title: "Move the night shift of hall two", Ask: "Move it.", Since: "2026-11-24", Sponsors: 1, Wanted: 5, Until: "2026-12-24", Hidden: "2026-11-25", Program: "Pick-rate targets"},
			{ID: "wait", Language: "en", Title: "A quiet room in every depot", Ask: "Open one.", Since: "2026-11-25"},
		},
	}
}

// done is a record, the newest line first.
func done(acts ...string) (all []office.Deed) {
	for _, act := range acts {
		d := office.Deed{Day: today, Who: "Ines Aguilar", Role: "steward", Act: act, Subject: "tone", Title: "Let us hear our own tone-scored calls"}
		switch act {
		case "reject":
			d.Day, d.Standard, d.Words = "2026-11-20", "It asks for one thing that can be answered", "Say which calls are meant, and until when they should be heard."
		case "hide":
			d.Day, d.Standard, d.Words = "2026-11-25", "It accuses and exposes nobody", "The second paragraph tells which team lead is meant."
		case "show":
			d.Standard, d.Words = "It accuses and exposes nobody", "The name is that of the addressee."
		case "program", "facts", "entry":
			d.Who, d.Role, d.Title = "Tomasz Wrona", "admin", "Tone scoring"
		case "hide_comment", "mute":
			d.Day, d.Title, d.Standard, d.Words = "2026-11-25", "Stop recording our screens", "It accuses and exposes nobody", "It names a colleague."
		case "keep", "uphold":
			d.Title, d.Standard, d.Words = "Stop recording our screens", "It threatens and degrades nobody", "A hard word is no threat."
		case "guard":
			d.Title, d.Words = "Stop recording our screens", "Two were shouting at each other."
		case "decline":
			d.Title, d.Words = "Shift-swap scoring", "No source says that such a program exists."
		}
		all = append(all, d)
	}
	return all
}

func programLines(v office.Viewer) office.ProgramsProps {
	p := office.ProgramsProps{Viewer: v}
	for _, c := range programCards() {
		p.Programs = append(p.Programs, office.ProgramLine{ID: c.ID, Name: c.Name, Owner: "Data platform", State: c.State})
	}
	return p
}

func programAs(v office.Viewer) office.ProgramProps {
	x := programProps()
	return office.ProgramProps{
		Viewer: v, Today: today, Name: x.Name, State: x.State, Timeline: x.Timeline, Entry: office.Entry{Day: today}, Done: done("facts"),
		Facts: office.Facts{
			ID: "dlp", Name: x.Name, Purpose: x.Purpose, Owner: x.Owner, Covered: "2310", Who: x.Who, Begins: x.Start, Choice: x.Choice, Review: "none",
			Collects: "Keystrokes: each key, in every application\nClicks: and what was clicked on\n", Sources: "https://intranet.meridian.example/2 Notice to office staff\nThe notice board in hall three\n",
		},
	}
}

func programWrong() office.ProgramProps {
	p := programAs(admin)
	p.Problems = office.Problems{"": {Refusal: "program_changed"}, "begins": {Refusal: "program_day"}, "sources": {Refusal: "program_source"}}
	p.Facts.Begins = "last autumn"
	p.Entry = office.Entry{Day: "2026-12-24", Kind: "pause", Title: "Paused for good"}
	p.EntryProblems = office.Problems{"day": {Refusal: "program_ahead"}}
	return p
}

func proposed() office.ProposalsProps {
	return office.ProposalsProps{Viewer: steward, Today: today, Waiting: []office.Proposal{
		{ID: "a1", Day: "2026-11-24", Program: "RouteCam", Kind: "note", On: "2026-11-03", Title: "Privacy review finished, not published", Note: "It was signed off, as the works council’s minutes say under item 6.", Source: "https://intranet.meridian.example/works-council/minutes-11"},
		{ID: "b2", Day: "2026-11-25", Title: "Shift-swap scoring", Note: "Since October the rota tool ranks us by how often we swap.", Source: "The rota tool, under Help", Facts: []string{"Planning and routing", "Everyone on shifts"}},
	}}
}

func refusedProposal() office.ProposalsProps {
	p := proposed()
	p.ID, p.Refusal, p.Words = "b2", "reason_needed", ""
	return p
}

func oldStandards() pages.StandardsProps {
	p := standardsProps(true)
	p.Current, p.Versions = 2, append(p.Versions, pages.StandardsVersion{Version: 2, From: "2026-11-16", Who: "Tomasz Wrona", Reason: "Rotas were quoted by which people could be found."})
	return p
}

func standardsProps(reviewed bool) pages.StandardsProps {
	v := standard.First()
	p := pages.StandardsProps{Version: v.Version, From: string(v.From), Language: v.Language, Reviewed: reviewed, ReviewDays: 3, MendDays: 30, Hash: v.Hash().String(), Current: 1, Versions: []pages.StandardsVersion{{Version: 1, From: string(v.From)}}}
	for _, s := range v.All {
		p.All = append(p.All, pages.Standard{Code: s.Code, Title: s.Title, Text: s.Text, Hides: s.Hides})
	}
	return p
}
