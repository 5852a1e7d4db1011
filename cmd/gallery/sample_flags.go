package main

import (
	"fmt"

	"roundrobin/views/office"
	"roundrobin/views/pages"
	"roundrobin/views/petition"
)

func flagScreens() []screen {
	change := func(f func(*office.CaseProps)) office.CaseProps { p := flagged(); f(&p); return p }
	return []screen{
		{"office-flags", office.Flags(flagQueue())},
		{"office-flags-none", office.Flags(office.FlagsProps{Viewer: steward, Today: today, Newer: -1, Older: -1, Done: "keep"})},
		{"office-flags-many", office.Flags(manyFlags())},
		{"office-case", office.CaseShow(flagged())},
		{"office-case-next", office.CaseShow(change(func(p *office.CaseProps) { p.Just, p.JustOf = "hide", "c0ffee" }))},
		{"office-case-wrong", office.CaseShow(change(func(p *office.CaseProps) { p.Refusal, p.Field = "reason_needed", "words" }))},
		{"office-case-decided", office.CaseShow(change(func(p *office.CaseProps) {
			p.Refusal, p.Typed, p.Done = "case_decided", "It names a colleague.", done("hide_comment")
		}))},
		{"office-case-held", office.CaseShow(change(func(p *office.CaseProps) {
			p.Held, p.Hidden, p.Weight, p.Flags, p.Code = "gestapo", today, 0, nil, ""
		}))},
		{"office-case-appeal", office.CaseShow(appealed(false))},
		{"office-case-second", office.CaseShow(appealed(true))},
		{"office-case-petition", office.CaseShow(change(func(p *office.CaseProps) {
			p.Comment, p.Target, p.Text, p.Answers, p.Verdicts = false, p.Petition, "", "", []string{"keep"}
		}))},
		{"office-case-muted", office.CaseShow(change(func(p *office.CaseProps) { p.Muted, p.Done = true, done("mute", "hide_comment") }))},
		{"office-talk", office.Talk(talk())},
		{"office-talk-wrong", office.Talk(wrongTalk())},
		{"decisions", pages.Decisions(decisions())},
		{"decisions-of-one", pages.Decisions(decisionsOfOne())},
		{"decisions-none", pages.Decisions(pages.DecisionsProps{Today: today, Newer: -1, Older: -1})},
		{"petition-guarded", petition.Show(guarded())},
	}
}

func flagged() office.CaseProps {
	p := office.CaseProps{
		Viewer: steward, Today: today, Waiting: 41, Next: "e2", Standards: reviewing().Standards, Code: "person_named",
		Case: office.Case{
			Target: "c3f2a91b5d2a4b1f0a60a0d2f2c6be1f", Petition: "recording", Title: "Stop recording our screens", Language: "en", Comment: true,
			Text:      "It was Bob from dispatch who switched it on, and everybody in hall two knows what he is. Somebody should wait for him at the gate.",
			Pseudonym: "Brisk Otter", Mark: []byte{9, 41, 7, 120}, Day: "2026-11-21", Answers: "Does anybody know who decided this, and when?",
			Since: "2026-11-22", Due: "2026-11-25", Weight: 7, Flags: []office.Flagged{{Standard: "It accuses and exposes nobody", N: 5}, {Standard: "It threatens and degrades nobody", N: 2}},
			Verdicts: []string{"keep", "hide"},
		},
	}
	return p
}

func appealed(second bool) office.CaseProps {
	p := flagged()
	p.Hidden, p.Who, p.Standard, p.Words = "2026-11-22", "Lotte Brandt", "It accuses and exposes nobody", "It names a colleague."
	p.Appeal, p.Appealed, p.Appealing, p.Since, p.Due = "Bob is the name of the robot at gate four. Nobody in dispatch is called so.", "2026-11-25", true, "2026-11-25", "2026-11-28"
	p.Verdicts, p.Second, p.Weight, p.Flags, p.Done = []string{"restore", "uphold"}, second, 0, nil, done("hide_comment")
	return p
}

func flagQueue() office.FlagsProps {
	late, soon := flagged().Case, flagged().Case
	soon.Target, soon.Since, soon.Due, soon.Weight, soon.Text = "e2", "2026-11-24", "2026-11-27", 1, "You are all sheep."
	of := flagged().Case
	of.Comment, of.Since, of.Due, of.Weight = false, "2026-11-25", "2026-11-28", 2
	held := soon
	held.Target, held.Since, held.Due, held.Held, held.Hidden = "e4", today, "2026-11-29", "gestapo", today
	return office.FlagsProps{Viewer: steward, Today: today, Total: 5, Newer: -1, Older: -1, Cases: []office.Case{late, soon, appealed(false).Case, of, held}}
}

func manyFlags() office.FlagsProps {
	p := office.FlagsProps{Viewer: steward, Today: today, Total: 512, From: 100, Newer: 0, Older: 200}
	for n := range 20 {
		x := flagged().Case
		x.Target, x.Weight, x.Text = fmt.Sprint("e", n), 20-n, fmt.Sprintf("Number %d: whoever decided this never stood in the rain at gate four.", n)
		p.Cases = append(p.Cases, x)
	}
	return p
}

func talk() office.TalkProps {
	return office.TalkProps{Viewer: steward, Today: today, ID: "recording", Title: "Stop recording our screens", Language: "en", Most: "2", Held: "gestapo\nwait for him", Muted: 1, Saved: true, Done: done("guard")}
}

func wrongTalk() office.TalkProps {
	p := talk()
	p.Most, p.Saved, p.Problems = "many", false, office.Problems{"most": {Refusal: "guard_most"}}
	return p
}

func decisions() pages.DecisionsProps {
	p := pages.DecisionsProps{Today: today, Total: 61, Newer: -1, Older: 50}
	for _, d := range done("hide_comment", "keep", "uphold", "mute", "guard", "open", "reject") {
		x := pages.Decided{Day: d.Day, Who: d.Who, Role: d.Role, Act: d.Act, Petition: "tone", Title: d.Title, Standard: d.Standard, Standards: 1, Words: d.Words, Detail: d.Detail}
		if d.Standard != "" {
			x.Standards = 1
		}
		p.Decided = append(p.Decided, x)
	}
	return p
}

func decisionsOfOne() pages.DecisionsProps {
	p := decisions()
	p.Petition, p.Title, p.Language, p.Total, p.Older, p.Decided = "tone", "Let us hear our own tone-scored calls", "en", 3, -1, p.Decided[:3]
	p.Decided[0].Comment = "c3f2a91b5d2a4b1f0a60a0d2f2c6be1f"
	return p
}

// guarded is a talk that stewards keep: slow, with words to read first, a muted voice, and comments that are hidden, held, appealed.
func guarded() petition.Props {
	p := flaggable(recording())
	p.Guard = petition.Guard{Most: 2, Words: []string{"gestapo", "wait for him"}, Muted: 1}
	hide := []petition.Hidden{
		{Day: "2026-11-25", Standard: "It accuses and exposes nobody", Reason: "It names a colleague.", Appealable: true},
		{Day: "2026-11-25", Standard: "It threatens and degrades nobody", Reason: "It says what shall happen at the gate.", Upheld: true},
		{Day: today, Held: "gestapo"},
	}
	for i := range min(len(hide), len(p.Thread.Comments)) {
		p.Thread.Comments[i].Hidden = &hide[i]
	}
	return p
}

func flaggable(p petition.Props) petition.Props {
	p.Flagging.Open = true
	for _, s := range reviewing().Standards {
		p.Flagging.Standards = append(p.Flagging.Standards, petition.Standard{Code: s.Code, Title: s.Title})
	}
	return p
}
