package main

import (
	"github.com/a-h/templ"

	"roundrobin/views/petition"
	"roundrobin/views/program"
	"roundrobin/views/respond"
	"roundrobin/views/wallet"
)

// pulseScreens are a program that is asked about, and talks in which organizers and leadership speak.
func pulseScreens() (all []screen) {
	asked := program.Show(pulsed())
	all = append(all, screen{"program-pulse", asked}, screen{"program-pulse-few", program.Show(pulsedByFew())})
	for _, state := range []string{"none", "ready", "choose", "handing", "promised", "counted", "refused", "broken", "closed"} {
		all = append(all, screen{"pulse-" + state, staged(asked, "pulse", state)})
	}
	page := staged(staged(wallet.Show(wallet.Props{}), "organize", "open"), "people", "alone")
	for _, state := range []string{"closed", "all", "answer", "own", "sure", "empty", "long", "hints", "sent"} {
		all = append(all, screen{"speech-" + state, staged(page, "speech", state)})
	}
	room := respondRoom()
	room.Talk = talkOf()
	said := room
	said.Talk.Done, said.Talk.Own = respond.Say, said.Talk.Comments[:1]
	taking := said
	taking.Talk.Done, taking.Talk.Taking = "", "m1"
	preview := room
	preview.Talk.About, preview.Talk.Speech, preview.Talk.Preview = "m2", "We will ask *everybody* who drives.", "<p>We will ask <em>everybody</em> who drives.</p>"
	empty := room
	empty.Refusal, empty.Field = "speech_empty", "speech"
	for name, p := range map[string]respond.RoomProps{"talk": room, "talk-said": said, "talk-taking": taking, "talk-preview": preview, "talk-empty": empty} {
		all = append(all, screen{"respond-" + name, respond.Room(p)})
	}
	return append(all, screen{"petition-spoken", petition.Show(spoken())})
}

func talkOf() respond.Talk {
	return respond.Talk{Open: true, Max: 4000, Comments: []respond.Talked{
		{ID: "m1", Voice: "colleague", Pseudonym: "Quiet Heron", Day: "2026-11-17", Text: "Who decides this, and by when?", HTML: "<p>Who decides this, and by when?</p>", Agreed: 41},
		{ID: "m2", Voice: "organizers", Day: "2026-11-20", Text: "Ask those who drive at night.", HTML: "<p>Ask those who drive at night.</p>"},
	}}
}

// spoken is a petition under which both roles have spoken.
func spoken() petition.Props {
	p := recording()
	p.Thread.Comments = []petition.Comment{
		said("m1", "Quiet Heron", "2026-11-17", 41, "Who decides this, and by when?",
			petition.Comment{ID: "m3", Parent: "m1", Voice: "leadership", Who: "the chief of staff", Mark: make([]byte, 32), Day: "2026-11-20", Text: "The board, in December.", HTML: "<p>The board, in December.</p>", Agreed: 2}),
		{ID: "m2", Voice: "organizers", Mark: make([]byte, 32), Day: "2026-11-20", Text: "Two sites said yes.", HTML: "<p>Two sites said yes.</p>", Edited: true},
	}
	return p
}

func pulsed() program.Props {
	p := programProps()
	steps := func(people ...int) (steps []program.Step) {
		for i, n := range people {
			value := []string{"very_badly", "badly", "neither", "well", "very_well"}[i]
			steps = append(steps, program.Step{Value: value, People: n, Percent: n * 100 / 106, Hidden: n == 0})
		}
		return steps
	}
	p.Pulse = program.Pulse{Round: "r4", Open: true, Until: "2026-12-27", Today: today, Seasons: []program.Season{
		{ID: "r4", Season: "2026Q4", Open: true, Answered: 106, Shown: true, Day: "2026-11-22", Of: 106, Steps: steps(41, 29, 14, 12, 0)},
		{ID: "r3", Season: "2026Q3", Answered: 106, Shown: true, Day: "2026-09-27", Of: 106, Steps: steps(23, 27, 22, 12, 0)},
		{ID: "r2", Season: "2026Q2", Answered: 9},
	}}
	p.Talk = roundTalk()
	return p
}

func pulsedByFew() program.Props {
	p := programProps()
	p.Pulse = program.Pulse{Round: "r4", Open: true, Until: "2026-12-27", Today: today, Seasons: []program.Season{{ID: "r4", Season: "2026Q4", Open: true, Answered: 7}}}
	return p
}

func roundTalk() templ.Component {
	t := petition.TalkProps{ID: "r4", Program: "x", Today: today, Speakable: true, Thread: petition.Thread{Round: true, Order: "agreed", Voices: 1, Found: 1, Page: 1, Pages: 1}}
	t.Thread.Comments = []petition.Comment{said("m9", "Mild Otter", "2026-11-17", 3, "It films me, too.")}
	return petition.RoundTalk(t)
}
