package main

import (
	"roundrobin/views/desk"
	"roundrobin/views/office"
)

func rosterScreens() []screen {
	bare := office.RosterProps{Viewer: adminViewer, Today: today, Max: 16}
	after := bare
	after.Last, after.Waiting, after.Just = office.RosterLast{Day: "2026-11-23", Joined: 31, Left: 12, Changed: 40, Undo: true}, true, "applied"
	wrong := bare
	wrong.Problems = office.Problems{"file": {Refusal: "roster_workbook"}}
	asked := preview()
	asked.Drops, asked.Leaving, asked.List = true, 1204, ""
	asked.Problems = office.Problems{"drop": {Refusal: "roster_drops", Args: map[string]any{"left": 1204, "present": 5204}}}
	lost := preview()
	lost.Good, lost.Bad, lost.List, lost.Headings = false, nil, "", []string{"Wer", "Wohin", "", "Wo"}
	lost.Chosen, lost.Problems = map[string]int{"name": -1, "family": -1, "address": -1, "department": -1, "site": -1, "kind": -1}, office.Problems{"columns": {Refusal: "roster_columns"}}
	lost.Sample = [][]string{{"Dana Whitlock", "dana.whitlock@meridian.example", "", "Leeds"}}
	said := self()
	said.Collected, said.Said, said.Just = true, today, true
	answered := self()
	answered.Collected, answered.Said, answered.Answered, answered.Who = true, "2026-11-20", today, "Tomasz Wrona"
	answered.Answer = "Your mail was forwarded to a shared box of the depot. The forwarding is ended, and whoever read it was spoken to. The book cannot be taken back."
	collected := self()
	collected.Collected, collected.Opening = true, ""
	return []screen{
		{"office-roster", office.Roster(bare)},
		{"office-roster-after", office.Roster(after)},
		{"office-roster-refused", office.Roster(wrong)},
		{"office-roster-preview", office.RosterPreview(preview())},
		{"office-roster-drops", office.RosterPreview(asked)},
		{"office-roster-columns", office.RosterPreview(lost)},
		{"office-roster-progress", office.RosterProgress(office.RosterProgressProps{Viewer: adminViewer, Done: 20500, Total: 50000})},
		{"office-disputes", office.Disputes(disputes())},
		{"office-disputes-none", office.Disputes(office.DisputesProps{Viewer: adminViewer, Today: today, Max: 2000})},
		{"desk-self", desk.Address(desk.AddressProps{Season: season(), Self: true})},
		{"desk-self-code", desk.SelfCode(desk.CodeProps{Minutes: 10})},
		{"desk-self-shown", desk.Self(self())},
		{"desk-self-collected", desk.Self(collected)},
		{"desk-self-said", desk.Self(said)},
		{"desk-self-answered", desk.Self(answered)},
	}
}

func preview() office.RosterPreviewProps {
	return office.RosterPreviewProps{
		Viewer: adminViewer, Today: today, File: "f", Encoding: "windows-1252", Comma: "semicolon", Good: true,
		Headings: []string{"Full Name", "Work E-mail", "Dept.", "Location", "Type", "Badge"},
		Fields:   []string{"name", "family", "address", "department", "site", "kind"},
		Chosen:   map[string]int{"name": 0, "family": -1, "address": 1, "department": 2, "site": 3, "kind": 4},
		Sample:   [][]string{{"Noah Osei", "noah.osei@meridian.example", "Warehouse operations", "Valencia", "contractor", "M103514"}, {"Sanna Novák", "sanna.novak@meridian.example", "Planning and routing", "Leeds", "Werkstudent", "M102647"}},
		Joining:  31, Leaving: 12, Changed: 2, Unchanged: 5150, Refused: 61, Present: 5204, Strange: []string{"Werkstudent"},
		Bad: []office.RosterBad{
			{Line: 13, Refusal: "row_address", Row: "Jonas Sørensen;not-an-address;Customer care;Leeds;employee;M101809"},
			{Line: 59, Refusal: "row_doubled", Args: map[string]any{"line": 14}, Row: "Hugo Wójcik;malik.zhang@meridian.example;Warehouse operations;Remote;employee;M103224"},
			{Line: 73, Refusal: "row_formula", Args: map[string]any{"column": "name"}, Row: `"=HYPERLINK(""http://evil.example"",""x"")";marek@meridian.example;Drivers and fleet;Rotterdam;employee;M100029`},
			{Line: 103, Refusal: "row_hidden", Args: map[string]any{"column": "name"}, Row: "Zoé \u202eevil;sunita.wojcik2@meridian.example;Executive office;Ohio;employee;M104322"},
		},
		List: "changing", Page: 1, Pages: 2, People: []office.RosterPerson{
			{Name: "Noah Osei", Title: "Warehouse operations", Site: "Valencia", Kind: "contractor", Was: &office.RosterPerson{Name: "Noah Osei", Title: "Warehouse operations", Site: "Leeds", Kind: "intern"}},
			{Name: "Sanna Novák", Title: "Planning and routing", Site: "Leeds", Kind: "employee", Was: &office.RosterPerson{Name: "Sanna Lind", Title: "Planning and routing", Site: "Leeds", Kind: "employee"}},
		},
	}
}

func disputes() office.DisputesProps {
	return office.DisputesProps{Viewer: adminViewer, Today: today, Max: 2000, At: "b2", Problems: office.Problems{"answer": {Refusal: "dispute_answer_missing"}}, Disputes: []office.Dispute{
		{ID: "a1", Book: "2026Q4", Day: "2026-11-23", Name: "Dana Whitlock"},
		{ID: "b2", Book: "2026Q4", Day: "2026-11-20"},
		{ID: "c3", Book: "2026Q3", Day: "2026-08-02", Answer: "The mailbox was shared by two people. It is not any more.", Answered: "2026-08-04", Who: "Tomasz Wrona"},
	}}
}

func self() desk.SelfProps {
	hash := "9c1185a5c5e9fc54612808977ee8f548b2258d31a1f0e7c8b3b2d4f5a6c7d8e9"
	return desk.SelfProps{
		Name: "Dana Whitlock", Title: "Planning and routing", Site: "Leeds", Kind: "employee", Book: "2026Q4", Code: "123456", Commitment: hash, CommittedOn: "2026-11-23",
		Opening: "roundrobin/v1 opening\npetitions.meridian.example\nday 2026-11-23\ncommitment " + hash + "\nsize 5204\nplace 812\nblind " + hash + "\nsalt " + hash + "\npath " + hash + " " + hash + "\n",
	}
}
